import type { PrismaClient } from "./generated/client";

/** What the minute sweep looks for: rows that wait for a job which may never have come. */
export const workLists = (prisma: PrismaClient) => ({
  /**
   * Approved payouts and waiting collections and contacts that are due and have no attempt under way. Without
   * `canPayDebits`, a debit that waits to be paid waits for a person.
   */
  dueIntents: (now: Date, { canPayDebits }: { readonly canPayDebits: boolean }) =>
    prisma.$queryRaw<{ kind: "payout" | "collection" | "contact"; id: string }[]>`
      SELECT 'payout' AS kind, id::text FROM payout WHERE state = 'approved' AND send_at <= ${now}
      UNION ALL SELECT 'collection', id::text FROM collection WHERE state = 'waiting' AND send_at <= ${now}
        AND cancel_asked_at IS NULL AND (${canPayDebits} OR next_step <> 'pay')
      UNION ALL SELECT 'contact', id::text FROM contact WHERE state = 'waiting' AND created_at <= ${now}
      ORDER BY 1, 2 LIMIT 1000`,
  hasExpiredAttempts: async (now: Date): Promise<boolean> =>
    (await prisma.attempt.findFirst({
      where: { state: "sending", leaseUntil: { lt: now } },
      select: { id: true },
    })) !== null,
  /** Whether the outcome of a call to pay is unknown, and its debit tells it by now. */
  hasPaidSteps: async (): Promise<boolean> => {
    const [found] = await prisma.$queryRaw<{ id: bigint }[]>`
      SELECT a.id FROM attempt a
      JOIN collection c ON c.id = a.intent_id
      JOIN transaction t ON t.id = c.transaction_id
      WHERE a.intent_kind = 'collection' AND a.step = 'pay' AND a.state = 'unknown'
        AND (t.progress IN ('in_flight', 'completed', 'failed') OR c.state = 'cancelled')
      LIMIT 1`;
    return found !== undefined;
  },
  /** Refused collections that have left an unpaid debit at Jetpay, of which nobody knows yet what became. */
  debitsToWithdraw: () =>
    prisma.$queryRaw<{ id: string }[]>`
      SELECT id::text FROM collection
      WHERE state = 'refused' AND transaction_id IS NOT NULL AND withdrawal IS NULL ORDER BY id LIMIT 1000`,
  unexplainedFailures: () =>
    prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM failure
      WHERE is_unexplained AND NOT EXISTS (
          SELECT 1 FROM graphile_worker._private_jobs job
          WHERE job.key = 'read_failure:' || failure.id AND job.run_at > now() AND job.attempts < job.max_attempts
        )
      ORDER BY at DESC LIMIT 1000`,
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
    prisma.collection.findUnique({
      where: { id },
      include: { contact: true, card: true, bankAccount: true, transaction: true },
    }),
  /** The highest event that has arrived. */
  newestEvent: () =>
    prisma.event.findFirst({ orderBy: { id: "desc" }, select: { id: true, createdAt: true } }),
  contactOrder: (id: string) => prisma.contact.findUnique({ where: { id } }),
  cardOrder: (id: string) => prisma.card.findUnique({ where: { id } }),
  bankAccountOrder: (id: string) => prisma.bankAccount.findUnique({ where: { id } }),
});
export type WorkLists = ReturnType<typeof workLists>;
