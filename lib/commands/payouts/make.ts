import { z } from "zod";
import { Id } from "../../domain/ids";
import { AmountInput } from "../../domain/money-input";
import { statesBefore } from "../../domain/payout";
import { referenceFrom } from "../../domain/reference";
import { Refusal } from "../../domain/refusal";
import { Note, Statement } from "../../domain/statement-input";
import type { Ctx, StaffCtx } from "../context";
import { addOnce } from "../once";

export const MakePayout = z.object({
  payoutId: Id,
  contactId: Id,
  /** Null sends the vendor to Jetpay's page to give an account. */
  bankAccountId: Id.nullable(),
  amount: AmountInput,
  statement: Statement,
  note: Note,
  merchantAccountId: z.string().min(1, "Choose the account the money comes from.").max(100),
});
export type MakePayout = z.infer<typeof MakePayout>;

/** Prepares a payout for a colleague to decide on. Nothing leaves. The same form sent twice makes one. */
export async function makePayout(
  ctx: StaffCtx,
  input: MakePayout,
): Promise<{ payoutId: string; reference: string }> {
  const { payoutId, bankAccountId } = input;
  const contact = await payee(ctx, input);
  const reference = referenceFrom(ctx.random(6));
  const note = input.note ?? "";
  const added = await addOnce(
    ctx,
    {
      deed: "payout.make",
      subject: { kind: "payout", id: payoutId },
      after: {
        reference,
        contactId: contact.id,
        bankAccountId,
        amountCents: `${input.amount}`,
        statement: input.statement,
      },
    },
    async (writes) => {
      const isNew = await writes.addPayout({
        id: payoutId,
        reference,
        state: "awaiting_approval",
        contactId: contact.id,
        bankAccountId,
        merchantAccountId: input.merchantAccountId,
        amountCents: input.amount,
        statement: input.statement,
        note,
        makerId: ctx.actor.id,
        makers: [ctx.actor.id],
        madeAt: ctx.now(),
        search: `${reference} ${contact.name} ${contact.email} ${input.statement} ${note}`.toLowerCase(),
      });
      await writes.notify(["payouts", "overview", `contact:${contact.id}`]);
      return isNew;
    },
  );
  if (added) return { payoutId, reference };
  const there = await ctx.work.payoutOrder(payoutId);
  const same =
    there?.contactId === contact.id &&
    there.amountCents === input.amount &&
    there.bankAccountId === bankAccountId &&
    there.merchantAccountId === input.merchantAccountId &&
    there.statement === input.statement &&
    there.note === note;
  if (!same)
    throw new Refusal(
      "already_exists",
      "This form was already sent with other values. Look at what became of it before you send another.",
    );
  return { payoutId, reference: there.reference };
}

async function payee(ctx: Ctx, { contactId, bankAccountId }: MakePayout) {
  const contact = await ctx.work.contactOrder(contactId);
  if (contact === null)
    throw new Refusal("not_found", "Choose who is paid.", { contactId: "Choose who is paid." });
  if (!contact.isVendor)
    throw new Refusal("bad_input", `${contact.name} is not a vendor.`, {
      contactId: "Only a vendor can be paid.",
    });
  if (contact.jetpayId === null)
    throw new Refusal("not_ready", "Jetpay does not know this contact yet, so it cannot be paid.");
  if (bankAccountId === null) return contact;
  const account = await ctx.work.bankAccountOrder(bankAccountId);
  if (account?.contactId !== contactId || account.state !== "active")
    throw new Refusal("bad_input", "That account cannot be paid.", {
      bankAccountId: "Choose one of this vendor's usable accounts.",
    });
  return contact;
}

export const CancelPayout = z.object({ payoutId: Id, version: z.int().min(0) });
export type CancelPayout = z.infer<typeof CancelPayout>;

/** Withdraws a payout that has not left. */
export async function cancelPayout(
  ctx: StaffCtx,
  { payoutId, version }: CancelPayout,
): Promise<{ state: "cancelled" }> {
  await ctx.audited({ deed: "payout.cancel", subject: { kind: "payout", id: payoutId } }, async (writes) => {
    const from = statesBefore("cancel");
    if (!(await writes.movePayout(payoutId, version, from, "cancelled", { sendAt: null, waitingFor: null })))
      throw new Refusal(
        "changed_meanwhile",
        "This payout has moved on meanwhile. Look at it again before you cancel it.",
      );
    await writes.notify(["payouts", "overview", `payout:${payoutId}`]);
  });
  return { state: "cancelled" };
}
