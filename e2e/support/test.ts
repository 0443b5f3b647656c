import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, type BrowserContextOptions, type Page } from "@playwright/test";
import { addBankAccount, createContact } from "../../lib/commands/contacts";
import { openDesk, type Desk } from "../../lib/runtime/desk";
import { loadSettings } from "../../lib/runtime/settings";

type RoleName = "viewer" | "support" | "operator" | "approver" | "administrator" | "auditor";
type SignIn = { role: string; name: string; email: string; password: string };

type Fixtures = {
  /** A page of its own, signed in as the demo's person for that role. */
  openAs: (role: RoleName, options?: BrowserContextOptions) => Promise<Page>;
  /** A vendor and customer of this test's own, with an account that can be paid. */
  vendor: () => Promise<{ contactId: string; bankAccountId: string; name: string }>;
};

export const test = base.extend<Fixtures, { desk: Desk }>({
  desk: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const desk = openDesk(loadSettings({ ...process.env, LOG_LEVEL: "silent" }));
      await use(desk);
      await desk.close();
    },
    { scope: "worker" },
  ],
  // the address is known only once the global set-up has started the desk
  // oxlint-disable-next-line no-empty-pattern -- see above
  baseURL: async ({}, use) => use(process.env["DESK_URL"]),
  openAs: async ({ browser, baseURL }, use) => {
    const opened: { close: () => Promise<void> }[] = [];
    await use(async (role, options = {}) => {
      const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), ...options });
      opened.push(context);
      const page = await context.newPage();
      const person = signIns().find(({ email }) => email.startsWith(`${role}@`));
      await page.goto("/sign-in");
      await page.getByLabel("E-mail").fill(person?.email ?? "");
      await page.getByLabel("Password", { exact: true }).fill(person?.password ?? "");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
      return page;
    });
    for (const context of opened) await context.close();
  },
  vendor: async ({ desk }, use) => {
    await use(async () => {
      const operator = await desk.connections.prisma.staff.findFirstOrThrow({ where: { role: "operator" } });
      const ctx = desk.contextFor(
        { kind: "staff", id: operator.id, name: operator.name, role: "operator" },
        null,
      );
      const [contactId, bankAccountId] = [randomUUID(), randomUUID()];
      const name = `Kettle Works ${contactId.slice(0, 6)}`;
      const email = `kettle-${contactId.slice(0, 6)}@example.ca`;
      await createContact(ctx, {
        contactId,
        name,
        email,
        language: "en",
        roles: ["vendor", "customer"],
        tags: [],
        externalId: null,
      });
      await addBankAccount(ctx, {
        bankAccountId,
        contactId,
        institutionNumber: "004",
        transitNumber: "27601",
        accountNumber: "1234567",
        accountType: "chequing",
        title: "Chequing",
        holderName: name,
        holderEmail: email,
        street: "1 Queen Street",
        city: "Toronto",
        postalCode: "K1A 0B1",
        country: "CA",
      });
      return { contactId, bankAccountId, name };
    });
  },
});

const signIns = (): SignIn[] =>
  JSON.parse(readFileSync(join(process.env["DATA_DIR"] ?? "", "sign-ins.json"), "utf8")) as SignIn[];

export { expect } from "@playwright/test";
