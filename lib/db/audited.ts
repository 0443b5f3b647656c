import type { PrismaClient } from "./generated/client";
import { Prisma } from "./generated/client";
import { writes, type Writes } from "./writes";

/** Who is doing it, when, and under which request. */
export type Stamp = {
  readonly actor:
    { readonly kind: "staff"; readonly id: string } | { readonly kind: "jetpay" | "clock" | "setup" };
  readonly at: Date;
  readonly requestId: string | null;
  /** From where it was asked; absent where no request asked for it. */
  readonly from?: { readonly address: string; readonly device: string } | null;
};

/** What the record will say. `before` and `after` hold plain JSON values without account numbers. */
export type Entry = {
  readonly deed: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly reason?: string | null;
  readonly before?: Prisma.InputJsonObject;
  readonly after?: Prisma.InputJsonObject;
};

const rowOf = (stamp: Stamp, entry: Entry, outcome: "done" | "refused") => ({
  at: stamp.at,
  actorKind: stamp.actor.kind,
  actorId: stamp.actor.kind === "staff" ? stamp.actor.id : null,
  deed: entry.deed,
  subjectKind: entry.subject.kind,
  subjectId: entry.subject.id,
  outcome,
  reason: entry.reason ?? null,
  before: entry.before ?? Prisma.DbNull,
  after: entry.after ?? Prisma.DbNull,
  requestId: stamp.requestId,
  address: stamp.from?.address ?? null,
  device: stamp.from?.device ?? null,
});

/** The only way to change a row: `work` and its audit entry are one transaction. If `work` throws, nothing happened. */
export function audited<Answer>(
  prisma: PrismaClient,
  stamp: Stamp,
  entry: Entry,
  work: (writes: Writes) => Promise<Answer>,
): Promise<Answer> {
  return prisma.$transaction(async (db) => {
    const answer = await work(writes(db, stamp.at));
    await db.auditEntry.create({ data: rowOf(stamp, entry, "done") });
    return answer;
  });
}

/** Records that somebody asked for what they may not do. */
export async function recordRefusal(prisma: PrismaClient, stamp: Stamp, entry: Entry): Promise<void> {
  await prisma.auditEntry.create({ data: rowOf(stamp, entry, "refused") });
}
