import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { cookies } from "next/headers";
import { z } from "zod";
import { takeCode } from "../commands/account";
import type { StaffCtx } from "../commands/context";
import { codeName, type ProofKind } from "../domain/factor";
import { Refusal } from "../domain/refusal";
import { desk, type Desk } from "../runtime/desk";
import { sessionCookieName, sessionCookieOptions, type Staff } from "./session";
import { SESSION_LONGEST_S } from "./session-life";
import { isPasswordOf } from "./sign-in";
import { codeTryKey, takeCodeTry } from "./sign-in-rows";

/** What the dialog sends: a code of the app, a recovery code, or the password of somebody without a second factor. */
export const ProveAgain = z.object({ typed: z.string().min(1, "Type it first.").max(1_000) });
export type ProveAgain = z.infer<typeof ProveAgain>;

export const proofKindOf = ({ hasFactor }: Pick<Staff, "hasFactor">): ProofKind =>
  hasFactor ? "code" : "password";

const WAIT = "There were several wrong tries, so there is a pause. Wait a few minutes, then try again.";
const WRONG: Record<ProofKind, string> = {
  code: "That code is wrong, too old, or was used already. Type the one your app shows next, or a recovery code.",
  password: "That is not your password.",
};

/**
 * Who is signed in here proves it again; the sign-in goes on under a new id. Answers that id. Throws Refusal("bad_input")
 * for a wrong proof, and ("state_forbids") after too many of them.
 */
export async function provedAgain(
  ctx: StaffCtx,
  { typed }: ProveAgain,
  staff: Staff,
  { connections }: Pick<Desk, "connections"> = desk(),
): Promise<string> {
  const kind = proofKindOf(staff);
  if (!(await takeCodeTry(connections.prisma, "proof", staff.id, ctx.now())))
    throw new Refusal("state_forbids", WAIT);
  const wrong = new Refusal("bad_input", WRONG[kind], { typed: WRONG[kind] });
  if (kind === "password") {
    const key = await ctx.read.staffByEmail(staff.email);
    if (!(await isPasswordOf(typed, key?.passwordHash ?? null))) throw wrong;
  }
  const id = randomUUID();
  const entry = {
    deed: "session.prove",
    subject: { kind: "session", id },
    before: { sessionId: staff.sessionId },
    after: { provedBy: kind === "code" ? codeName(typed) : kind },
  };
  await ctx.audited(entry, async (writes) => {
    if (kind === "code" && !(await takeCode(ctx, writes, staff.id, typed))) throw wrong;
    await writes.forgiveTries(codeTryKey("proof", staff.id));
    if (!(await writes.proveSession(staff.sessionId, staff.id, id)))
      throw new Refusal("signed_out", "You are signed out, so nothing was done. Sign in again.");
  });
  return id;
}

/** As `provedAgain`; the browser is given the cookie of the new id with the answer. */
export async function proveAgain(ctx: StaffCtx, given: ProveAgain, staff: Staff): Promise<{ proved: true }> {
  const sid = await provedAgain(ctx, given, staff);
  const secret = desk().settings.appSecret;
  const token = await encode({ token: { sid }, secret, maxAge: SESSION_LONGEST_S });
  (await cookies()).set(sessionCookieName(), token, {
    ...sessionCookieOptions(),
    maxAge: SESSION_LONGEST_S,
  });
  return { proved: true };
}
