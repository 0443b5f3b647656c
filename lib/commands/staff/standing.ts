import type { Writes } from "../../db";
import { needsConsent, type Power } from "../../domain/power";
import { Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";

type Standing = Awaited<ReturnType<Writes["lockedStanding"]>>;
export type ActorStanding = Standing & { readonly actor: NonNullable<Standing["actor"]> };
export type PersonStanding = ActorStanding & { readonly person: NonNullable<Standing["person"]> };

const asking = (standing: Standing): ActorStanding => {
  const { actor } = standing;
  if (actor === null)
    throw new Refusal("no_permission", "You are no administrator any more, so nothing was changed.");
  return { ...standing, actor };
};

/** Who asks and whom it is about, as they are now. Refused when either is not there. */
export async function standingFor(ctx: StaffCtx, staffId: string): Promise<PersonStanding> {
  const standing = asking(await ctx.read.standing(ctx.actor.id, staffId, ctx.now()));
  if (standing.person === null) throw new Refusal("not_found", "There is no colleague of this identifier.");
  return { ...standing, person: standing.person };
}

/** The same for somebody who is no colleague yet. */
export const standingOfActor = async (ctx: StaffCtx): Promise<ActorStanding> =>
  asking(await ctx.read.standing(ctx.actor.id, null, ctx.now()));

/** Takes the lock under which power changes, and makes sure that what was decided on still stands. */
export async function holdStanding(ctx: StaffCtx, writes: Writes, seen: ActorStanding): Promise<void> {
  const now = await writes.lockedStanding(ctx.actor.id, seen.person?.id ?? null);
  const isSame =
    now.actor?.version === seen.actor.version &&
    now.person?.version === seen.person?.version &&
    now.administrators === seen.administrators &&
    now.others === seen.others;
  if (!isSame) throw changedMeanwhile();
}

export const changedMeanwhile = () =>
  new Refusal(
    "changed_meanwhile",
    "Somebody changed the staff meanwhile, so nothing was done. Look at it again, then repeat it.",
  );

/** Whether a second administrator must consent: always once two are there, and for a day after one of two was disabled. */
export const takesSecond = (before: Power | null, after: Power, standing: Standing): boolean =>
  needsConsent(before, after) && (standing.administrators >= 2 || standing.justDisabled !== null);

/** Why nobody could consent, or null when somebody can. */
export function obstacleToConsent({
  others,
  administrators,
  person,
  justDisabled,
}: Standing): Refusal | null {
  if (others > 0) return null;
  if (administrators >= 2 && person !== null)
    return new Refusal(
      "not_ready",
      `Only you and ${person.name} are administrators, so nobody is left to consent to this. Invite a third administrator first.`,
    );
  return new Refusal(
    "not_ready",
    `${justDisabled ?? "Another administrator"} was an administrator until lately, so for a day this takes the consent of a second one. To have one now, run npm run admin:invite on the server.`,
  );
}

/** As the audit keeps it. Amounts are decimal texts of cents. */
export const plainPower = ({ role, mostCents, dayCents }: Power) => ({
  role,
  mostCents: mostCents === null ? null : String(mostCents),
  dayCents: dayCents === null ? null : String(dayCents),
});
