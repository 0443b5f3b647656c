import { z } from "zod";
import { recordRefusal } from "../db";
import { desk, type Desk } from "../runtime/desk";
import { passwordCheck } from "./passwords";
import type { RequestFacts } from "./request";
import { beginSession, forgivePassword, takeCodeTry, takeTry, WrongCode } from "./sign-in-rows";

const Credential = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(254)
    .refine((text) => text.isWellFormed() && !text.includes("\0")),
  password: z.string().min(1).max(1_000),
  code: z.string().trim().max(100).default(""),
});

export const isPasswordOf = passwordCheck();

/** What a right password alone does not open. Nobody is told any of it before the password was right. */
export type CodeProblem = "code_needed" | "code_wrong" | "code_wait";
export type SignedIn = { readonly id: string; readonly sessionId: string };

/**
 * Who signs in with this, or what is missing, or null: the same null for a wrong password, an unknown or disabled person,
 * and too many tries.
 */
export async function signIn(
  given: unknown,
  facts: RequestFacts,
  { connections, read, contextFor }: Desk = desk(),
): Promise<SignedIn | CodeProblem | null> {
  const { data } = Credential.safeParse(given);
  if (!data) return null;
  const { prisma } = connections;
  const { email, password, code } = data;
  const now = contextFor({ kind: "clock" }, facts.id).now();
  const mayTry = await takeTry(prisma, email, facts.address, now);
  const staff = await read.staffByEmail(email);
  const isTheirs = await isPasswordOf(password, mayTry ? (staff?.passwordHash ?? null) : null);
  if (!isTheirs || staff === null || staff.disabledAt !== null) return null;
  await forgivePassword(prisma, email, facts.address);
  const app = await read.authenticatorOf(staff.id);
  const needsCode = app !== null && app.confirmedAt !== null;
  if (needsCode && code === "") return "code_needed";
  if (needsCode && !(await takeCodeTry(prisma, "code", staff.id, now))) return "code_wait";
  const { id, name, role } = staff;
  const ctx = contextFor({ kind: "staff", id, name, role }, facts.id, facts);
  try {
    return { id, sessionId: await beginSession(ctx, facts, needsCode ? code : null) };
  } catch (error) {
    if (!(error instanceof WrongCode)) throw error;
    const stamp = { actor: { kind: "staff", id }, at: now, requestId: facts.id, from: facts } as const;
    const reason = "The password was right, the code was not.";
    await recordRefusal(prisma, stamp, { deed: "session.begin", subject: { kind: "staff", id }, reason });
    return "code_wrong";
  }
}
