import { z } from "zod";
import type { StaffCtx } from "./context";

export const ReleaseSending = z.object({
  reason: z.string().trim().min(3, "Say what was put right.").max(500, "Keep it under 500 characters."),
});
export type ReleaseSending = z.infer<typeof ReleaseSending>;

/** Lets calls to Jetpay leave again. What waited is sent by the next sweep, in order of its due time. */
export async function releaseSending(ctx: StaffCtx, { reason }: ReleaseSending): Promise<{ released: true }> {
  const entry = { deed: "sending.release", subject: { kind: "sending_switch", id: "1" }, reason };
  await ctx.audited(entry, async (writes) => {
    await writes.setPaused(false, null, ctx.actor.id);
    await writes.clearAlert("token_refused");
    await writes.notify(["sending", "overview"]);
  });
  return { released: true };
}
