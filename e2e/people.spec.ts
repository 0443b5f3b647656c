import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { StaffCtx } from "../lib/commands/context";
import { changePower, ChangePower, decideChange, endSessions } from "../lib/commands/staff";
import type { Desk } from "../lib/runtime/desk";
import { expect, test } from "./support/test";

const PASSWORD = "otter lantern quiet seventeen";

/** The demo's own administrator, without the screens. */
async function mei(desk: Desk): Promise<StaffCtx> {
  const { id, name } = await desk.connections.prisma.staff.findUniqueOrThrow({
    where: { email: "administrator@jetdesk.example" },
  });
  return desk.contextFor({ kind: "staff", id, name, role: "administrator" }, null);
}

/** A second administrator, who consents without the screens. */
async function secondAdministrator(desk: Desk): Promise<StaffCtx> {
  const id = randomUUID();
  const name = "Luc Gagnon";
  const email = `${id}@example.ca`;
  await desk.connections.prisma.staff.create({
    data: { id, name, email, role: "administrator", passwordHash: "none", createdAt: new Date() },
  });
  return desk.contextFor({ kind: "staff", id, name, role: "administrator" }, null);
}

async function consentToNewest(desk: Desk, by: StaffCtx): Promise<void> {
  const newest = (await desk.read.staffChanges()).at(-1);
  await decideChange(by, { changeId: newest?.id ?? "", verdict: "consent" });
}

/** Fills the form of an invitation and answers with its link. */
async function inviteByForm(page: Page, name: string, email: string): Promise<string> {
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("E-mail").fill("nobody at all");
  await form.getByLabel("Name").fill(name);
  await form.getByRole("button", { name: "Make the link" }).click();
  await expect(form.getByText(/must not contain a space/)).toBeVisible();
  await expect(form.getByLabel("Name")).toHaveValue(name);
  await form.getByLabel("E-mail").fill(email);
  await form.getByRole("button", { name: "Make the link" }).click();
  const link = await page.getByLabel("Invitation link").textContent();
  await page.getByRole("button", { name: "Done" }).click();
  return link ?? "";
}

test("from an invitation to a role that two administrators agree on, and out again", async ({
  openAs,
  browser,
  baseURL,
  desk,
}) => {
  test.setTimeout(180_000);
  const email = `nadia-${randomUUID().slice(0, 8)}@example.ca`;
  const name = `Nadia ${randomUUID().slice(0, 4)}`;
  const admin = await openAs("administrator");
  await admin.goto("/settings/staff");
  const link = await inviteByForm(admin, name, email);
  await expect(admin.getByRole("listitem", { name: `Invitation of ${name}` })).toContainText("Link works");

  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const joiner = await context.newPage();
  await joiner.goto(link);
  await expect(joiner.getByText(/Mei Chen invites you to Jetdesk as viewer/)).toBeVisible();
  await joiner.getByLabel("Password").fill("too short");
  await joiner.getByRole("button", { name: "Join" }).click();
  await expect(joiner.getByText(/9 characters; it needs at least 12/)).toBeVisible();
  await expect(joiner.getByLabel("Password")).toHaveValue("too short");
  await joiner.getByLabel("Password").fill(PASSWORD);
  await joiner.getByRole("button", { name: "Join" }).click();
  await joiner.getByRole("link", { name: "Sign in" }).click();
  await joiner.getByLabel("E-mail").fill(email);
  await joiner.getByLabel("Password").fill(PASSWORD);
  await joiner.getByRole("button", { name: "Sign in", exact: true }).click();
  await joiner.waitForURL((url) => url.pathname === "/");
  const guest = await browser.newPage(baseURL ? { baseURL } : {});
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await guest.close();

  // with a second administrator there, power over money waits for their consent
  const second = await secondAdministrator(desk);
  await admin.reload();
  const person = admin.getByRole("listitem", { name, exact: true });
  await person.getByRole("button", { name: "Change role or limits" }).click();
  await admin.getByLabel("Role").selectOption("operator");
  await expect(admin.getByText(/once a second administrator has consented/)).toBeVisible();
  await admin.getByRole("button", { name: "Change it" }).click();
  const waiting = admin.getByRole("listitem", { name: `Change of ${name}` });
  await expect(waiting).toContainText("another administrator decides");
  await expect(waiting.getByRole("button", { name: /Consent/ })).toHaveCount(0);
  await expect(joiner.getByRole("link", { name: "New payout" })).toHaveCount(0);
  await consentToNewest(desk, second);
  await expect(person).toContainText("Operator");
  await expect(waiting).toHaveCount(0);
  await joiner.goto("/payouts");
  await expect(joiner.getByRole("link", { name: /New payout/ }).first()).toBeVisible();

  await person.getByRole("button", { name: "Disable" }).click();
  await admin.getByRole("button", { name: `Disable ${name}` }).click();
  await expect(person).toContainText("Disabled");
  await expect(joiner).toHaveURL(/\/sign-in/); // by itself
  expect((await context.request.get("/api/payouts")).status()).toBe(401);
  await context.close();
});

test("a limit is read on the decision screen before anything is pressed", async ({
  openAs,
  vendor,
  desk,
}) => {
  const { name } = await vendor();
  const maker = await openAs("operator");
  await maker.goto("/payouts/new");
  await maker.getByLabel("Vendor").fill(name);
  await maker.getByRole("option", { name }).first().click();
  await maker.getByLabel("Amount").fill("75.00");
  await maker.getByLabel("Statement").fill("INVOICE 4821");
  await maker.getByRole("button", { name: /^Ask for approval of \$75\.00 to/ }).click();
  await expect(maker.getByText("Awaiting approval").first()).toBeVisible();

  const [first, second] = [await mei(desk), await secondAdministrator(desk)];
  const limit = async (most: string) => {
    const { id: staffId, version } = await desk.connections.prisma.staff.findUniqueOrThrow({
      where: { email: "approver@jetdesk.example" },
    });
    await changePower(first, ChangePower.parse({ staffId, version, role: "approver", most }));
    await consentToNewest(desk, second);
  };
  await limit("50");
  try {
    const checker = await openAs("approver");
    await checker.goto(maker.url());
    await expect(
      checker.getByText("You may approve payouts of up to $50.00; this one is $75.00."),
    ).toBeVisible();
    await expect(checker.getByRole("button", { name: /^Pay / })).toHaveCount(0);
    await expect(checker.getByRole("button", { name: /^Reject/ })).toBeVisible();
    await limit("80");
    await checker.reload();
    await expect(checker.getByText("You may approve up to $80.00 each.")).toBeVisible();
    await expect(checker.getByRole("button", { name: /^Pay / })).toBeEnabled();
  } finally {
    await limit("");
  }
});

test("signing somebody out everywhere ends their open screen", async ({ openAs, desk }) => {
  const page = await openAs("support");
  await page.goto("/contacts");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const { id: staffId } = await desk.connections.prisma.staff.findUniqueOrThrow({
    where: { email: "support@jetdesk.example" },
  });
  await endSessions(await mei(desk), { staffId });
  await expect(page).toHaveURL(/\/sign-in/);
});

test("an auditor reads the staff and changes nothing; an operator is told who may", async ({ openAs }) => {
  const auditor = await openAs("auditor", { viewport: { width: 390, height: 844 } });
  await auditor.goto("/settings/staff");
  await expect(auditor.getByRole("list", { name: "People" })).toContainText("Mei Chen");
  await expect(auditor.getByRole("button", { name: /Disable|Change role|Invite/ })).toHaveCount(0);
  expect(
    await auditor.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0);
  const operator = await openAs("operator");
  await operator.goto("/settings/staff");
  await expect(operator.getByRole("heading", { name: /does not let you see the staff/ })).toBeVisible();
});

for (const scheme of ["light", "dark"] as const)
  test(`the staff page and joining pass the accessibility rules in the ${scheme} theme`, async ({
    openAs,
    browser,
    baseURL,
  }) => {
    test.setTimeout(180_000); // the rules look at every cell of four screens
    const expectAccessible = async (page: Page, where: string) => {
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
      expect(violations.map(({ id, nodes }) => [where, id, nodes[0]?.html])).toEqual([]);
    };
    const admin = await openAs("administrator", { colorScheme: scheme });
    await admin.goto("/settings/staff");
    const link = await inviteByForm(admin, "Iris Lam", `iris-${randomUUID().slice(0, 8)}@example.ca`);
    await expectAccessible(admin, "staff");
    await admin.getByRole("button", { name: "Invite somebody" }).click();
    await admin.getByLabel("Role").selectOption("approver");
    await expectAccessible(admin, "invite");
    const context = await browser.newContext({ colorScheme: scheme, ...(baseURL ? { baseURL } : {}) });
    const page = await context.newPage();
    await page.goto(link);
    await expect(page.getByRole("button", { name: "Join" })).toBeEnabled();
    await expectAccessible(page, "join");
    await page.goto("/join?token=nonsense");
    await expectAccessible(page, "dead link");
    await context.close();
  });
