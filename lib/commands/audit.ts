import { z } from "zod";
import { auditSentence, type AuditProof } from "../domain/audit";
import type { Ctx } from "./context";

const ALERT = "audit_chain";
const ALARM =
  "The audit trail is no longer the one that was anchored. An administrator or auditor should verify it under Settings, Audit.";

/**
 * Keeps where the audit trail ends, in the anchor file. Everybody is told while the trail is no longer the one that was
 * anchored last.
 */
export async function anchorAudit(ctx: Ctx, proof: Pick<AuditProof, "anchor">): Promise<void> {
  const differs = (await proof.anchor()) === "differs";
  if (differs) ctx.log.warn({}, "the audit trail differs from its newest anchor");
  const { alerts } = await ctx.read.truth(ctx.now());
  if (alerts.some(({ key }) => key === ALERT) === differs) return;
  const entry = { deed: differs ? "audit.alarm" : "audit.calm", subject: { kind: "audit", id: "all" } };
  await ctx.audited(entry, async (writes) => {
    await (differs ? writes.raiseAlert(ALERT, ALARM) : writes.clearAlert(ALERT));
    await writes.notify(["overview"]);
  });
}

export const VerifyAudit = z.object({});

export type AuditAnswer = { readonly isWhole: boolean; readonly sentence: string; readonly at: string };

/** Reads the whole audit trail and says whether it is the one that was written. */
export async function verifyAudit(ctx: Ctx, proof: Pick<AuditProof, "verify">): Promise<AuditAnswer> {
  const verdict = await proof.verify();
  return { isWhole: verdict.bad === null, sentence: auditSentence(verdict), at: ctx.now().toISOString() };
}
