import type { Prisma } from "../generated/client";

export const factors = (db: Prisma.TransactionClient, at: Date) => ({
  /** In the place of one that was never confirmed. False when the person has a confirmed one, or another is being set up. */
  beginAuthenticator: async (id: string, staffId: string, secret: string): Promise<boolean> => {
    await db.$executeRaw`
      DELETE FROM factor WHERE staff_id = ${staffId}::uuid AND kind = 'totp' AND confirmed_at IS NULL`;
    const added = await db.$executeRaw`
      INSERT INTO factor (id, staff_id, kind, secret, created_at)
      VALUES (${id}::uuid, ${staffId}::uuid, 'totp', ${secret}, ${at}) ON CONFLICT DO NOTHING`;
    return added === 1;
  },
  /** False when it was confirmed already, is gone, or is somebody else's. */
  confirmAuthenticator: async (id: string, staffId: string, step: number): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE factor SET confirmed_at = ${at}, last_step = ${step}, last_used_at = ${at}
      WHERE id = ${id}::uuid AND staff_id = ${staffId}::uuid AND confirmed_at IS NULL`) === 1,
  /** Takes the code of one time step, which nobody can then take again, not even at the same moment. `secret` is sealed anew. */
  spendStep: async (id: string, step: number, secret: string): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE factor SET last_step = ${step}, last_used_at = ${at}, secret = ${secret}
      WHERE id = ${id}::uuid AND confirmed_at IS NOT NULL AND (last_step IS NULL OR last_step < ${step})`) ===
    1,
  /** With its recovery codes. False when it is gone or somebody else's. */
  removeFactor: async (id: string, staffId: string): Promise<boolean> => {
    const removed = await db.$executeRaw`
      DELETE FROM factor WHERE id = ${id}::uuid AND staff_id = ${staffId}::uuid AND confirmed_at IS NOT NULL`;
    if (removed === 1) await db.recoveryCode.deleteMany({ where: { staffId } });
    return removed === 1;
  },
  /** Whatever this person proves with besides the password. */
  removeFactorsOf: async (staffId: string): Promise<void> => {
    await db.factor.deleteMany({ where: { staffId } });
    await db.recoveryCode.deleteMany({ where: { staffId } });
  },

  /** The former ones are worth nothing from then on. Whoever makes others at the same moment waits, and replaces these. */
  replaceRecoveryCodes: async (staffId: string, hashes: readonly string[]): Promise<void> => {
    await db.$queryRaw`SELECT 1 FROM staff WHERE id = ${staffId}::uuid FOR UPDATE`;
    await db.recoveryCode.deleteMany({ where: { staffId } });
    await db.recoveryCode.createMany({ data: hashes.map((hash) => ({ staffId, hash, madeAt: at })) });
  },
  spendRecoveryCode: async (staffId: string, hash: string): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE recovery_code SET used_at = ${at}
      WHERE staff_id = ${staffId}::uuid AND hash = ${hash} AND used_at IS NULL`) === 1,
});
