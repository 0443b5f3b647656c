import type { Ctx } from "../context";
import { cancelDebit, type Cancelling } from "./cancel-debit";

const WITHDRAWN = "The debit behind it was withdrawn, so nobody can pay it.";
const STILL_OPEN = "The debit behind it could not be withdrawn; nobody was given its link.";

/**
 * Cancels the unpaid debit that a refused payment has left at Jetpay. May be repeated. Rejects when Jetpay does not say
 * what became of it, so that the job is tried again.
 */
export async function withdrawDebit(ctx: Ctx, collectionId: string): Promise<void> {
  const collection = await ctx.work.collectionOrder(collectionId);
  if (collection?.state !== "refused" || collection.transaction === null) return;
  const { transaction, reference, withdrawal } = collection;
  if (withdrawal !== null) return;
  const isCancelled = transaction.progress === "cancelled";
  if (!isCancelled && transaction.progress !== null && transaction.progress !== "requested") return;
  const done: Cancelling = isCancelled
    ? { kind: "cancelled" }
    : await cancelDebit(ctx, transaction.id, reference);
  if (done.kind === "unknown" || done.kind === "not_asked")
    throw new Error(`Jetpay did not say whether ${transaction.id} is withdrawn: ${done.words}`);
  const entry = {
    deed: "collection.withdraw",
    subject: { kind: "collection", id: collectionId },
    reason: done.kind === "cancelled" ? "Jetpay cancelled its unpaid debit" : done.words,
  };
  await ctx.audited(entry, async (writes) => {
    if (done.kind === "cancelled") await writes.keepWithdrawal(collectionId, "withdrawn", WITHDRAWN);
    else await writes.keepWithdrawal(collectionId, "still_open", STILL_OPEN);
    await writes.notify(["collections", "failures", `collection:${collectionId}`]);
  });
}
