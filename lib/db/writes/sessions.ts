import type { Prisma } from "../generated/client";

type Limit = { readonly mostCents: bigint; readonly freshSince: Date };

export const sessions = (db: Prisma.TransactionClient, at: Date) => ({
  setPassword: async (staffId: string, passwordHash: string): Promise<void> => {
    await db.$executeRaw`UPDATE staff SET password_hash = ${passwordHash} WHERE id = ${staffId}::uuid`;
  },
  addSession: (data: Prisma.StaffSessionUncheckedCreateInput) => db.staffSession.create({ data }),
  /** False when it has ended already, or is somebody else's. */
  endOwnSession: async (id: string, staffId: string): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE staff_session SET ended_at = ${at}
      WHERE id = ${id}::uuid AND staff_id = ${staffId}::uuid AND ended_at IS NULL`) === 1,
  /** How many were ended. */
  endOtherSessions: (keptId: string, staffId: string): Promise<number> =>
    db.$executeRaw`
      UPDATE staff_session SET ended_at = ${at}
      WHERE id <> ${keptId}::uuid AND staff_id = ${staffId}::uuid AND ended_at IS NULL`,
  /** The sign-in goes on under a new id, proved now; what carries the old id is signed out. False when it had ended. */
  proveSession: async (id: string, staffId: string, newId: string): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE staff_session SET id = ${newId}::uuid, proved_at = ${at}, seen_at = ${at}, approved_cents = 0
      WHERE id = ${id}::uuid AND staff_id = ${staffId}::uuid AND ended_at IS NULL`) === 1,
  /**
   * Counts what is approved under the last proof. False when that would be more than a proof allows; a fresh proof on which
   * nothing was approved yet allows any one amount.
   */
  countApproved: async (id: string, cents: bigint, { mostCents, freshSince }: Limit): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE staff_session SET approved_cents = approved_cents + ${cents}
      WHERE id = ${id}::uuid AND ended_at IS NULL AND proved_at IS NOT NULL
        AND (approved_cents + ${cents} <= ${mostCents} OR (approved_cents = 0 AND proved_at > ${freshSince}))`) ===
    1,

  /** Forgets the failures that were counted under this key. */
  forgiveTries: (key: string) => db.$executeRaw`DELETE FROM sign_in_throttle WHERE key = ${key}`,
});
