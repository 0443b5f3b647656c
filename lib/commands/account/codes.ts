import { createHash } from "node:crypto";
import type { Writes } from "../../db";
import { readCode, RECOVERY_CODES, recoveryCodeFrom } from "../../domain/factor";
import type { Ctx } from "../context";
import { stepOf } from "./totp";

/** What a sealed secret belongs to. */
export const sealedFor = (staffId: string, factorId: string): string => `factor ${factorId} of ${staffId}`;

/** 80 random bits need no slow hash; the person's id keeps equal codes apart. */
const hashOf = (staffId: string, code: string): string =>
  createHash("sha256").update(`${staffId}:${code}`).digest("base64url");

/**
 * Takes a code of the person's app, or one of their recovery codes: each works once. False for a wrong, old or used one,
 * and for a person without a second factor.
 */
export async function takeCode(
  ctx: Pick<Ctx, "read" | "vault" | "now">,
  writes: Pick<Writes, "spendStep" | "spendRecoveryCode">,
  staffId: string,
  typed: string,
): Promise<boolean> {
  const read = readCode(typed);
  const app = read && (await ctx.read.authenticatorOf(staffId));
  if (!app || app.confirmedAt === null) return false;
  if (read.kind === "recovery") return writes.spendRecoveryCode(staffId, hashOf(staffId, read.code));
  const about = sealedFor(staffId, app.id);
  const secret = ctx.vault.open(app.secret, about);
  const step = stepOf(secret, read.code, ctx.now());
  return step !== null && writes.spendStep(app.id, step, ctx.vault.seal(secret, about));
}

/** Recovery codes to show once, and the hashes to keep of them. */
export function newRecoveryCodes({ random }: Pick<Ctx, "random">, staffId: string) {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCodeFrom(random(16)));
  return { codes, hashes: codes.map((code) => hashOf(staffId, code.replaceAll("-", ""))) };
}
