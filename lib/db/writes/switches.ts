import type { Prisma } from "../generated/client";

export type Job =
  | { readonly task: "send_intent"; readonly kind: "payout" | "collection" | "contact"; readonly id: string }
  | { readonly task: "withdraw_debit"; readonly collectionId: string }
  | { readonly task: "read_failure"; readonly transactionId: string };

function keyOf(job: Job): string {
  switch (job.task) {
    case "send_intent":
      return `send:${job.kind}:${job.id}`;
    case "withdraw_debit":
      return `withdraw_debit:${job.collectionId}`;
    case "read_failure":
      return `read_failure:${job.transactionId}`;
  }
}

export const switches = (db: Prisma.TransactionClient, at: Date) => ({
  /** Whether sending is paused, read so that nobody can pause or release it before this transaction ends. */
  pausedNow: async (): Promise<string | null> => {
    const [row] = await db.$queryRaw<{ is_paused: boolean; reason: string | null }[]>`
      SELECT is_paused, reason FROM sending_switch WHERE id = 1 FOR SHARE`;
    return row?.is_paused === true ? (row.reason ?? "Sending is paused.") : null;
  },
  setPaused: (isPaused: boolean, reason: string | null, changedBy: string | null) =>
    db.sendingSwitch.update({ where: { id: 1 }, data: { isPaused, reason, changedAt: at, changedBy } }),

  /** A hint for the worker; the sweep finds the row without it. The same job asked for twice is one job. */
  enqueue: async (job: Job, runAt: Date | null = null): Promise<void> => {
    const { task, ...payload } = job;
    await db.$executeRaw`SELECT enqueue_job(${task}, ${JSON.stringify(payload)}::json, ${runAt}, ${keyOf(job)})`;
  },
  /** Tells open screens, once this transaction is committed. */
  notify: async (topics: readonly string[]): Promise<void> => {
    await db.$executeRaw`SELECT pg_notify('jetdesk', ${JSON.stringify({ topics })})`;
  },
  raiseAlert: (key: string, message: string) =>
    db.$executeRaw`
      INSERT INTO alert (key, message, count, first_at, last_at) VALUES (${key}, ${message}, 1, ${at}, ${at})
      ON CONFLICT (key) DO UPDATE SET message = excluded.message, count = alert.count + 1, last_at = excluded.last_at,
        cleared_at = NULL`,
  clearAlert: (key: string) =>
    db.$executeRaw`UPDATE alert SET cleared_at = ${at} WHERE key = ${key} AND cleared_at IS NULL`,

  /** What is personal in an entry. The database wants the transaction's own entry to say so. */
  eraseAuditDetail: (entryId: bigint) =>
    db.$executeRaw`
      UPDATE audit_entry SET reason = NULL, before = NULL, after = NULL, address = NULL, device = NULL, salt = NULL
      WHERE id = ${entryId}`,

  addStaff: (data: Prisma.StaffUncheckedCreateInput) => db.staff.create({ data }),
  addMerchantAccount: (data: Prisma.MerchantAccountUncheckedCreateInput) =>
    db.merchantAccount.createMany({ data, skipDuplicates: true }),
});
