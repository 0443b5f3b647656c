import type { AuditProof } from "../domain/audit";
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
