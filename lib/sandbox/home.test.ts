import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startReceiver, useSandbox } from "./test-rig";

const { call, control, status, newContact, newCredit, newCard, charge, sandbox } = useSandbox();

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

const get = async (path: string) => {
  const response = await fetch(sandbox().url + path);
  return { status: response.status, headers: response.headers, html: await response.text() };
};
const home = async () => (await get("/_sandbox/")).html;

/** As a browser sends a form from a page of the sandbox's own. */
const press = (deed: string, origin = sandbox().url) =>
  fetch(`${sandbox().url}/_sandbox/do/${deed}`, {
    method: "POST",
    redirect: "manual",
    headers: { origin, "content-type": "application/x-www-form-urlencoded" },
  });

describe("the home page", () => {
  test("shows state, webhooks, faults, transactions, ledger, deliveries and cards", async () => {
    await call("POST", "/webhooks/", { callback_url: receiver.url });
    await control("variants", { lateCancel: "ok_false" });
    await control("faults", { rules: [{ fault: "rate_limit", path: "/debit", times: null }] });
    const id = await newCredit(5002);
    const contactId = await newContact("Card Holder");
    const { id: cardId } = await newCard(contactId, "5555555555554444");
    await charge(contactId, cardId, { amount: 1234 });
    await control("drain", {});
    const html = await home();
    for (const expected of [
      receiver.url,
      "rate_limit",
      "0 of all",
      "$50.02",
      "account closed (push)",
      `/_sandbox/transactions/${id}/page`,
      "card charge",
      "$12.34",
      "mastercard",
      "4444",
      "Card Holder",
      "<strong><code>ok_false</code></strong>",
      "4000000000000069",
      "declined: expired card",
    ])
      expect(html).toContain(expected);
  });

  test("stands alone: no script, no foreign address, light and dark", async () => {
    const { headers, html } = await get("/_sandbox/");
    expect(html).not.toMatch(/<script|<link|<img|url\(|@import/);
    expect(html).toContain("prefers-color-scheme:dark");
    expect(html).toContain('name="viewport"');
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect((await get("/_sandbox")).status).toBe(200);
  });

  test("escapes everything that others wrote", async () => {
    const evil = `<script>alert("1")</script>'&`;
    const id = await newCredit(100, undefined, evil);
    const contactId = await newContact(evil);
    await newCard(contactId);
    await control("faults", { rules: [{ fault: "slow", path: evil }] });
    await control("events", { type: evil, data: evil });
    for (const path of ["/_sandbox/", `/_sandbox/transactions/${id}/page`]) {
      const { html } = await get(path);
      expect(html).toContain("&lt;script&gt;");
      expect(html).not.toContain("<script>");
    }
  });

  test("holds, releases, delivers, drains and clears by its buttons", async () => {
    await call("POST", "/webhooks/", { callback_url: receiver.url });
    const first = await press("hold");
    expect([first.status, first.headers.get("location")]).toEqual([303, "/_sandbox/"]);
    expect(await home()).toContain("Release deliveries");
    const id = await newCredit(5000);
    await press("deliver");
    expect(receiver.received).toHaveLength(0);
    await press("release");
    await press("deliver");
    expect(receiver.received.length).toBeGreaterThan(0);
    await press("drain");
    expect(await status(id)).toEqual({ state: "completed" });
    await control("faults", { rules: [{ fault: "slow" }] });
    await press("clear-faults");
    expect((await control("faults")).faults).toEqual([]);
    expect((await press("nonsense")).status).toBe(404);
  });

  test("takes no button from another site", async () => {
    for (const origin of ["https://evil.example", "null"])
      expect((await press("hold", origin)).status).toBe(404);
    expect(await home()).toContain("Hold deliveries");
  });
});

describe("a transaction's page", () => {
  test("shows its ledger, its events and the deliveries that carried them", async () => {
    await call("POST", "/webhooks/", { callback_url: receiver.url });
    const id = await newCredit(5011);
    const other = await newCredit(777);
    await control("drain", {});
    const { html } = await get(`/_sandbox/transactions/${id}/page`);
    for (const line of ["created", "pulled", "pushed", "completed", "returned", "$50.11"])
      expect(html).toContain(line);
    expect(html).toContain("customer initiated return");
    expect(html).toContain("transactions.credits.updated");
    expect(html).toContain("<td>200</td>");
    expect(html).not.toContain(other);
    expect((await get(`/_sandbox/transactions/${crypto.randomUUID()}/page`)).status).toBe(404);
  });
});
