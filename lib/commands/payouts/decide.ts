import { createHash } from "node:crypto";
import { z } from "zod";
import type { Writes } from "../../db";
import { dayOf, startOf } from "../../domain/day";
import { APPROVED_PER_PROOF, PROOF_S } from "../../domain/factor";
import { Id } from "../../domain/ids";
import {
  obstacleToDecide,
  payoutStep,
  sealText,
  statesBefore,
  UNDO_S,
  type PayoutFacts,
  type PayoutState,
} from "../../domain/payout";
import { obstacleToAmountOf } from "../../domain/power";
import { PROOF_NEEDED, Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";

const Seal = z.string().regex(/^[0-9a-f]{64}$/, "Open the payout again: what was shown is not known.");
const Version = z.int().min(0);

export const ApprovePayout = z.object({ payoutId: Id, version: Version, seal: Seal });
export type ApprovePayout = z.infer<typeof ApprovePayout>;

export const RejectPayout = z.object({
  payoutId: Id,
  version: Version,
  seal: Seal,
  reason: z
    .string()
    .trim()
    .min(3, "Say why, so that the maker knows what to change.")
    .max(500, "Keep the reason under 500 characters."),
});
export type RejectPayout = z.infer<typeof RejectPayout>;

export const UndoPayout = z.object({ payoutId: Id, version: Version });
export type UndoPayout = z.infer<typeof UndoPayout>;

type Decision = { verdict: "approve" | "reject"; reason: string | null };

/**
 * A checker agrees to exactly what was on the screen. It leaves by itself after ten seconds in which it can be undone.
 * Throws Refusal("same_person"), ("over_limit"), ("state_forbids"), ("changed_meanwhile") or ("proof_needed").
 */
export const approvePayout = (ctx: StaffCtx, { payoutId, version, seal }: ApprovePayout) =>
  decide(ctx, payoutId, version, seal, { verdict: "approve", reason: null });

/** A checker says no, with a reason for the maker. Throws as `approvePayout` does. */
export const rejectPayout = (ctx: StaffCtx, { payoutId, version, seal, reason }: RejectPayout) =>
  decide(ctx, payoutId, version, seal, { verdict: "reject", reason });

async function decide(
  ctx: StaffCtx,
  payoutId: string,
  version: number,
  seal: string,
  { verdict, reason }: Decision,
) {
  const sendAt = verdict === "approve" ? new Date(ctx.now().getTime() + UNDO_S * 1_000) : null;
  const entry = {
    deed: "payout.approve",
    subject: { kind: "payout", id: payoutId },
    reason,
    after: { verdict, seal, version },
  };
  return ctx.audited(entry, async (writes) => {
    const facts = await writes.lockedFacts(payoutId);
    if (facts === null) throw new Refusal("not_found", "This payout is not there any more.");
    const obstacle = obstacleToDecide(facts, ctx.actor.id) ?? changedSince(facts, version, seal);
    if (obstacle) throw obstacle;
    if (verdict === "approve") {
      await keepWithinLimits(ctx, writes, facts.amountCents);
      await countUnderProof(ctx, writes, facts.amountCents);
    }
    const state = payoutStep(facts.state, verdict);
    const changes = { checkerId: ctx.actor.id, decidedAt: ctx.now(), decisionReason: reason, seal, sendAt };
    if (!(await writes.movePayout(payoutId, version, ["awaiting_approval"], state, changes))) throw changed();
    const { amountCents, ...rest } = facts;
    const kept = { ...rest, makers: [...rest.makers], amountCents: String(amountCents) };
    await writes.keepDecision(payoutId, {
      verdict,
      checkerId: ctx.actor.id,
      reason,
      version,
      seal,
      facts: kept,
    });
    if (sendAt) await writes.enqueue({ task: "send_intent", kind: "payout", id: payoutId }, sendAt);
    await writes.notify(["payouts", "overview", `payout:${payoutId}`]);
    return { state, undoUntil: sendAt?.toISOString() ?? null };
  });
}

/** Throws Refusal("proof_needed") when the last proof does not allow that much. */
async function countUnderProof(ctx: StaffCtx, writes: Writes, cents: bigint): Promise<void> {
  const { sessionId } = ctx.actor;
  if (sessionId === undefined) return;
  const freshSince = new Date(ctx.now().getTime() - PROOF_S * 1_000);
  const limit = { mostCents: APPROVED_PER_PROOF, freshSince };
  if (!(await writes.countApproved(sessionId, cents, limit))) throw new Refusal("proof_needed", PROOF_NEEDED);
}

/** The checker's row is held until the approval is written, so that two at once cannot pass the day's total together. */
async function keepWithinLimits(ctx: StaffCtx, writes: Writes, amountCents: bigint): Promise<void> {
  const room = await writes.lockedApprovalRoom(ctx.actor.id, startOf(dayOf(ctx.now())));
  if (room === null)
    throw new Refusal("no_permission", "You may not sign in any more, so nothing was approved.");
  const obstacle = obstacleToAmountOf(amountCents, room);
  if (obstacle) throw obstacle;
}

const changed = () =>
  new Refusal(
    "changed_meanwhile",
    "Something about this payout changed while you were looking. Read it again, then decide.",
  );

const changedSince = (facts: PayoutFacts, version: number, seal: string): Refusal | null =>
  facts.version === version && createHash("sha256").update(sealText(facts)).digest("hex") === seal
    ? null
    : changed();

/** Takes an approval back before anything leaves. Throws Refusal("changed_meanwhile") when it has left. */
export async function undoPayout(
  ctx: StaffCtx,
  { payoutId, version }: UndoPayout,
): Promise<{ state: PayoutState }> {
  return ctx.audited(
    { deed: "payout.approve", subject: { kind: "payout", id: payoutId }, after: { verdict: "undo" } },
    async (writes) => {
      const facts = await writes.lockedFacts(payoutId);
      const cleared = {
        checkerId: null,
        decidedAt: null,
        decisionReason: null,
        seal: null,
        sendAt: null,
        waitingFor: null,
      };
      if (
        facts === null ||
        !(await writes.movePayout(payoutId, version, statesBefore("undo"), "awaiting_approval", cleared))
      )
        throw new Refusal("changed_meanwhile", "It is too late to undo: this payout is already on its way.");
      await writes.keepDecision(payoutId, {
        verdict: "undo",
        checkerId: ctx.actor.id,
        reason: null,
        version,
        seal: "",
        facts: {},
      });
      await writes.notify(["payouts", "overview", `payout:${payoutId}`]);
      return { state: "awaiting_approval" };
    },
  );
}
