import { z } from "zod";
import { Id } from "../../domain/ids";
import { Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";

export const EndOwnSession = z.object({ sessionId: Id });
export const EndOtherSessions = z.object({});

/** Signs oneself out somewhere. Throws Refusal("not_found") for one that has ended or is not one's own. */
export async function endOwnSession(
  ctx: StaffCtx,
  { sessionId }: z.output<typeof EndOwnSession>,
): Promise<{ ended: number }> {
  await ctx.audited({ deed: "session.end", subject: { kind: "session", id: sessionId } }, async (writes) => {
    if (!(await writes.endOwnSession(sessionId, ctx.actor.id)))
      throw new Refusal("not_found", "You are not signed in there any more.");
    await writes.notify(["sessions"]);
  });
  return { ended: 1 };
}

/** Signs oneself out everywhere but here. */
export async function endOtherSessions(ctx: StaffCtx, keptId: string): Promise<{ ended: number }> {
  const entry = { deed: "session.end_others", subject: { kind: "staff", id: ctx.actor.id } };
  return ctx.audited(entry, async (writes) => {
    const ended = await writes.endOtherSessions(keptId, ctx.actor.id);
    await writes.notify(["sessions"]);
    return { ended };
  });
}
