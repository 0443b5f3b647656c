import { z } from "zod";
import { obstacleToCancelCollection, type CollectionState } from "../../domain/collection";
import { Id } from "../../domain/ids";
import { Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";
import { cancelDebit, type Cancelling } from "./cancel-debit";

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
  const held = await ctx.audited(
    { deed: "collection.cancel", subject, reason: "asked of Jetpay" },
    async (writes) => {
      await writes.notify(topics);
      return writes.holdForCancel(collectionId);
    },
  );
  const done = await cancelDebit(ctx, transactionId, reference);
  const isSurelyNot = done.kind === "standing" || (done.kind === "not_asked" && held?.before === null);
  if (held !== null && isSurelyNot)
    await ctx.audited(
      { deed: "collection.cancel", subject, reason: `Jetpay did not cancel it: ${done.words}` },
      async (writes) => {
        await writes.letGo(collectionId, held.asked);
        await writes.notify(topics);
      },
    );
  if (done.kind !== "cancelled") throw refusalOf(done);
  await ctx.audited({ deed: "collection.cancel", subject, reason: "Jetpay cancelled it" }, async (writes) => {
    await writes.endCollection(collectionId, CANCELLABLE, "cancelled", { problem: null });
    await writes.clearAlert(`unknown:${collectionId}`);
    await writes.notify(topics);
  });
  const now = await ctx.work.collectionOrder(collectionId);
  return { state: (now?.state ?? "cancelled") as CollectionState };
}

function refusalOf({ kind, words }: Exclude<Cancelling, { kind: "cancelled" }>): Refusal {
  switch (kind) {
    case "standing":
      return new Refusal("jetpay_refused", `Jetpay would not cancel it: ${words}`);
    case "not_asked":
      return new Refusal(
        "jetpay_unreachable",
        "Jetpay could not be reached, so this is not cancelled. Try again in a moment.",
      );
    case "unknown":
      return new Refusal(
        "outcome_unknown",
        "Jetpay did not answer, so nobody knows yet whether this is cancelled. Nothing more is sent for it. Its next event will tell, or cancelling it once more.",
      );
  }
}
