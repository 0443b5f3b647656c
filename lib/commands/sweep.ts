import type { IntentKind } from "../domain/attempt";
import { sendCollection } from "./collections";
import { sendContact } from "./contacts";
import type { Ctx } from "./context";
import { sendPayout } from "./payouts";
import type { Outcome } from "./send";

/** Sends whatever kind of intent it is, if it is due. */
export function sendIntent(
  ctx: Ctx,
  kind: "payout" | "collection" | "contact",
  id: string,
): Promise<Outcome> {
  if (kind === "payout") return sendPayout(ctx, id);
  if (kind === "collection") return sendCollection(ctx, id);
  return sendContact(ctx, id);
}

const LIST: Record<IntentKind, string> = {
  payout: "payouts",
  collection: "collections",
  contact: "contacts",
  bank_account: "contacts",
};

/**
 * Once a minute: calls attempts unknown whose caller is gone, and hands out again every job that rows say is due. May be
 * repeated, by any number of workers at once.
 */
export async function sweep(ctx: Ctx): Promise<{ lost: number; due: number; unexplained: number }> {
  const lost = await loseExpired(ctx);
  const [due, unexplained] = await Promise.all([
    ctx.work.dueIntents(ctx.now()),
    ctx.work.unexplainedFailures(),
  ]);
  if (due.length + unexplained.length > 0)
    await ctx.audited({ deed: "job.requeue", subject: { kind: "job", id: "all" } }, async (writes) => {
      for (const { kind, id } of due) await writes.enqueue({ task: "send_intent", kind, id });
      for (const { id } of unexplained) await writes.enqueue({ task: "read_failure", transactionId: id });
    });
  return { lost, due: due.length, unexplained: unexplained.length };
}

async function loseExpired(ctx: Ctx): Promise<number> {
  if (!(await ctx.work.hasExpiredAttempts(ctx.now()))) return 0;
  return ctx.audited({ deed: "attempt.expire", subject: { kind: "attempt", id: "all" } }, async (writes) => {
    const expired = await writes.expireAttempts();
    for (const { id, intentKind, intentId } of expired) {
      await writes.moveIntent(
        intentKind,
        intentId,
        ["sending"],
        "unknown",
        "Nobody was there to hear Jetpay's answer.",
      );
      await writes.raiseAlert(`unknown:${intentId}`, `Attempt ${id} ended without an answer.`);
      await writes.notify([LIST[intentKind], "failures", "overview", `${intentKind}:${intentId}`]);
    }
    return expired.length;
  });
}
