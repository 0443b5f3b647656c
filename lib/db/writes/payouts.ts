import type { PayoutFacts, PayoutState } from "../../domain/payout";
import type { Prisma } from "../generated/client";
import { payoutFacts } from "../reads/facts";

type Decided = {
  readonly verdict: "approve" | "reject" | "undo";
  readonly checkerId: string;
  readonly reason: string | null;
  readonly version: number;
  readonly seal: string;
  readonly facts: Prisma.InputJsonObject;
};

export const payouts = (db: Prisma.TransactionClient, at: Date) => ({
  /** What a decision would be made on, read inside this transaction with the row locked. */
  lockedFacts: async (payoutId: string): Promise<PayoutFacts | null> => {
    await db.$queryRaw`SELECT 1 FROM payout WHERE id = ${payoutId}::uuid FOR UPDATE`;
    return payoutFacts(db, payoutId);
  },

  /**
   * One conditional update: the right state, the version that was read. Null when it was not so any more.
   * `checkerId` of a maker is refused by the database itself.
   */
  movePayout: async (
    payoutId: string,
    version: number,
    from: readonly PayoutState[],
    to: PayoutState,
    changes: Prisma.PayoutUncheckedUpdateManyInput = {},
  ): Promise<boolean> => {
    const { count } = await db.payout.updateMany({
      where: { id: payoutId, version, state: { in: [...from] } },
      data: { ...changes, state: to, version: { increment: 1 } },
    });
    return count === 1;
  },

  keepDecision: (payoutId: string, decided: Decided) =>
    db.decision.create({ data: { payoutId, ...decided, decidedAt: at } }),
});
