import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./support/test";

test("an auditor finds, reads, verifies and exports what was done", async ({ openAs, vendor }) => {
  const { contactId } = await vendor();
  const page = await openAs("auditor");
  await page.goto("/settings");
  await page.getByRole("link", { name: "Audit" }).click();
  await page.getByRole("button", { name: "Deed", exact: true }).click();
  await page.getByRole("button", { name: "contact.edit" }).click();
  await expect(page).toHaveURL(/deed=contact\.edit/);
  await page.goto(`/settings/audit?about=contact:${contactId}&deed=contact.edit`);
  await page.getByRole("link", { name: / added contact / }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Audit entry/ })).toBeVisible();
  await expect(page.getByRole("table", { name: "Before and after" })).toBeVisible();
  await page.getByRole("link", { name: /^open/ }).click();
  await expect(page).toHaveURL(new RegExp(`/contacts/${contactId}`));

  await page.goto("/settings/audit");
  await page.getByRole("button", { name: "Verify the trail" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The audit trail is whole" })).toBeVisible();

  await page.goto("/settings/audit?deed=session.begin");
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await file.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.slice(1).filter((line) => !line.includes(",session.begin,"))).toEqual([]);
  expect(lines.at(1)).toMatch(/127\.0\.0\.1|::1/);
  await page.goto("/settings/audit?deed=audit.export");
  await expect(page.getByRole("link", { name: /exported the audit trail/ }).first()).toBeVisible();
});

test("nobody else sees or takes it, and that they tried is kept", async ({ openAs, browser, baseURL }) => {
  const page = await openAs("operator");
  for (const path of ["/settings/audit", "/settings/audit/1"]) {
    await page.goto(path);
    await expect(
      page.getByRole("heading", { name: "Your role does not let you see the audit trail" }),
    ).toBeVisible();
  }
  expect((await page.request.get("/api/exports/audit")).status()).toBe(403);
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  expect((await context.request.get("/api/exports/audit")).status()).toBe(401);
  await context.close();
  const auditor = await openAs("auditor");
  const elsewhere = { headers: { "sec-fetch-site": "cross-site" } };
  expect((await auditor.request.get("/api/exports/audit", elsewhere)).status()).toBe(403);
  await auditor.goto("/settings/audit?view=refused&deed=audit.export");
  await expect(
    auditor.getByRole("link", { name: /was refused to export the audit trail/ }).first(),
  ).toBeVisible();
});

for (const scheme of ["light", "dark"] as const)
  test(`passes the accessibility rules and fits a phone in the ${scheme} theme`, async ({ openAs }) => {
    test.setTimeout(180_000); // the rules look at every cell
    const page = await openAs("auditor", { colorScheme: scheme });
    const nonsense = "view=nope&by=%00&deed=%25&about=:&after=bm9uc2Vuc2U&sort=__proto__";
    for (const path of ["/settings/audit", "/settings/audit/1", `/settings/audit?${nonsense}`]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
      expect(violations.map(({ id, nodes }) => [path, id, nodes[0]?.html])).toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ["/settings/audit", "/settings/audit/1"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([path, overflow]).toEqual([path, 0]);
    }
    await page.goto("/settings/audit/99999999");
    await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  });
