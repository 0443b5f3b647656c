import { z } from "zod";
import { institutionName } from "../../domain/bank-account";
import { BankAccountForm } from "../../domain/bank-account-input";
import { Id } from "../../domain/ids";
import { Refusal } from "../../domain/refusal";
import { referenceFrom } from "../../domain/reference";
import type { Ctx, StaffCtx } from "../context";
import { addOnce } from "../once";
import { refusalFor, send } from "../send";
import { accountText } from "./account-text";
import { usedBefore } from "./used-before";

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
    fingerprint: ctx.fingerprint(accountText(input)),
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
    refused: (writes, { words }) => move(["sending", "unknown"], "refused", words)(writes),
    putBack: move(["sending", "unknown"], "not_sent", "Jetpay could not take it. Enter it again."),
    lost: (writes, words) => move(["sending"], "unknown", words)(writes),
  });
  const there = await ctx.work.bankAccountOrder(bankAccountId);
  const refusal = refusalFor(outcome, there?.problem ?? null);
  if (refusal) throw refusal;
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
  if (outcome === "not_due" && there?.state !== "active") throw usedBefore();
  return { bankAccountId };
}
type Moves = Parameters<Parameters<Ctx["audited"]>[1]>[0];

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
