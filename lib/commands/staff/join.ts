import { z } from "zod";
import { obstacleToPassword } from "../../domain/password";
import { Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";
import { tokenHash } from "./invite";
import { plainPower } from "./standing";

/** Said of every link that does not work: what it once was is nobody's business. */
export const DEAD_LINK =
  "This invitation does not work any more. Ask the colleague who gave you the link for a new one.";
export const STILL_WAITS =
  "A second administrator has yet to agree to this invitation. Try the same link again once they have.";

export const Join = z.object({
  token: z.string().max(200, DEAD_LINK),
  password: z.string({ error: "Choose a password." }).max(5_000, "The password is far too long. Shorten it."),
});
export type Join = z.infer<typeof Join>;

/**
 * Somebody invited chooses a password and becomes a colleague: `ctx.actor.id` is the id they will have. A link makes one
 * account, however often it is used at once. `hash` makes what is kept of the password.
 */
export async function join(
  ctx: StaffCtx,
  { token, password }: Join,
  hash: (password: string) => Promise<string>,
): Promise<{ email: string }> {
  const used = tokenHash(token);
  const invitation = await ctx.read.invitationOf(used, ctx.now());
  if (invitation === null) throw new Refusal("not_found", DEAD_LINK);
  if (invitation.waitsForConsent) throw new Refusal("not_ready", STILL_WAITS);
  const problem = obstacleToPassword(password, invitation);
  if (problem !== null) throw new Refusal("bad_input", problem, { password: problem });
  const passwordHash = await hash(password);
  const { id: staffId } = ctx.actor;
  const { email, name } = invitation;
  const power = { role: invitation.role, mostCents: invitation.mostCents, dayCents: invitation.dayCents };
  const entry = {
    deed: "staff.join",
    subject: { kind: "staff", id: staffId },
    after: { email, invitationId: invitation.id, ...plainPower(power) },
  };
  await ctx.audited(entry, async (writes) => {
    await writes.lockedStanding(staffId, null);
    const isNew = await writes.addJoined({ id: staffId, email, name, ...power, passwordHash });
    if (!isNew || !(await writes.useInvitation(invitation.id, used, staffId)))
      throw new Refusal("not_found", DEAD_LINK);
    await writes.notify(["staff"]);
  });
  return { email };
}
