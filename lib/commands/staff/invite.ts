import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { obstacleToEmail } from "../../domain/email";
import { field } from "../../domain/field";
import { Id } from "../../domain/ids";
import { obstacleToGive, obstacleToPower, type Power } from "../../domain/power";
import { Refusal } from "../../domain/refusal";
import { obstacleToLine } from "../../domain/text";
import type { Writes } from "../../db";
import type { Ctx, StaffCtx } from "../context";
import { PowerForm, powerFrom } from "./change";
import {
  changedMeanwhile,
  holdStanding,
  obstacleToConsent,
  plainPower,
  standingOfActor,
  takesSecond,
} from "./standing";

/** A link works so long. */
export const INVITATION_HOURS = 72;
const TOKEN_BYTES = 32;
const LONGEST_NAME = 200;

export const tokenHash = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(token).digest());
const newToken = (ctx: Ctx): string => Buffer.from(ctx.random(TOKEN_BYTES)).toString("base64url");
const expiry = (ctx: Ctx): Date => new Date(ctx.now().getTime() + INVITATION_HOURS * 3_600_000);

const Newcomer = z.object({
  email: field(obstacleToEmail, (text) => text.trim().toLowerCase()),
  name: field((text) => obstacleToLine("The name", LONGEST_NAME, text)),
});
export const InvitePerson = Newcomer.extend(PowerForm.shape);
export type InvitePerson = z.infer<typeof InvitePerson>;

type Invited = {
  /** For the link. It is told this once and never kept. */
  readonly token: string;
  readonly expiresAt: string;
  readonly waitsForConsent: boolean;
};

/** Makes a link by which somebody joins. Where money is concerned it works once a second administrator has consented. */
export async function invitePerson(ctx: StaffCtx, input: InvitePerson): Promise<Invited> {
  const standing = await standingOfActor(ctx);
  const power = powerFrom(input);
  const needsConsent = takesSecond(null, power, standing);
  const obstacle =
    obstacleToPower(power) ??
    obstacleToGive(standing.actor, power) ??
    (needsConsent ? obstacleToConsent(standing) : null);
  if (obstacle) throw obstacle;
  return invite(ctx, input, { power, needsConsent, invitedBy: standing.actor.id }, (writes) =>
    holdStanding(ctx, writes, standing),
  );
}

/**
 * Makes the first administrators' links, on the server itself. Asked for again, it makes a new link and the one before
 * stops working. Refused once two administrators are there.
 */
export async function inviteAdministrator(ctx: Ctx, given: z.input<typeof Newcomer>): Promise<Invited> {
  const { data, error } = Newcomer.safeParse(given);
  if (!data) throw new Refusal("bad_input", error.issues[0]?.message ?? "Give an e-mail address and a name.");
  const power: Power = { role: "administrator", mostCents: null, dayCents: null };
  return invite(ctx, data, { power, needsConsent: false, invitedBy: null }, async (writes) => {
    if ((await writes.lockedStanding("", null)).administrators >= 2)
      throw new Refusal(
        "state_forbids",
        "There are two administrators or more, so they invite the others: Settings, Staff.",
      );
    await writes.dropInvitationsTo(data.email);
  });
}

async function invite(
  ctx: Ctx,
  { email, name }: z.output<typeof Newcomer>,
  { power, needsConsent, invitedBy }: { power: Power; needsConsent: boolean; invitedBy: string | null },
  hold: (writes: Writes) => Promise<void>,
): Promise<Invited> {
  const [id, token, expiresAt] = [randomUUID(), newToken(ctx), expiry(ctx)];
  const entry = {
    deed: "staff.manage",
    subject: { kind: "staff_invitation", id },
    after: { step: needsConsent ? "propose: invite" : "do: invite", email, name, ...plainPower(power) },
  };
  await ctx.audited(entry, async (writes) => {
    await hold(writes);
    const refused = (message: string) => new Refusal("already_exists", message, { email: message });
    if (await writes.staffHas(email)) throw refused(`${email} has an account here already.`);
    const invitation = { id, email, name, ...power, tokenHash: tokenHash(token), invitedBy, expiresAt };
    if (!(await writes.addInvitation({ ...invitation, needsConsent })))
      throw refused(`${email} is invited already. Renew or withdraw that invitation instead.`);
    await writes.notify(["staff"]);
  });
  return { token, expiresAt: expiresAt.toISOString(), waitsForConsent: needsConsent };
}

const Seen = z.object({ invitationId: Id, version: z.int().min(0) });
export const RenewInvitation = Seen;
export type RenewInvitation = z.infer<typeof RenewInvitation>;
export const ConsentToInvitation = Seen;
export type ConsentToInvitation = z.infer<typeof ConsentToInvitation>;
export const WithdrawInvitation = z.object({ invitationId: Id });
export type WithdrawInvitation = z.infer<typeof WithdrawInvitation>;

const gone = () =>
  new Refusal(
    "changed_meanwhile",
    "This invitation is not open any more: it was used, renewed or withdrawn.",
  );

async function openInvitation(ctx: StaffCtx, invitationId: string) {
  const found = (await ctx.read.invitations()).find(({ id }) => id === invitationId.toLowerCase());
  if (found === undefined) throw gone();
  const { role, mostCents, dayCents } = found;
  const cents = (text: string | null) => (text === null ? null : BigInt(text));
  return { ...found, power: { role, mostCents: cents(mostCents), dayCents: cents(dayCents) } };
}

const entryOf = (invitation: { id: string; email: string; power: Power }, step: string) => ({
  deed: "staff.manage",
  subject: { kind: "staff_invitation", id: invitation.id },
  after: { step, email: invitation.email, ...plainPower(invitation.power) },
});

/** A new link in place of the old one, which stops working. Whether it still waits for consent does not change. */
export async function renewInvitation(
  ctx: StaffCtx,
  { invitationId, version }: RenewInvitation,
): Promise<Invited> {
  const standing = await standingOfActor(ctx);
  const invitation = await openInvitation(ctx, invitationId);
  const obstacle = obstacleToGive(standing.actor, invitation.power);
  if (obstacle) throw obstacle;
  const [token, expiresAt] = [newToken(ctx), expiry(ctx)];
  await ctx.audited(entryOf(invitation, "do: renew invitation"), async (writes) => {
    await holdStanding(ctx, writes, standing);
    if (!(await writes.renewInvitation(invitation.id, version, tokenHash(token), expiresAt))) throw gone();
    await writes.notify(["staff"]);
  });
  return { token, expiresAt: expiresAt.toISOString(), waitsForConsent: invitation.waitsForConsent };
}

/** A second administrator agrees that this person may have this power. From then on the link works. */
export async function consentToInvitation(ctx: StaffCtx, { invitationId, version }: ConsentToInvitation) {
  const standing = await standingOfActor(ctx);
  const invitation = await openInvitation(ctx, invitationId);
  if (invitation.invitedBy === standing.actor.id)
    throw new Refusal("same_person", "You invited this person, so another administrator must consent.");
  if (!invitation.waitsForConsent) throw changedMeanwhile();
  const obstacle = obstacleToGive(standing.actor, invitation.power);
  if (obstacle) throw obstacle;
  return ctx.audited(entryOf(invitation, "consent: invite"), async (writes) => {
    await holdStanding(ctx, writes, standing);
    if (!(await writes.consentToInvitation(invitation.id, version, standing.actor.id))) throw gone();
    await writes.notify(["staff"]);
    return { email: invitation.email };
  });
}

/** The link stops working. Any administrator may. */
export async function withdrawInvitation(ctx: StaffCtx, { invitationId }: WithdrawInvitation) {
  const standing = await standingOfActor(ctx);
  const invitation = await openInvitation(ctx, invitationId);
  return ctx.audited(entryOf(invitation, "do: withdraw invitation"), async (writes) => {
    await holdStanding(ctx, writes, standing);
    if (!(await writes.withdrawInvitation(invitation.id, standing.actor.id))) throw gone();
    await writes.notify(["staff"]);
    return { email: invitation.email };
  });
}
