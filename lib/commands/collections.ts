import { z } from "zod";
import { obstacleToCancelCollection, type CollectionState } from "../domain/collection";
import { Id } from "../domain/ids";
import { AmountInput } from "../domain/money";
import { noteWithReference, referenceFrom } from "../domain/reference";
import { Refusal } from "../domain/refusal";
import { Note, Statement } from "../domain/statement";
import type { Ctx, StaffCtx } from "./context";
import { addOnce } from "./once";
import { refusalFor, send, type Outcome } from "./send";

export const AskCollection = z.object({
  collectionId: Id,
  contactId: Id,
  amount: AmountInput,
  statement: Statement,
  note: Note,
  merchantAccountId: z.string().min(1, "Choose the account where the money should land.").max(100),
});
export type AskCollection = z.infer<typeof AskCollection>;

/** Asks a customer for money by a payment link. The same form sent twice asks once. */
export async function askCollection(
  ctx: StaffCtx,
  input: AskCollection,
): Promise<{ collectionId: string; state: string }> {
  const { collectionId } = input;
  const contact = await ctx.work.contactOrder(input.contactId);
  if (contact === null)
    throw new Refusal("not_found", "Choose who should pay.", { contactId: "Choose who should pay." });
  if (contact.jetpayId === null)
    throw new Refusal("not_ready", "Jetpay does not know this contact yet, so it cannot be asked for money.");
  if (!contact.isCustomer)
    throw new Refusal("bad_input", `${contact.name} is not a customer.`, {
      contactId: "Only a customer can be asked for money.",
    });
  const reference = referenceFrom(ctx.random(6));
  const note = input.note ?? "";
  const added = await addOnce(
    ctx,
    {
      deed: "collection.ask",
      subject: { kind: "collection", id: collectionId },
      after: { reference, contactId: contact.id, amountCents: `${input.amount}`, statement: input.statement },
    },
    (writes) =>
      writes.addCollection({
        id: collectionId,
        reference,
        state: "waiting",
        contactId: contact.id,
        merchantAccountId: input.merchantAccountId,
        amountCents: input.amount,
        statement: input.statement,
        note,
        askedBy: ctx.actor.id,
        askedAt: ctx.now(),
        sendAt: ctx.now(),
        search: `${reference} ${contact.name} ${contact.email} ${input.statement} ${note}`.toLowerCase(),
      }),
  );
  if (!added) await throwIfDifferent(ctx, input);
  const outcome = await sendCollection(ctx, collectionId);
  const collection = await ctx.work.collectionOrder(collectionId);
  const refusal = refusalFor(outcome, collection?.problem ?? null);
  if (refusal) throw refusal;
  return { collectionId, state: collection?.state ?? "waiting" };
}

async function throwIfDifferent(ctx: Ctx, input: AskCollection): Promise<void> {
  const there = await ctx.work.collectionOrder(input.collectionId);
  const isSame =
    there?.contactId === input.contactId &&
    there.amountCents === input.amount &&
    there.merchantAccountId === input.merchantAccountId &&
    there.statement === input.statement &&
    there.note === (input.note ?? "");
  if (!isSame)
    throw new Refusal("already_exists", "This form was already sent with other values. Open a new one.");
}

/** Makes the debit at Jetpay when the collection is due. May be repeated; see `send`. */
export async function sendCollection(ctx: Ctx, collectionId: string): Promise<Outcome> {
  const collection = await ctx.work.collectionOrder(collectionId);
  if (collection?.state !== "waiting" || collection.sendAt > ctx.now()) return "not_due";
  const { contact, reference, amountCents, statement } = collection;
  if (contact.jetpayId === null) return "not_due";
  const request = {
    amountCents,
    statement,
    note: noteWithReference(reference, collection.note),
    toBankAccount: collection.merchantAccountId,
    contactId: contact.jetpayId,
  };
  return send(ctx, {
    kind: "collection",
    id: collectionId,
    reference,
    request: { ...request, amountCents: String(amountCents) },
    tries: collection.tries,
    topics: ["collections", "overview", "failures", `collection:${collectionId}`, `contact:${contact.id}`],
    begin: (writes) => writes.moveIntent("collection", collectionId, ["waiting"], "sending", null),
    call: () => ctx.jetpay.createDebit(request, { reference }),
    accepted: async (writes, value, attemptId) => {
      const given = { transactionId: value.identifier, link: value.link, amountCents, contactId: contact.id };
      if (!(await writes.claim("collection", collectionId, attemptId, given)))
        throw new Error(`transaction ${value.identifier} belongs to another attempt`);
    },
    refused: (writes, words) =>
      writes.moveIntent("collection", collectionId, ["sending", "unknown"], "refused", words),
    lost: (writes, words) => writes.moveIntent("collection", collectionId, ["sending"], "unknown", words),
    putBack: async (writes, words, waitS) => {
      const sendAt = new Date(ctx.now().getTime() + (waitS ?? 0) * 1_000);
      await writes.moveIntent("collection", collectionId, ["sending", "unknown"], "waiting", null);
      await writes.postpone("collection", collectionId, sendAt, words);
      await writes.enqueue({ task: "send_intent", kind: "collection", id: collectionId }, sendAt);
    },
  });
}

export const CancelCollection = z.object({ collectionId: Id });
export type CancelCollection = z.infer<typeof CancelCollection>;

/** Withdraws a collection before its funds are pulled. Jetpay's event, or its answer now, says whether it worked. */
export async function cancelCollection(
  ctx: StaffCtx,
  { collectionId }: CancelCollection,
): Promise<{ state: CollectionState }> {
  const collection = await ctx.work.collectionOrder(collectionId);
  if (collection === null) throw new Refusal("not_found", "This collection is not there any more.");
  const obstacle = obstacleToCancelCollection(collection.state as CollectionState);
  if (obstacle) throw obstacle;
  const { transactionId } = collection;
  const subject = { kind: "collection", id: collectionId };
  const topics = ["collections", "overview", `collection:${collectionId}`];
  if (transactionId === null) {
    await ctx.audited({ deed: "collection.cancel", subject }, async (writes) => {
      if (!(await writes.moveIntent("collection", collectionId, ["waiting"], "cancelled", null)))
        throw new Refusal("changed_meanwhile", "This collection has moved on meanwhile. Look at it again.");
      await writes.notify(topics);
    });
    return { state: "cancelled" };
  }
  await ctx.audited({ deed: "collection.cancel", subject, reason: "asked of Jetpay" }, async () => undefined);
  await cancelAtJetpay(ctx, transactionId, collection.reference);
  await ctx.audited({ deed: "collection.cancel", subject, reason: "Jetpay cancelled it" }, async (writes) => {
    await writes.moveIntent("collection", collectionId, ["asked", "in_progress"], "cancelled", null);
    await writes.notify(topics);
  });
  const now = await ctx.work.collectionOrder(collectionId);
  return { state: (now?.state ?? "cancelled") as CollectionState };
}

async function cancelAtJetpay(ctx: Ctx, transactionId: string, reference: string): Promise<void> {
  const answer = await ctx.jetpay.cancelTransaction(transactionId, { reference });
  switch (answer.kind) {
    case "accepted":
      return;
    case "refused":
      throw new Refusal("jetpay_refused", `Jetpay would not cancel it: ${answer.words}`);
    case "not_sent":
      throw new Refusal(
        "jetpay_unreachable",
        "Jetpay could not be reached, so this is not cancelled. Try again in a moment.",
      );
    case "unknown":
      throw new Refusal(
        "outcome_unknown",
        "Jetpay did not answer, so nobody knows yet whether this is cancelled. Its next event will tell.",
      );
  }
}
