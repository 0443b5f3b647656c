import { createHash, randomUUID } from "node:crypto";
import { takeCode } from "../commands/account";
import type { StaffCtx } from "../commands/context";
import type { Connections } from "../db";
import { codeName } from "../domain/factor";
import type { RequestFacts } from "./request";
import { SESSION_LONGEST_S } from "./session-life";

type Prisma = Connections["prisma"];

/** How many wrong passwords are free, and the longest pause after more of them. */
type Patience = { readonly free: number; readonly longestPauseS: number };
const ACCOUNT: Patience = { free: 5, longestPauseS: 300 };
/** Behind one address there may be a whole office. */
const ADDRESS: Patience = { free: 20, longestPauseS: 900 };
/** After this long without a failure the count starts again. */
const FORGOTTEN_S = 3_600;

type TryKind = "account" | "address" | "code" | "proof";
const keyOf = (kind: TryKind, text: string) =>
  `${kind}:${createHash("sha256").update(text).digest("base64url")}`;
export const accountKey = (email: string): string => keyOf("account", email);
/** Codes are counted apart, and only after a right password: a stranger cannot make anybody wait with them. */
const CODE: Patience = { free: 5, longestPauseS: 900 };

/**
 * Counts one try before its password is looked at, so that many tries at once cannot slip under the limit. False while
 * the account or the address has to wait; a refused try does not lengthen the pause.
 */
export async function takeTry(prisma: Prisma, email: string, address: string, now: Date): Promise<boolean> {
  if (!(await countTry(prisma, keyOf("address", address), ADDRESS, now))) return false;
  return countTry(prisma, accountKey(email), ACCOUNT, now);
}

async function countTry(prisma: Prisma, key: string, { free, longestPauseS }: Patience, now: Date) {
  const forgotten = new Date(now.getTime() - FORGOTTEN_S * 1_000);
  const counted = await prisma.$executeRaw`
    INSERT INTO sign_in_throttle AS t (key, failures, blocked_until, changed_at) VALUES (${key}, 1, ${now}, ${now})
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN t.changed_at < ${forgotten} THEN 1 ELSE least(t.failures, 1000) + 1 END,
      blocked_until = ${now}::timestamptz + make_interval(secs => CASE
        WHEN t.changed_at < ${forgotten} OR t.failures < ${free} THEN 0
        ELSE least(${longestPauseS}::int, power(2, least(t.failures - ${free} + 1, 20)))
      END),
      changed_at = ${now}
    WHERE t.blocked_until <= ${now}`;
  return counted === 1;
}

/**
 * Counts one try of a code before it is looked at. `proof` is for proving again while signed in: whoever found an open
 * browser cannot keep its owner from signing in elsewhere.
 */
export const takeCodeTry = (prisma: Prisma, kind: "code" | "proof", staffId: string, now: Date) =>
  countTry(prisma, keyOf(kind, staffId), CODE, now);
export const codeTryKey = (kind: "code" | "proof", staffId: string): string => keyOf(kind, staffId);

/** A right password clears the account's count and takes back its one try of the address. */
export const forgivePassword = (prisma: Prisma, email: string, address: string): Promise<void> =>
  prisma.$transaction(async (db) => {
    await db.$executeRaw`DELETE FROM sign_in_throttle WHERE key = ${accountKey(email)}`;
    await db.$executeRaw`
      UPDATE sign_in_throttle SET failures = greatest(failures - 1, 0) WHERE key = ${keyOf("address", address)}`;
  });

/** That this code was wrong, old or used already; nothing was written. */
export class WrongCode extends Error {
  override readonly name = "WrongCode";
}

/**
 * Keeps a new sign-in with its audit entry. Answers the id that the cookie will carry. With a `code` it is taken in the same
 * transaction; throws WrongCode when it cannot be.
 */
export async function beginSession(ctx: StaffCtx, facts: RequestFacts, code: string | null): Promise<string> {
  const [id, now, staffId] = [randomUUID(), ctx.now(), ctx.actor.id];
  const after = { provedBy: code === null ? "password" : `password and ${codeName(code)}` };
  await ctx.audited({ deed: "session.begin", subject: { kind: "session", id }, after }, async (writes) => {
    if (code !== null && !(await takeCode(ctx, writes, staffId, code))) throw new WrongCode();
    await writes.forgiveTries(keyOf("code", staffId));
    await writes.addSession({
      id,
      staffId,
      createdAt: now,
      seenAt: now,
      provedAt: now,
      expiresAt: new Date(now.getTime() + SESSION_LONGEST_S * 1_000),
      address: facts.address,
      device: facts.device,
    });
  });
  return id;
}

/** Ends a sign-in. May be repeated; an id that is not there is no trouble. */
export async function endSession(
  prisma: Prisma,
  sessionId: string,
  requestId: string | null,
  now: Date,
  from?: Pick<RequestFacts, "address" | "device">,
) {
  await prisma.$transaction(async (db) => {
    const [ended] = await db.$queryRaw<{ staffId: string }[]>`
      UPDATE staff_session SET ended_at = ${now} WHERE id::text = ${sessionId} AND ended_at IS NULL
      RETURNING staff_id AS "staffId"`;
    if (!ended) return;
    const where = { address: from?.address ?? null, device: from?.device ?? null };
    await db.auditEntry.create({
      data: { ...entry("session.end", ended.staffId, sessionId, requestId, now), ...where },
    });
  });
}

const entry = (deed: string, staffId: string, sessionId: string, requestId: string | null, at: Date) => ({
  at,
  actorKind: "staff",
  actorId: staffId,
  deed,
  subjectKind: "session",
  subjectId: sessionId,
  outcome: "done",
  requestId,
});

const SEEN_EVERY_S = 60;

/** Notes that somebody is there, at most once a minute. */
export async function touchSession(prisma: Prisma, session: { id: string; seenAt: Date }, now: Date) {
  const before = new Date(now.getTime() - SEEN_EVERY_S * 1_000);
  if (session.seenAt > before) return;
  await prisma.staffSession.updateMany({
    where: { id: session.id, seenAt: { lt: before } },
    data: { seenAt: now },
  });
}
