import { randomUUID } from "node:crypto";
import { expect, type FrameLocator, type Page } from "@playwright/test";
import { addBankAccount, captureCard, createContact } from "../../lib/commands/contacts";
import type { Desk } from "../../lib/runtime/desk";
import type { Jetpay } from "./jetpay";
import { asOperator } from "./people";

export type Vendor = { readonly contactId: string; readonly bankAccountId: string; readonly name: string };

/** A vendor and customer of a test's own, with an account at TD that ends in 567. */
export async function addVendor(desk: Desk): Promise<Vendor> {
  const operator = await asOperator(desk);
  const [contactId, bankAccountId] = [randomUUID(), randomUUID()];
  const name = `Kettle Works ${contactId.slice(0, 6)}`;
  const email = `kettle-${contactId.slice(0, 6)}@example.ca`;
  await createContact(operator, {
    contactId,
    name,
    email,
    language: "en",
    roles: ["vendor", "customer"],
    tags: [],
    externalId: null,
  });
  await addBankAccount(operator, {
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
}

/** A saved card of this contact, ready to be charged. */
export async function addCard(desk: Desk, jetpay: Jetpay, contactId: string, number: string) {
  const { card } = desk.connections.prisma;
  const where = { id: randomUUID() };
  await captureCard(await asOperator(desk), { cardId: where.id, contactId });
  const { jetpayId } = await card.findUniqueOrThrow({ where });
  await jetpay.typeCard(jetpayId ?? "", number);
  await jetpay.deliverNow();
  await expect.poll(async () => (await card.findUniqueOrThrow({ where })).state).toBe("active");
  return where.id;
}

/** Types a card into a page of Jetpay's, which may stand inside one of ours. */
export async function typeCard(page: Page | FrameLocator, number: string): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expiry").fill("12 / 40");
  await page.getByLabel("Security code").fill("123");
  await page.getByLabel("Name on card").fill("Olivia Grant");
}

/** What every payment is made of. The note is how Jetpay's books are searched. */
export async function typePayment(page: Page, { amount, note }: { amount: string; note: string }) {
  await page.getByLabel("Amount").fill(amount);
  await page.getByLabel("Statement").fill("ORDER 88213");
  await page.getByLabel("Note").fill(note);
}

/** Presses the button that says this, and says so again to the question that follows. */
export async function pressAndConfirm(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: words, exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: `${words} now`, exact: true })
    .click();
}
