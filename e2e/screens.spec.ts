import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test";

const SCREENS = ["/", "/contacts", "/collections", "/payouts", "/failures", "/events"] as const;

async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
  expect(violations.map(({ id, nodes }) => [where, id, nodes[0]?.html])).toEqual([]);
}

for (const scheme of ["light", "dark"] as const) {
  test(`every screen passes the accessibility rules in the ${scheme} theme`, async ({ openAs }) => {
    test.setTimeout(180_000); // the rules look at every cell of six screens
    const page = await openAs("operator", { colorScheme: scheme });
    for (const path of SCREENS) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page, path);
    }
  });

  test(`capturing a card and charging it pass the accessibility rules in the ${scheme} theme`, async ({
    openAs,
    vendor,
    savedCard,
  }) => {
    const { contactId, bankAccountId } = await vendor();
    const card = await savedCard(contactId, "4242424242424242");
    const page = await openAs("operator", { colorScheme: scheme });
    await page.goto(`/contacts/${contactId}`);
    await page.getByRole("button", { name: "Add card" }).click();
    await expect(page.getByRole("dialog").frameLocator("iframe").getByLabel("Card number")).toBeVisible();
    await expectAccessible(page, "capture");
    await page.goto(`/collections/new?contact=${contactId}&account=${bankAccountId}`);
    await expect(page.getByRole("textbox", { name: "Agreement signed on" })).toBeEnabled();
    await expectAccessible(page, "debit");
    await page.goto(`/collections/new?contact=${contactId}&card=${card}`);
    await page.getByLabel("Amount").fill("12.00");
    await page.getByLabel("Statement").fill("ORDER 88213");
    await page.getByRole("button", { name: "Charge Visa ending in 4242 $12.00", exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, "charge");
  });
}

test("a viewer on a phone reads everything and can change nothing", async ({ openAs }) => {
  const page = await openAs("viewer", { viewport: { width: 390, height: 844 } });
  for (const path of SCREENS) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([path, overflow]).toEqual([path, 0]);
    await expect(page.getByRole("link", { name: /^New |^Ask for/ })).toHaveCount(0);
  }
});

test("nonsense in the address reads as the default, never as an error", async ({ openAs }) => {
  const page = await openAs("viewer");
  const nonsense = "q=%00%25'%3B--&view=nope&sort=__proto__&after=bm9uc2Vuc2U&before=%F0%9F%92%A9";
  for (const path of ["/contacts", "/collections", "/payouts", "/failures", "/events"]) {
    const answer = await page.goto(`${path}?${nonsense}`);
    expect([path, answer?.status()]).toEqual([path, 200]);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  for (const path of ["/contacts/nobody", "/payouts/1", "/collections/x", "/failures/x"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  }
});

test("nobody sees a screen or a row without a session", async ({ browser, baseURL }) => {
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const page = await context.newPage();
  for (const path of [...SCREENS, "/settings"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
  }
  for (const path of ["/api/payouts", "/api/contacts", "/api/live", "/api/search?q=a"])
    expect([path, (await context.request.get(path)).status()]).toEqual([path, 401]);
  await context.close();
});

test("a wrong password is told plainly and keeps the e-mail address", async ({ browser, baseURL }) => {
  const page = await browser.newPage(baseURL ? { baseURL } : {});
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("somebody@example.ca");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("somebody@example.ca");
  await page.close();
});

test("bad input gets its sentence, and what was typed stays", async ({ openAs, vendor }) => {
  const { contactId } = await vendor();
  const page = await openAs("operator");
  await page.goto(`/payouts/new?contact=${contactId}`);
  await page.getByLabel("Amount").fill("1,00");
  await page.getByLabel("Statement").fill("THIS STATEMENT IS FAR TOO LONG!");
  await page.getByRole("button", { name: /^Ask for approval/ }).click();
  await expect(page.getByText(/commas in/).first()).toBeVisible();
  await expect(page.getByText(/31 characters/).first()).toBeVisible();
  await expect(page.getByLabel("Amount")).toHaveValue("1,00");

  await page.goto(`/contacts/${contactId}/bank-accounts/new`);
  await page.getByLabel("Institution number").fill("12");
  await page.getByLabel("Transit number").fill("1234");
  await page.getByLabel("Account number").fill("12345");
  await page.getByRole("button", { name: /^Add/ }).click();
  await expect(page.getByText(/3 digits; this one has 2/).first()).toBeVisible();
  await expect(page.getByText(/5 digits; this one has 4/).first()).toBeVisible();
  await expect(page.getByText(/7 to 12 digits; this one has 5/).first()).toBeVisible();
  await expect(page.getByLabel("Transit number")).toHaveValue("1234");
});

test("the webhook takes nothing that Jetpay did not sign, and nothing huge", async ({ request }) => {
  const post = (data: string, headers: Record<string, string> = {}) =>
    request.post("/api/webhooks/jetpay", {
      data,
      headers: { "content-type": "application/json", ...headers },
    });
  expect((await post("{}")).status()).toBe(401);
  expect((await post("{}", { authorization: "Bearer not.a.token" })).status()).toBe(401);
  const huge = await post("x".repeat(20 * 1024 * 1024));
  expect(huge.status()).toBe(413);
  expect(await huge.text()).toContain("at most");
});
