import { z } from "zod";
import { Id } from "../../domain/ids";
import { obstacleToGive, type Power } from "../../domain/power";
import { Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";
import { changedMeanwhile, holdStanding, plainPower, standingFor } from "./standing";

export const DecideChange = z.object({
  changeId: Id,
  verdict: z.enum(["consent", "decline", "withdraw"], "Consent, decline or withdraw."),
});
export type DecideChange = z.infer<typeof DecideChange>;

const STATE = { consent: "consented", decline: "declined", withdraw: "withdrawn" } as const;
const cents = (text: string | null) => (text === null ? null : BigInt(text));

/**
 * What becomes of a change that waits: a second administrator consents, and it takes effect; or declines; or who proposed
 * it withdraws it. The database itself refuses a consent by the proposer or by whom it concerns.
 */
export async function decideChange(ctx: StaffCtx, { changeId, verdict }: DecideChange) {
  const change = (await ctx.read.staffChanges()).find(({ id }) => id === changeId.toLowerCase());
  if (change === undefined)
    throw new Refusal(
      "changed_meanwhile",
      "This change does not wait any more: it was decided on or withdrawn.",
    );
  const standing = await standingFor(ctx, change.staffId);
  const { actor, person } = standing;
  const isOwn = change.proposedBy === actor.id;
  if (verdict === "withdraw" && !isOwn)
    throw new Refusal("no_permission", `${change.proposerName} proposed this. Decline it instead.`);
  if (verdict !== "withdraw" && isOwn)
    throw new Refusal("same_person", "You proposed this, so another administrator must decide on it.");
  if (verdict !== "withdraw" && person.id === actor.id)
    throw new Refusal("same_person", "This is about you, so another administrator must decide on it.");
  const after: Power = {
    role: change.role,
    mostCents: cents(change.mostCents),
    dayCents: cents(change.dayCents),
  };
  if (verdict === "consent") {
    if (change.isOutdated)
      throw new Refusal(
        "changed_meanwhile",
        `${person.name} has changed since this was proposed. Decline it; it can be proposed again.`,
      );
    const obstacle = obstacleToGive(actor, after);
    if (obstacle) throw obstacle;
  }
  const entry = {
    deed: "staff.manage",
    subject: { kind: "staff", id: person.id },
    before: plainPower(person),
    after: {
      step: `${verdict}: ${change.enables ? "enable" : "change"}`,
      proposedBy: change.proposedBy,
      ...plainPower(after),
    },
  };
  return ctx.audited(entry, async (writes) => {
    await holdStanding(ctx, writes, standing);
    if (!(await writes.decideStaffChange(change.id, STATE[verdict], actor.id))) throw changedMeanwhile();
    if (verdict === "consent") {
      if (!(await writes.setPower(person.id, person.version, after, change.enables)))
        throw changedMeanwhile();
      if (after.role !== "administrator") await writes.withdrawAllOf(person.id, actor.id);
    }
    await writes.notify(["staff", `staff:${person.id}`]);
    return { state: STATE[verdict] };
  });
}
