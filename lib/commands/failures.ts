import { progressOf } from "../domain/transaction";
import type { Ctx } from "./context";

const saysFailed = (state: string | null): boolean => state !== null && progressOf(state) === "failed";

/**
 * Asks Jetpay why a transaction failed, since its events do not say. May be repeated. Rejects when Jetpay does not answer,
 * so that the job is tried again.
 */
export async function readFailure(ctx: Ctx, transactionId: string): Promise<void> {
  const failure = await ctx.work.failureOf(transactionId);
  if (
    failure?.failedEventId == null ||
    !saysFailed(failure.state) ||
    failure.failEventId === failure.failedEventId
  )
    return;
  const { failedEventId } = failure;
  const answer = await ctx.jetpay.transactionStatus(transactionId);
  if (answer.kind !== "accepted")
    throw new Error(`Jetpay did not say why ${transactionId} failed: ${answer.words}`);
  const { state, failReason, failDirection } = answer.value;
  const entry = {
    deed: "failure.read",
    subject: { kind: "transaction", id: transactionId },
    after: { state, failReason, failDirection },
  };
  await ctx.audited(entry, async (writes) => {
    if (!saysFailed(state))
      await writes.raiseAlert(
        `drift:${transactionId}`,
        `Events say ${transactionId} failed; Jetpay answers “${state}”.`,
      );
    await writes.keepReason(transactionId, failedEventId, failReason, failDirection);
    const topics = ["failures", "overview"];
    if (failure.payout) topics.push(`payout:${failure.payout.id}`);
    if (failure.collection) topics.push(`collection:${failure.collection.id}`);
    await writes.notify(topics);
  });
}
