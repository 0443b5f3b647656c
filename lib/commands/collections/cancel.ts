import { z } from "zod";
import { obstacleToCancelCollection, type CollectionState } from "../../domain/collection";
import { Id } from "../../domain/ids";
import { Refusal } from "../../domain/refusal";
import type { Ctx, StaffCtx } from "../context";

export const CancelCollection = z.object({ collectionId: Id });
export type CancelCollection = z.infer<typeof CancelCollection>;

/** What a confirmed cancellation ends: Jetpay gives it only before funds are pulled, so then nothing was taken. */
const CANCELLABLE = ["waiting", "sending", "unknown", "asked", "in_progress", "refused"] as const;

/** Withdraws a collection before its funds are pulled. Jetpay's event, or its answer now, says whether it worked. */
export async function cancelCollection(
  ctx: StaffCtx,
  { collectionId }: CancelCollection,
): Promise<{ state: CollectionState }> {
  const collection = await ctx.work.collectionOrder(collectionId);
  if (collection === null) throw new Refusal("not_found", "This collection is not there any more.");
  const { transactionId, reference } = collection;
  const state = collection.state as CollectionState;
  const obstacle = obstacleToCancelCollection({ state, isAtJetpay: transactionId !== null });
  if (obstacle) throw obstacle;
  const subject = { kind: "collection", id: collectionId };
  const topics = ["collections", "overview", "failures", `collection:${collectionId}`];
  if (transactionId === null) {
    await ctx.audited({ deed: "collection.cancel", subject }, async (writes) => {
      if (!(await writes.cancelUnsent(collectionId)))
        throw new Refusal("changed_meanwhile", "This collection has moved on meanwhile. Look at it again.");
      await writes.notify(topics);
    });
    return { state: "cancelled" };
  }
  await ctx.audited({ deed: "collection.cancel", subject, reason: "asked of Jetpay" }, async () => undefined);
  await cancelAtJetpay(ctx, transactionId, reference);
  await ctx.audited({ deed: "collection.cancel", subject, reason: "Jetpay cancelled it" }, async (writes) => {
    await writes.endCollection(collectionId, CANCELLABLE, "cancelled", { problem: null });
    await writes.clearAlert(`unknown:${collectionId}`);
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
