import type { Ctx } from "../context";

const WITHDRAWN = "The debit behind it was withdrawn, so nobody can pay it.";
const STILL_OPEN = "The debit behind it could not be withdrawn; nobody was given its link.";

/**
 * Cancels the unpaid debit that a refused payment has left at Jetpay. May be repeated. Rejects when Jetpay does not say
 * what became of it, so that the job is tried again.
 */
export async function withdrawDebit(ctx: Ctx, collectionId: string): Promise<void> {
  const collection = await ctx.work.collectionOrder(collectionId);
  if (collection?.state !== "refused" || collection.transaction === null) return;
  const { transaction, reference, problem } = collection;
  if (transaction.progress !== null && transaction.progress !== "requested") return;
  if (problem?.endsWith(WITHDRAWN) === true || problem?.endsWith(STILL_OPEN) === true) return;
  const answer = await ctx.jetpay.cancelTransaction(transaction.id, { reference });
  if (answer.kind === "unknown" || answer.kind === "not_sent")
    throw new Error(`Jetpay did not say whether ${transaction.id} is withdrawn: ${answer.words}`);
  const entry = {
    deed: "collection.withdraw",
    subject: { kind: "collection", id: collectionId },
    reason: answer.kind === "accepted" ? "Jetpay cancelled its unpaid debit" : answer.words,
  };
  await ctx.audited(entry, async (writes) => {
    await writes.keepWithdrawal(collectionId, answer.kind === "accepted" ? WITHDRAWN : STILL_OPEN);
    await writes.notify(["collections", "failures", `collection:${collectionId}`]);
  });
}
