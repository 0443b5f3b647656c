import type { PrismaClient } from "./generated/client";

/** What the minute sweep looks for: rows that wait for a job which may never have come. */
export const workLists = (prisma: PrismaClient) => ({
  /** Approved payouts and waiting collections and contacts that are due and have no attempt under way. */
  dueIntents: (now: Date) =>
    prisma.$queryRaw<{ kind: "payout" | "collection" | "contact"; id: string }[]>`
      SELECT 'payout' AS kind, id::text FROM payout WHERE state = 'approved' AND send_at <= ${now}
      UNION ALL SELECT 'collection', id::text FROM collection WHERE state = 'waiting' AND send_at <= ${now}
      UNION ALL SELECT 'contact', id::text FROM contact WHERE state = 'waiting' AND created_at <= ${now}
      ORDER BY 1, 2 LIMIT 1000`,
  hasExpiredAttempts: async (now: Date): Promise<boolean> =>
    (await prisma.attempt.findFirst({
      where: { state: "sending", leaseUntil: { lt: now } },
      select: { id: true },
    })) !== null,
  unexplainedFailures: () =>
    prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM transaction
      WHERE state = 'failed' AND fail_event_id IS DISTINCT FROM failed_event_id AND NOT EXISTS (
          SELECT 1 FROM graphile_worker._private_jobs job
          WHERE job.key = 'read_failure:' || transaction.id AND job.run_at > now() AND job.attempts < job.max_attempts
        )
      ORDER BY failed_event_id DESC LIMIT 1000`,
  failureOf: (transactionId: string) =>
    prisma.transaction.findUnique({
      where: { id: transactionId },
      select: {
        state: true,
        failedEventId: true,
        failEventId: true,
        payout: { select: { id: true } },
        collection: { select: { id: true } },
      },
    }),
  /** Everything a creating call needs, or null when there is no such intent. */
  payoutOrder: (id: string) =>
    prisma.payout.findUnique({ where: { id }, include: { contact: true, bankAccount: true } }),
  collectionOrder: (id: string) =>
    prisma.collection.findUnique({ where: { id }, include: { contact: true } }),
  contactOrder: (id: string) => prisma.contact.findUnique({ where: { id } }),
  bankAccountOrder: (id: string) => prisma.bankAccount.findUnique({ where: { id } }),
});
export type WorkLists = ReturnType<typeof workLists>;
