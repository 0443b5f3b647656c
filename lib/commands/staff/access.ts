import { z } from "zod";
import { Id } from "../../domain/ids";
import { Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";
import { changedMeanwhile, holdStanding, plainPower, standingFor } from "./standing";

export const DisableStaff = z.object({ staffId: Id, version: z.int().min(0) });
export type DisableStaff = z.infer<typeof DisableStaff>;
export const EndSessions = z.object({ staffId: Id });
export type EndSessions = z.infer<typeof EndSessions>;

/**
 * Keeps a colleague out at once: every sign-in of theirs ends, and what they proposed or whom they invited is withdrawn.
 * Nobody disables themselves; the database keeps the last active administrator.
 */
export async function disableStaff(ctx: StaffCtx, { staffId, version }: DisableStaff) {
  const standing = await standingFor(ctx, staffId);
  const { actor, person } = standing;
  if (person.id === actor.id)
    throw new Refusal("same_person", "Nobody disables themselves. Ask another administrator.");
  if (person.version !== version) throw changedMeanwhile();
  if (person.disabledAt !== null) throw new Refusal("state_forbids", `${person.name} is disabled already.`);
  const entry = {
    deed: "staff.manage",
    subject: { kind: "staff", id: person.id },
    before: { ...plainPower(person), disabled: false },
    after: { step: "do: disable", ...plainPower(person), disabled: true },
  };
  return ctx.audited(entry, async (writes) => {
    await holdStanding(ctx, writes, standing);
    if (!(await writes.disableStaff(person.id, person.version))) throw changedMeanwhile();
    await writes.withdrawAllOf(person.id, actor.id);
    const ended = await writes.endSessionsOf(person.id);
    await writes.notify(["staff", `staff:${person.id}`, "sessions"]);
    return { ended };
  });
}

/** Signs a colleague out everywhere; they may sign in again. May be repeated. */
export async function endSessions(ctx: StaffCtx, { staffId }: EndSessions) {
  const standing = await standingFor(ctx, staffId);
  const { person } = standing;
  const entry = {
    deed: "staff.manage",
    subject: { kind: "staff", id: person.id },
    after: { step: "do: end sessions" },
  };
  return ctx.audited(entry, async (writes) => {
    await holdStanding(ctx, writes, standing);
    const ended = await writes.endSessionsOf(person.id);
    await writes.notify(["staff", `staff:${person.id}`, "sessions"]);
    return { ended };
  });
}
