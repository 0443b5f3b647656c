import { describe, expect, test } from "vitest";
import { OPERATING, useSandbox } from "./test-rig";

const { call, control, status, kinds, newContact, newDebit, sandbox } = useSandbox();

describe("the payment page", () => {
  const visit = async (id: string, fields?: Record<string, string>) => {
    const post = fields && { method: "POST", body: new URLSearchParams(fields) };
    const response = await fetch(`${sandbox().url}/payment/pay/${id}`, post);
    return { status: response.status, url: response.url, html: await response.text() };
  };
  const card = (number: string) => ({
    method: "card",
    card_number: number,
    expiry: "12/49",
    security_code: "123",
    card_name: "Bo Buyer",
  });
  const bank = {
    method: "bank",
    institution_number: "001",
    transit_number: "27601",
    account_number: "1234567",
    holder_name: "Bo",
  };

  test("takes a card after a declined one, and only once", async () => {
    const id = await newDebit(12_345);
    expect((await visit(id)).html).toContain("Pay $123.45");
    const declined = await visit(id, card("4000 0000 0000 0002"));
    expect([declined.status, declined.html.includes("Your card was declined")]).toEqual([402, true]);
    const paid = await visit(id, card("4242 4242 4242 4242"));
    expect([paid.url.endsWith("/thanks"), paid.html.includes("Thank you")]).toEqual([true, true]);
    expect(await status(id)).toEqual({ state: "paid" });
    expect((await visit(id)).html).toContain("already used");
    expect((await visit(id, card("4242 4242 4242 4242"))).status).toBe(410);
    expect(await kinds(id)).toEqual(["created", "pulled"]);
  });

  test("fails a card without funds", async () => {
    const id = await newDebit(100);
    await visit(id, card("4000000000009995"));
    await control("drain", {});
    expect(await status(id)).toMatchObject({ state: "failed", fail_reason: "insufficient_funds" });
  });

  test("says what is wrong beside the field and keeps what was typed", async () => {
    const id = await newDebit(100);
    const wrong = await visit(id, { ...bank, transit_number: "27<" });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain("The transit number has five digits.");
    expect(wrong.html).toContain("We need your agreement");
    expect(wrong.html).toContain('value="27&lt;"');
    const right = await visit(id, { ...bank, agree: "on", mandate_name: "Bo" });
    expect(right.html).toContain("Thank you");
    expect(await status(id)).toEqual({ state: "initiated" });
  });

  test("lets a payee say where a credit goes", async () => {
    const contact_id = await newContact();
    const credit = { amount: 2500, statement: "x", from_bank_account: OPERATING, contact_id };
    const { identifier = "", link } = (await call("PUT", "/credit", credit)).body;
    expect(link).toBe(`${sandbox().url}/payment/pay/${identifier}`);
    expect((await visit(identifier)).html).toContain("Receive $25.00");
    expect((await visit(identifier, bank)).html).toContain("Thank you");
    await control("drain", {});
    expect(await status(identifier)).toEqual({ state: "completed" });
  });

  test("says when a link was cancelled", async () => {
    const id = await newDebit(100);
    await call("DELETE", `/transaction/${id}`);
    expect((await visit(id)).html).toContain("was cancelled");
  });
});
