import { randomUUID } from "node:crypto";
import type { StaffCtx } from "../commands/context";
import { approvePayout, makePayout } from "../commands/payouts";
import { AmountInput } from "../domain/money-input";
import { OPERATING, type Rig } from "./rig";

export const cents = (text: string) => AmountInput.parse(text);

/** Payouts to one vendor in the states that tests begin with. */
export function payoutsTo(rig: Rig, vendor: { contactId: string; bankAccountId: string }) {
  async function prepared(amount = "1,240.00", by: StaffCtx = rig.operator): Promise<string> {
    const payoutId = randomUUID();
    await makePayout(by, {
      payoutId,
      ...vendor,
      amount: cents(amount),
      statement: "INVOICE 4821",
      note: null,
      merchantAccountId: OPERATING,
    });
    return payoutId;
  }

  async function shown(payoutId: string) {
    const payout = await rig.desk.read.payout(payoutId);
    if (payout === null) throw new Error("no such payout");
    return { payoutId, version: payout.version, seal: payout.seal };
  }

  const payoutOf = (id: string) => rig.prisma.payout.findUniqueOrThrow({ where: { id } });
  return {
    prepared,
    shown,
    /** Due: its time to undo is over. */
    approved: async (amount?: string): Promise<string> => {
      const payoutId = await prepared(amount);
      await approvePayout(rig.approver, await shown(payoutId));
      rig.wait(11);
      return payoutId;
    },
    payoutOf,
    attemptsOf: (intentId: string) =>
      rig.prisma.attempt.findMany({ where: { intentId }, orderBy: { id: "asc" } }),
    createdFor: async (id: string) => rig.ledgerOf((await payoutOf(id)).reference),
  };
}
