import { z } from "zod";
import { BankAccountForm, institutionName } from "../domain/bank-account";
import { ContactForm } from "../domain/contact";
import { Id } from "../domain/ids";
import { Refusal } from "../domain/refusal";
import { referenceFrom } from "../domain/reference";
import type { Ctx, StaffCtx } from "./context";
import { addOnce } from "./once";
import { refusalFor, send, type Outcome } from "./send";

export const CreateContact = z.object({ contactId: Id, ...ContactForm.shape });
export type CreateContact = z.infer<typeof CreateContact>;

/** Adds a contact here and at Jetpay. The same form sent twice makes one. */
export async function createContact(
  ctx: StaffCtx,
  input: CreateContact,
): Promise<{ contactId: string; state: string }> {
  const { contactId, roles, tags, ...given } = input;
  const entry = {
    deed: "contact.edit",
    subject: { kind: "contact", id: contactId },
    after: { name: given.name, email: given.email, roles, tags },
  };
  const added = await addOnce(ctx, entry, (writes) =>
    writes.addContact({
      ...given,
      id: contactId,
      state: "waiting",
      tags,
      isCustomer: roles.includes("customer"),
      isVendor: roles.includes("vendor"),
      createdAt: ctx.now(),
      createdBy: ctx.actor.id,
    }),
  );
  if (!added) {
    const there = await ctx.work.contactOrder(contactId);
    const isSame =
      there?.name === given.name &&
      there.email === given.email &&
      there.language === given.language &&
      there.externalId === given.externalId &&
      there.isCustomer === roles.includes("customer") &&
      there.isVendor === roles.includes("vendor");
    if (!isSame) throw usedBefore();
  }
  const outcome = await sendContact(ctx, contactId);
  await throwIfLost(ctx, outcome, "contact", contactId);
  const order = await ctx.work.contactOrder(contactId);
  return { contactId, state: order?.state ?? "waiting" };
}

/** Makes the contact at Jetpay when it waits for that. May be repeated; see `send`. */
export async function sendContact(ctx: Ctx, contactId: string): Promise<Outcome> {
  const contact = await ctx.work.contactOrder(contactId);
  if (contact?.state !== "waiting") return "not_due";
  const reference = referenceFrom(ctx.random(6));
  const request = {
    name: contact.name,
    email: contact.email,
    language: contact.language,
    tags: contact.tags,
  };
  return send(ctx, {
    kind: "contact",
    id: contactId,
    reference,
    request,
    tries: 0,
    topics: ["contacts", `contact:${contactId}`],
    begin: (writes) => writes.moveIntent("contact", contactId, ["waiting"], "sending", null),
    call: () => ctx.jetpay.createContact(request, { reference }),
    accepted: async (writes, value) => {
      await writes.storeJetpayId("contact", contactId, value.identifier);
      await writes.moveIntent("contact", contactId, ["sending", "unknown"], "active", null);
    },
    refused: (writes, words) =>
      writes.moveIntent("contact", contactId, ["sending", "unknown"], "refused", words),
    putBack: (writes, words) =>
      writes.moveIntent("contact", contactId, ["sending", "unknown"], "waiting", words),
    lost: (writes, words) => writes.moveIntent("contact", contactId, ["sending"], "unknown", words),
  });
}

export const AddBankAccount = z.object({ bankAccountId: Id, contactId: Id }).and(BankAccountForm);
export type AddBankAccount = z.infer<typeof AddBankAccount>;

/**
 * Gives a contact a bank account. The account number goes to Jetpay in this call only; the last three digits and a keyed
 * fingerprint stay here.
 */
export async function addBankAccount(
  ctx: StaffCtx,
  input: AddBankAccount,
): Promise<{ bankAccountId: string }> {
  const contact = await ctx.work.contactOrder(input.contactId);
  if (contact === null) throw new Refusal("not_found", "This contact is not there any more.");
  const { jetpayId } = contact;
  if (jetpayId === null)
    throw new Refusal(
      "not_ready",
      "Jetpay does not know this contact yet, so it cannot be given a bank account.",
    );
  const { bankAccountId, contactId, accountNumber, institutionNumber, transitNumber, holderName } = input;
  const account = {
    id: bankAccountId,
    contactId,
    state: "not_sent",
    title: input.title,
    institutionNumber,
    transitNumber,
    lastThree: accountNumber.slice(-3),
    accountType: input.accountType,
    holderName,
    fingerprint: ctx.fingerprint(`${institutionNumber}-${transitNumber}-${accountNumber}`),
    addedAt: ctx.now(),
    addedBy: ctx.actor.id,
  };
  const { id, state, addedAt, ...shown } = account;
  const added = await addOnce(
    ctx,
    { deed: "method.add", subject: { kind: "bank_account", id: bankAccountId }, after: shown },
    (writes) => writes.addBankAccount(account),
  );
  if (!added) await throwIfDifferent(ctx, account);
  const reference = referenceFrom(ctx.random(6));
  const move = (from: string[], to: string, words: string | null) => (writes: Moves) =>
    writes.moveIntent("bank_account", bankAccountId, from, to, words);
  const outcome = await send(ctx, {
    kind: "bank_account",
    id: bankAccountId,
    reference,
    request: shown,
    tries: 0,
    topics: ["contacts", `contact:${contactId}`],
    begin: move(["not_sent"], "sending", null),
    call: () =>
      ctx.jetpay.createBankAccount(
        {
          contactId: jetpayId,
          institution: institutionName(institutionNumber) ?? institutionNumber,
          title: input.title,
          holderName,
          accountType: input.accountType,
          institutionNumber,
          transitNumber,
          accountNumber,
          holderAddress: input.street,
          holderAddressCity: input.city,
          holderAddressPostalCode: input.postalCode.replaceAll(" ", ""),
          holderAddressCountry: input.country,
          holderEmail: input.holderEmail,
        },
        { reference },
      ),
    accepted: async (writes, value) => {
      await writes.storeJetpayId("bank_account", bankAccountId, value.identifier);
      await move(["sending", "unknown"], "active", null)(writes);
    },
    refused: (writes, words) => move(["sending", "unknown"], "refused", words)(writes),
    putBack: (writes, words) => move(["sending", "unknown"], "not_sent", words)(writes),
    lost: (writes, words) => move(["sending"], "unknown", words)(writes),
  });
  await throwIfLost(ctx, outcome, "bank_account", bankAccountId);
  if (outcome === "not_sent")
    throw new Refusal(
      "jetpay_unreachable",
      "Jetpay could not be reached, so nothing was added. Try again in a moment.",
    );
  if (outcome === "paused")
    throw new Refusal(
      "sending_paused",
      "Sending to Jetpay is paused, so nothing was added. Try again once it is released.",
    );
  if (outcome === "not_due" && (await ctx.work.bankAccountOrder(bankAccountId))?.state !== "active")
    throw usedBefore();
  return { bankAccountId };
}
type Moves = Parameters<Parameters<Ctx["audited"]>[1]>[0];

const usedBefore = () =>
  new Refusal("already_exists", "This form was used before. Open a new one and fill it in again.");

type Account = {
  readonly id: string;
  readonly contactId: string;
  readonly fingerprint: string;
  readonly holderName: string;
  readonly title: string;
  readonly accountType: string;
};

/** What goes to Jetpay must be the account that everybody here is shown, never another one under the same id. */
async function throwIfDifferent(ctx: Ctx, given: Account): Promise<void> {
  const there = await ctx.work.bankAccountOrder(given.id);
  const isSame =
    there?.contactId === given.contactId &&
    there.fingerprint === given.fingerprint &&
    there.holderName === given.holderName &&
    there.title === given.title &&
    there.accountType === given.accountType;
  if (!isSame) throw usedBefore();
}

async function throwIfLost(
  ctx: Ctx,
  outcome: Outcome,
  kind: "contact" | "bank_account",
  id: string,
): Promise<void> {
  const row = kind === "contact" ? await ctx.work.contactOrder(id) : await ctx.work.bankAccountOrder(id);
  const refusal = refusalFor(outcome, row?.problem ?? null);
  if (refusal) throw refusal;
}
