import { randomUUID } from "node:crypto";
import { z } from "zod";
import { readCode } from "../../domain/factor";
import { Id } from "../../domain/ids";
import { Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";
import { newRecoveryCodes, sealedFor } from "./codes";
import { newSecret, stepOf, toScan } from "./totp";

export const BeginAuthenticator = z.object({});
export const ConfirmAuthenticator = z.object({ factorId: Id, code: z.string().max(100) });
export const RemoveFactor = z.object({ factorId: Id });
export const MakeRecoveryCodes = z.object({});

const subjectOf = (id: string) => ({ kind: "factor", id });

/** Shows the secret, once. It counts for nothing until a code of it was typed. Throws Refusal("already_exists"). */
export async function beginAuthenticator(ctx: StaffCtx, email: string) {
  const { id: staffId } = ctx.actor;
  const [factorId, secret] = [randomUUID(), newSecret()];
  await ctx.audited({ deed: "factor.begin", subject: subjectOf(factorId) }, async (writes) => {
    const sealed = ctx.vault.seal(secret, sealedFor(staffId, factorId));
    if (!(await writes.beginAuthenticator(factorId, staffId, sealed)))
      throw new Refusal("already_exists", "You have an authenticator app already. Remove it first.");
  });
  return { factorId, secret, ...toScan(secret, email) };
}

/** From here on signing in asks for a code. Answers the recovery codes, which nobody can read again. */
export async function confirmAuthenticator(
  ctx: StaffCtx,
  { factorId, code }: z.output<typeof ConfirmAuthenticator>,
): Promise<{ codes: string[] }> {
  const { id: staffId } = ctx.actor;
  const app = await ctx.read.authenticatorOf(staffId);
  if (app?.id !== factorId || app.confirmedAt !== null)
    throw new Refusal("not_found", "This was set up elsewhere, or begun anew. Load the page and look again.");
  const read = readCode(code);
  const secret = ctx.vault.open(app.secret, sealedFor(staffId, factorId));
  const step = read?.kind === "totp" ? stepOf(secret, read.code, ctx.now()) : null;
  if (step === null) throw wrongCode();
  const { codes, hashes } = newRecoveryCodes(ctx, staffId);
  await ctx.audited(
    { deed: "factor.add", subject: subjectOf(factorId), after: { kind: "totp" } },
    async (writes) => {
      if (!(await writes.confirmAuthenticator(factorId, staffId, step)))
        throw new Refusal("changed_meanwhile", "This was set up already. Load the page and look again.");
      await writes.replaceRecoveryCodes(staffId, hashes);
    },
  );
  return { codes };
}

const wrongCode = () => {
  const sentence =
    "That is not the code your app shows now. Type the one it shows next; if it goes on, look whether your phone’s clock is right.";
  return new Refusal("bad_input", sentence, { code: sentence });
};

/** Signing in asks for the password alone again. The recovery codes go with it. Throws Refusal("not_found"). */
export async function removeFactor(
  ctx: StaffCtx,
  { factorId }: z.output<typeof RemoveFactor>,
): Promise<{ removed: true }> {
  await ctx.audited({ deed: "factor.remove", subject: subjectOf(factorId) }, async (writes) => {
    if (!(await writes.removeFactor(factorId, ctx.actor.id)))
      throw new Refusal("not_found", "You have no such factor any more. Load the page and look again.");
  });
  return { removed: true };
}

/** Ten new codes in the place of all former ones. Throws Refusal("state_forbids") without a second factor. */
export async function makeRecoveryCodes(ctx: StaffCtx): Promise<{ codes: string[] }> {
  const { id: staffId } = ctx.actor;
  const app = await ctx.read.authenticatorOf(staffId);
  if (!app || app.confirmedAt === null)
    throw new Refusal("state_forbids", "Recovery codes stand in for an authenticator app. Set one up first.");
  const { codes, hashes } = newRecoveryCodes(ctx, staffId);
  const entry = { deed: "recovery_codes.make", subject: { kind: "staff", id: staffId } };
  await ctx.audited(entry, (writes) => writes.replaceRecoveryCodes(staffId, hashes));
  return { codes };
}
