import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, type BrowserContextOptions, type Page } from "@playwright/test";
import type { Role } from "../../lib/domain/deeds";
import { openDesk, type Desk } from "../../lib/runtime/desk";
import { loadSettings } from "../../lib/runtime/settings";
import { jetpayAt, type Jetpay } from "./jetpay";
import { addCard, addVendor, type Vendor } from "./marketplace";
import { signIn, type Person } from "./people";

type Fixtures = {
  /** A page of its own, signed in as the demo's person for that role. */
  openAs: (role: Role, options?: BrowserContextOptions) => Promise<Page>;
  /** A vendor and customer of this test's own, with an account that can be paid. */
  vendor: () => Promise<Vendor>;
  /** The id of a card of this contact that is saved already. */
  savedCard: (contactId: string, number: string) => Promise<string>;
};

export const test = base.extend<Fixtures, { desk: Desk; jetpay: Jetpay }>({
  desk: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const desk = openDesk(loadSettings({ ...process.env, LOG_LEVEL: "silent" }));
      await use(desk);
      await desk.close();
    },
    { scope: "worker" },
  ],
  jetpay: [async ({ desk }, use) => use(jetpayAt(desk.settings.jetpay.apiUrl)), { scope: "worker" }],
  // the address is known only once the global set-up has started the desk
  // oxlint-disable-next-line no-empty-pattern -- see above
  baseURL: async ({}, use) => use(process.env["DESK_URL"]),
  openAs: async ({ browser, baseURL }, use) => {
    const opened: { close: () => Promise<void> }[] = [];
    await use(async (role, options = {}) => {
      const { context, page } = await signIn(browser, personOf(role), {
        ...(baseURL ? { baseURL } : {}),
        ...options,
      });
      opened.push(context);
      return page;
    });
    for (const context of opened) await context.close();
  },
  vendor: async ({ desk }, use) => use(() => addVendor(desk)),
  savedCard: async ({ desk, jetpay }, use) =>
    use((contactId, number) => addCard(desk, jetpay, contactId, number)),
});

function personOf(role: Role): Person {
  const text = readFileSync(join(process.env["DATA_DIR"] ?? "", "sign-ins.json"), "utf8");
  const person = (JSON.parse(text) as Person[]).find(({ email }) => email.startsWith(`${role}@`));
  if (person === undefined) throw new Error(`The demo has no ${role}.`);
  return person;
}

export { expect } from "@playwright/test";
