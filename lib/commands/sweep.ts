import type { IntentKind } from "../domain/attempt";
import { sendCollection } from "./collections";
import { needsNumber } from "./collections/account-number";
import { sendContact } from "./contacts";
import { NOBODY_SAW } from "./contacts/card";
import type { Ctx } from "./context";
import { sendPayout } from "./payouts";
import { isSomebodysWork, type Outcome } from "./send";

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
  card: "contacts",
};

export type Swept = {
  readonly lost: number;
  readonly paid: number;
  readonly due: number;
  readonly unexplained: number;
};

/**
 * Once a minute: calls attempts unknown whose caller is gone, settles those that events have told of, hands out again every
 * job that rows say is due, and folds the totals. May be repeated, by any number of workers at once.
 */
export async function sweep(ctx: Ctx): Promise<Swept> {
  const lost = await loseExpired(ctx);
  const paid = await adoptPaid(ctx);
  const [due, unexplained, debits] = await Promise.all([
    ctx.work.dueIntents(ctx.now(), { canPayDebits: !needsNumber(ctx) }),
    ctx.work.unexplainedFailures(),
    ctx.work.debitsToWithdraw(),
  ]);
  if (due.length + unexplained.length + debits.length > 0)
    await ctx.audited({ deed: "job.requeue", subject: { kind: "job", id: "all" } }, async (writes) => {
      for (const { kind, id } of due) await writes.enqueue({ task: "send_intent", kind, id });
      for (const { id } of debits) await writes.enqueue({ task: "withdraw_debit", collectionId: id });
      for (const { id } of unexplained) await writes.enqueue({ task: "read_failure", transactionId: id });
    });
  await ctx.foldRollups();
  return { lost, paid, due: due.length, unexplained: unexplained.length };
}

async function loseExpired(ctx: Ctx): Promise<number> {
  if (!(await ctx.work.hasExpiredAttempts(ctx.now()))) return 0;
  return ctx.audited({ deed: "attempt.expire", subject: { kind: "attempt", id: "all" } }, async (writes) => {
    const expired = await writes.expireAttempts();
    for (const { id, intentKind, intentId } of expired) {
      const words = "Nobody was there to hear Jetpay's answer.";
      const problem = intentKind === "card" ? `${words} ${NOBODY_SAW}` : words;
      await writes.moveIntent(intentKind, intentId, ["sending"], "unknown", problem);
      if (isSomebodysWork(intentKind))
        await writes.raiseAlert(`unknown:${intentId}`, `Attempt ${id} ended without an answer.`);
      await writes.notify([LIST[intentKind], "failures", "overview", `${intentKind}:${intentId}`]);
    }
    return expired.length;
  });
}

/** The debit of a lost call to pay is ours and known: its events say what the answer would have said. */
async function adoptPaid(ctx: Ctx): Promise<number> {
  if (!(await ctx.work.hasPaidSteps())) return 0;
  return ctx.audited({ deed: "attempt.adopt", subject: { kind: "attempt", id: "all" } }, async (writes) => {
    const settled = await writes.adoptPaidSteps();
    for (const { collectionId, contactId } of settled) {
      await writes.clearAlert(`unknown:${collectionId}`);
      await writes.notify(["collections", `collection:${collectionId}`, `contact:${contactId}`]);
    }
    return settled.length;
  });
}
