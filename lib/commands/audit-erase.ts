import { z } from "zod";
import { Refusal } from "../domain/refusal";
import type { Ctx } from "./context";

export const EraseAuditDetail = z.object({
  entryId: z.string().regex(/^\d{1,18}$/, "Give the number of the entry."),
  reason: z.string().trim().min(3, "Say why it is erased.").max(500, "Keep it under 500 characters."),
});
export type EraseAuditDetail = z.infer<typeof EraseAuditDetail>;

/**
 * Takes reason, before, after, address and device out of one entry, for good. Who did what to what and when stays, and so
 * does the chain. Throws Refusal("not_found").
 */
export async function eraseAuditDetail(ctx: Ctx, { entryId, reason }: EraseAuditDetail): Promise<void> {
  const entry = {
    deed: "audit.erase",
    subject: { kind: "audit_entry", id: String(BigInt(entryId)) },
    reason,
  };
  await ctx.audited(entry, async (writes) => {
    if ((await writes.eraseAuditDetail(BigInt(entryId))) === 0)
      throw new Refusal(
        "not_found",
        `There is no entry ${entryId} in the audit trail, so nothing was erased.`,
      );
  });
}
