import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { approvePayout, cancelPayout, makePayout, undoPayout } from "../commands/payouts";
import { cents, payoutsTo } from "./payouts";
import { OPERATING, startRig, type Rig } from "./rig";

let rig: Rig;
let vendor: { contactId: string; bankAccountId: string };
let { prepared, shown, payoutOf } = {} as ReturnType<typeof payoutsTo>; // filled before the first test
beforeAll(async () => {
  rig = await startRig("decisions");
  vendor = await rig.vendor();
  ({ prepared, shown, payoutOf } = payoutsTo(rig, vendor));
  await rig.registerWebhook();
});
afterAll(() => rig.stop());
beforeEach(() => rig.call("DELETE", "/_sandbox/faults"));

describe("a decision is one person's, on what was shown", () => {
  test("a maker may take back a colleague's approval: that is the safe direction", async () => {
    const id = await prepared("15", rig.second);
    await approvePayout(rig.approver, await shown(id));
    await undoPayout(rig.second, { payoutId: id, version: (await payoutOf(id)).version });
    expect((await payoutOf(id)).state).toBe("awaiting_approval");
  });

  test("fault 26: the same form sent five times at once makes one payout", async () => {
    const payoutId = randomUUID();
    const form = {
      payoutId,
      ...vendor,
      amount: cents("10"),
      statement: "ONCE",
      note: null,
      merchantAccountId: OPERATING,
    };
    await Promise.all(Array.from({ length: 5 }, () => makePayout(rig.operator, form)));
    expect(await rig.prisma.payout.count({ where: { id: payoutId } })).toBe(1);
    await expect(makePayout(rig.operator, { ...form, amount: cents("11") })).rejects.toMatchObject({
      code: "already_exists",
    });
  });

  test("fault 27: of two checkers at once one wins and the other is told", async () => {
    const id = await prepared();
    const seen = await shown(id);
    const answers = await Promise.allSettled([
      approvePayout(rig.approver, seen),
      approvePayout(rig.second, seen),
    ]);
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    expect(answers.find((answer) => answer.status === "rejected")).toMatchObject({
      reason: { name: "Refusal" },
    });
    expect(await rig.prisma.decision.count({ where: { payoutId: id } })).toBe(1);
  });

  test("fault 27: a maker cannot decide, by the command or by the database", async () => {
    const id = await prepared("50", rig.approver);
    await expect(approvePayout(rig.approver, await shown(id))).rejects.toMatchObject({ code: "same_person" });
    const { makerId } = await payoutOf(id);
    const byHand = rig.prisma
      .$executeRaw`UPDATE payout SET state = 'approved', seal = 'x', checker_id = ${makerId}::uuid WHERE id = ${id}::uuid`;
    await expect(byHand).rejects.toThrow("payout_checker_is_no_maker");
    const nobody = rig.prisma.$executeRaw`UPDATE payout SET state = 'approved' WHERE id = ${id}::uuid`;
    await expect(nobody).rejects.toThrow("payout_needs_checker");
  });

  test("fault 27: what changed since it was shown is refused", async () => {
    const id = await prepared();
    const seen = await shown(id);
    await rig.prisma.$executeRaw`UPDATE payout SET amount_cents = 999999 WHERE id = ${id}::uuid`;
    await expect(approvePayout(rig.approver, seen)).rejects.toMatchObject({ code: "changed_meanwhile" });
    await expect(approvePayout(rig.approver, { ...seen, version: 7 })).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
    expect((await payoutOf(id)).state).toBe("awaiting_approval");
  });

  test("approve and cancel at once: exactly one wins, each time", { timeout: 60_000 }, async () => {
    for (let race = 0; race < 25; race++) {
      const id = await prepared("1.00");
      const seen = await shown(id);
      const answers = await Promise.allSettled([
        approvePayout(rig.approver, seen),
        cancelPayout(rig.operator, { payoutId: id, version: seen.version }),
      ]);
      expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
      await rig.prisma.$executeRaw`UPDATE payout SET send_at = NULL WHERE id = ${id}::uuid`;
    }
  });

  test("audit entries and decisions cannot be changed or removed", async () => {
    await expect(rig.prisma.$executeRaw`UPDATE audit_entry SET deed = 'x'`).rejects.toThrow("never changed");
    await expect(rig.prisma.$executeRaw`DELETE FROM decision`).rejects.toThrow("never changed");
  });
});
