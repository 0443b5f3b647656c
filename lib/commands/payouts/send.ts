import { noteWithReference } from "../../domain/reference";
import type { Ctx } from "../context";
import { send, type Outcome } from "../send";

/** Sends an approved payout whose time to undo is over. May be repeated and run twice at once; see `send`. */
export async function sendPayout(ctx: Ctx, payoutId: string): Promise<Outcome> {
  const payout = await ctx.work.payoutOrder(payoutId);
  if (payout?.state !== "approved" || payout.sendAt === null || payout.sendAt > ctx.now()) return "not_due";
  const { contact, bankAccount, reference, amountCents, statement, version } = payout;
  if (contact.jetpayId === null) return "not_due";
  if (bankAccount !== null && bankAccount.jetpayId === null) return "not_due"; // never by link instead of to the account
  const request = {
    amountCents,
    statement,
    note: noteWithReference(reference, payout.note),
    fromBankAccount: payout.merchantAccountId,
    toBankAccount: bankAccount?.jetpayId ?? null,
    contactId: contact.jetpayId,
  };
  return send(ctx, {
    kind: "payout",
    id: payoutId,
    reference,
    request: { ...request, amountCents: String(amountCents) },
    tries: payout.tries,
    topics: ["payouts", "overview", "failures", `payout:${payoutId}`, `contact:${contact.id}`],
    begin: (writes) => writes.movePayout(payoutId, version, ["approved"], "sending", { waitingFor: null }),
    call: () => ctx.jetpay.createCredit(request, { reference }),
    accepted: async (writes, value, attemptId) => {
      const given = { transactionId: value.identifier, link: value.link, amountCents, contactId: contact.id };
      if (!(await writes.claimCredit(payoutId, attemptId, given)))
        throw new Error(`transaction ${value.identifier} belongs to another attempt`);
    },
    refused: (writes, { words }) =>
      writes.moveIntent("payout", payoutId, ["sending", "unknown"], "refused", words),
    lost: (writes, words) => writes.moveIntent("payout", payoutId, ["sending"], "unknown", words),
    putBack: async (writes, words, waitS) => {
      const sendAt = new Date(ctx.now().getTime() + (waitS ?? 0) * 1_000);
      if (await writes.putBack({ kind: "payout", id: payoutId }, "approved", sendAt, words))
        await writes.enqueue({ task: "send_intent", kind: "payout", id: payoutId }, sendAt);
    },
  });
}
