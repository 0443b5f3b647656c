import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

/** What the browser refused on this page, in its own words. */
function refusals(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    const text = message.text();
    if (/Content.Security.Policy|violates the following/i.test(text))
      said.push(`${new URL(page.url()).pathname}: ${text}`);
  });
  return said;
}

const settled = async (page: Page) => {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.waitForFunction(() => document.readyState === "complete");
};

const SCREENS = [
  "/",
  "/contacts",
  "/contacts/new",
  "/collections",
  "/collections/new",
  "/payouts",
  "/payouts/new",
  "/failures",
  "/events",
  "/settings",
  "/settings/webhook",
  "/nothing/here",
];

test("no screen asks for anything that the page's policy refuses", async ({ openAs, desk }) => {
  test.setTimeout(180_000);
  const { prisma } = desk.connections;
  const [contact, payout, collection, event, failed] = await Promise.all([
    prisma.contact.findFirstOrThrow({ where: { isVendor: true, state: "active" } }),
    prisma.payout.findFirstOrThrow({ where: { state: "awaiting_approval" } }),
    prisma.collection.findFirstOrThrow(),
    prisma.event.findFirstOrThrow(),
    prisma.$queryRaw<{ id: string }[]>`SELECT id FROM failure LIMIT 1`,
  ]);
  const page = await openAs("administrator");
  const said = refusals(page);
  const single = [
    `/contacts/${contact.id}`,
    `/contacts/${contact.id}/bank-accounts/new`,
    `/payouts/${payout.id}`,
    `/collections/${collection.id}`,
    `/events/${event.id}`,
    `/events/deliveries/${event.deliveryId}`,
    `/failures/${failed[0]?.id}`,
  ];
  for (const path of [...SCREENS, ...single]) {
    await page.goto(path);
    await settled(page);
  }
  expect(said).toEqual([]);
});

test("nor does what opens on a screen: charts, menus, the search, filters, notes, Jetpay's page for a card", async ({
  openAs,
  vendor,
}) => {
  const { contactId } = await vendor();
  const page = await openAs("operator");
  const said = refusals(page);
  await page.goto("/");
  await settled(page);
  const chart = page.locator("main svg[role=group]").first();
  await chart.hover();
  await chart.press("ArrowRight");
  await page.getByRole("button", { name: /^Account:/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page.getByRole("dialog", { name: "Search the desk" })).toBeVisible();
  await page.keyboard.type("maple");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Payouts" }).first().click(); // without loading the page anew
  await expect(page).toHaveURL(/\/payouts/);
  await page.goto("/contacts/new");
  await page.getByRole("combobox").first().click();
  await page.keyboard.press("Escape");
  await page.goto(`/contacts/${contactId}`);
  await page.getByRole("button", { name: "Add card" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.frameLocator("iframe").getByLabel("Card number")).toBeVisible();
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator("[data-sonner-toast]")).toBeVisible();
  expect(said).toEqual([]);
});

/** What somebody would have a contact be called, were names not escaped. */
const MARKUP =
  "<base href='https://evil.test/'><script>window.marks = ['script']</script>" +
  "<img src='/nothing.png' onerror=\"window.marks = ['attribute']\">" +
  "<iframe srcdoc=\"<script>parent.marks = ['frame']</script>\"></iframe><iframe src='https://evil.test/'></iframe>" +
  "<style>html { --injected: 1 }</style><p style='--injected: 1'></p><object data='https://evil.test/'></object>";

test("markup that found its way into a page runs nothing, leads nowhere and frames nobody", async ({
  openAs,
}) => {
  const page = await openAs("viewer");
  await page.addInitScript(() => {
    const violated = new Set<string>();
    Object.assign(window, { violated });
    document.addEventListener("securitypolicyviolation", (event) => violated.add(event.effectiveDirective));
  });
  await page.route("**/payouts", async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    await route.fulfill({ response: answer, body: text.replace(/<body[^>]*>/, `$&${MARKUP}`) });
  });
  await page.goto("/payouts");
  await page.evaluate(() => {
    const box = document.createElement("div");
    box.innerHTML =
      "<a id='link' href=\"javascript:window.marks = ['link']\">x</a><form id='form' action='https://evil.test/'></form>";
    document.body.append(box);
    document.getElementById("link")?.click();
    const form = document.getElementById("form");
    if (form instanceof HTMLFormElement) form.submit();
  });
  const violated = () =>
    page.evaluate(() => [...(Reflect.get(window, "violated") as Set<string>)].toSorted());
  await expect
    .poll(violated)
    .toEqual(
      expect.arrayContaining([
        "base-uri",
        "form-action",
        "frame-src",
        "object-src",
        "script-src-attr",
        "script-src-elem",
        "style-src-attr",
        "style-src-elem",
      ]),
    );
  expect(await page.evaluate(() => Reflect.get(window, "marks") as unknown)).toBeUndefined();
  const seen = await page.evaluate(() => [
    getComputedStyle(document.documentElement).getPropertyValue("--injected"),
    new URL(document.baseURI).origin,
  ]);
  expect(seen).toEqual(["", new URL(page.url()).origin]);
  expect(new URL(page.url()).pathname).toBe("/payouts");
});

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

/** One request with any Host, which a browser would not let us choose. */
const ask = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((done, fail) => {
    const { hostname, port } = new URL(process.env["DESK_URL"] ?? "");
    const asked = httpRequest({ hostname, port, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        done({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    asked.on("error", fail).end();
  });

test("a request for another address is answered with one sentence, but for its health", async () => {
  for (const host of ["evil.test", "localhost.evil.test:3000", "desk.example.com"])
    for (const path of ["/", "/sign-in", "/api/payouts", "/api/auth/csrf", "/settings?_rsc=1"]) {
      const { status, text, headers } = await ask(path, { host });
      expect([host, path, status, text]).toEqual([
        host,
        path,
        421,
        "The request was sent to another address.\n",
      ]);
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["set-cookie"]).toBeUndefined();
    }
  expect((await ask("/sign-in", { "x-forwarded-host": "evil.test" })).status).toBe(421);
  expect((await ask("/api/health", { host: "10.0.0.7" })).status).toBe(200);
});

test("every answer has its headers, and each its own nonce and id", async () => {
  const nonceOf = ({ headers }: Answer) =>
    /'nonce-([^']+)' 'strict-dynamic'/.exec(String(headers["content-security-policy"]))?.[1] ?? "";
  const [one, other] = [await ask("/sign-in"), await ask("/sign-in")];
  expect(nonceOf(one)).toMatch(/^[A-Za-z0-9+/]{24}$/);
  expect(nonceOf(one)).not.toBe(nonceOf(other));
  const scripts = one.text.match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(2);
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonceOf(one)}"`))).toEqual([]);
  const ids = new Set<unknown>();
  for (const path of ["/", "/sign-in", "/nothing", "/api/payouts", "/api/health", "/api/webhooks/jetpay"]) {
    const { headers } = await ask(path, { "x-request-id": "forged\tid", "content-security-policy": "x" });
    expect([path, headers["x-content-type-options"], headers["x-frame-options"]]).toEqual([
      path,
      "nosniff",
      "DENY",
    ]);
    if (path === "/api/webhooks/jetpay") continue; // answers POST alone; see below
    expect([path, headers["x-request-id"]]).toEqual([path, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect([path, headers["content-security-policy"]]).toEqual([
      path,
      expect.stringContaining("frame-ancestors 'none'"),
    ]);
    expect([path, headers["strict-transport-security"]]).toEqual([path, undefined]); // plain http on this machine
    ids.add(headers["x-request-id"]);
  }
  expect(ids.size).toBe(5);
  const webhook = await fetch(`${process.env["DESK_URL"]}/api/webhooks/jetpay`, {
    method: "POST",
    body: "{}",
  });
  expect([webhook.status, webhook.headers.get("x-request-id")]).toEqual([
    401,
    expect.stringMatching(/^[0-9a-f-]{36}$/),
  ]);
});
