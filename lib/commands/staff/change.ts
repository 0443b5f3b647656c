import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ROLES } from "../../domain/deeds";
import { Id } from "../../domain/ids";
import { LimitInput } from "../../domain/money-input";
import { obstacleToGive, obstacleToPower, samePower, type Power } from "../../domain/power";
import { Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";
import {
  changedMeanwhile,
  holdStanding,
  obstacleToConsent,
  plainPower,
  standingFor,
  takesSecond,
  type PersonStanding,
} from "./standing";

export const PowerForm = z.object({
  role: z.enum(ROLES, "Choose one of the roles."),
  most: LimitInput,
  day: LimitInput,
});
export const powerFrom = ({ role, most, day }: z.output<typeof PowerForm>): Power => ({
  role,
  mostCents: most,
  dayCents: day,
});

const Seen = z.object({ staffId: Id, version: z.int().min(0) });
export const ChangePower = Seen.extend(PowerForm.shape);
export type ChangePower = z.infer<typeof ChangePower>;
export const EnableStaff = Seen;
export type EnableStaff = z.infer<typeof EnableStaff>;

/** `waits` until a second administrator consents; `done` at once. */
export type Changed = { readonly outcome: "done" | "waits" };

/**
 * Gives a colleague another role or other limits. Where money is concerned it only proposes, as long as there are two
 * administrators. Throws Refusal("same_person"), ("no_permission"), ("changed_meanwhile") or ("already_exists").
 */
export async function changePower(ctx: StaffCtx, input: ChangePower): Promise<Changed> {
  const standing = await standingFor(ctx, input.staffId);
  const after = powerFrom(input);
  if (standing.person.id === standing.actor.id)
    throw new Refusal("same_person", "Nobody changes their own role or limits. Ask another administrator.");
  if (standing.person.version !== input.version) throw changedMeanwhile();
  if (samePower(standing.person, after))
    throw new Refusal("bad_input", `That is what ${standing.person.name} may do already.`);
  return settle(ctx, standing, after, false);
}

/** Lets a disabled colleague sign in again, with the role they had. Throws as `changePower` does. */
export async function enableStaff(ctx: StaffCtx, { staffId, version }: EnableStaff): Promise<Changed> {
  const standing = await standingFor(ctx, staffId);
  const { person, actor } = standing;
  if (person.id === actor.id) throw new Refusal("same_person", "Nobody enables themselves.");
  if (person.version !== version) throw changedMeanwhile();
  if (person.disabledAt === null)
    throw new Refusal("state_forbids", `${person.name} is not disabled, so there is nothing to do.`);
  return settle(ctx, standing, person, true);
}

async function settle(
  ctx: StaffCtx,
  standing: PersonStanding,
  after: Power,
  enables: boolean,
): Promise<Changed> {
  const { actor, person } = standing;
  const isProposal = takesSecond(person, after, standing);
  const obstacle =
    obstacleToPower(after) ??
    obstacleToGive(actor, after) ??
    (isProposal ? obstacleToConsent(standing) : null);
  if (obstacle) throw obstacle;
  const step = `${isProposal ? "propose" : "do"}: ${enables ? "enable" : "change"}`;
  const entry = {
    deed: "staff.manage",
    subject: { kind: "staff", id: person.id },
    before: plainPower(person),
    after: { step, ...plainPower(after) },
  };
  await ctx.audited(entry, async (writes) => {
    await holdStanding(ctx, writes, standing);
    if (isProposal) {
      const change = { staffId: person.id, staffVersion: person.version, before: person, after, enables };
      if (!(await writes.addStaffChange({ id: randomUUID(), ...change, proposedBy: actor.id })))
        throw new Refusal(
          "already_exists",
          `A change of ${person.name} waits already. It is decided on, or withdrawn, first.`,
        );
    } else {
      if (!(await writes.setPower(person.id, person.version, after, enables))) throw changedMeanwhile();
      if (after.role !== "administrator") await writes.withdrawAllOf(person.id, actor.id);
    }
    await writes.notify(["staff", `staff:${person.id}`]);
  });
  return { outcome: isProposal ? "waits" : "done" };
}
