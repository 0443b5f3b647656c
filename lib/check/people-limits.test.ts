import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StaffCtx } from "../commands/context";
import { approvePayout, rejectPayout, undoPayout } from "../commands/payouts";
import { payoutsTo } from "./payouts";
import { startRig, type Rig } from "./rig";

let rig: Rig;
let { prepared, shown, payoutOf } = {} as ReturnType<typeof payoutsTo>; // filled before the first test
beforeAll(async () => {
  rig = await startRig("limits");
  ({ prepared, shown, payoutOf } = payoutsTo(rig, await rig.vendor()));
});
afterAll(() => rig.stop());
beforeEach(() => rig.wait(24 * 3_600)); // a fresh day for everybody

const limit = (who: StaffCtx, approveMostCents: bigint | null, approveDayCents: bigint | null) =>
  rig.prisma.staff.update({ where: { id: who.actor.id }, data: { approveMostCents, approveDayCents } });
const roomOf = (who: StaffCtx) => {
  const day = new Date(`${rig.approver.now().toISOString().slice(0, 10)}T00:00:00Z`);
  return rig.desk.read.approvalRoom(who.actor.id, day);
};

describe("a person's own limits", () => {
  test("let them approve up to the largest amount and not a cent more", async () => {
    await limit(rig.approver, 10_000n, null);
    const [fits, over] = [await prepared("100.00"), await prepared("100.01")];
    await approvePayout(rig.approver, await shown(fits));
    await expect(approvePayout(rig.approver, await shown(over))).rejects.toMatchObject({
      code: "over_limit",
      message: expect.stringContaining("up to $100.00; this one is $100.01"),
    });
    expect(await payoutOf(over)).toMatchObject({ state: "awaiting_approval", checkerId: null });
    await approvePayout(rig.second, await shown(over));
  });

  test("let them say no to any amount", async () => {
    await limit(rig.approver, 1n, 1n);
    const id = await prepared("5,000");
    await rejectPayout(rig.approver, { ...(await shown(id)), reason: "Not what was agreed." });
    expect((await payoutOf(id)).state).toBe("rejected");
  });

  test("hold for a day's total, say what is left, and begin anew the next day", async () => {
    await limit(rig.approver, null, 25_000n);
    await approvePayout(rig.approver, await shown(await prepared("150")));
    const next = await prepared("100.01");
    await expect(approvePayout(rig.approver, await shown(next))).rejects.toMatchObject({
      message: expect.stringContaining("$250.00 a day (in UTC), of which $100.00 is left today"),
    });
    expect(await roomOf(rig.approver)).toEqual({
      mostCents: null,
      dayCents: 25_000n,
      approvedCents: 15_000n,
    });
    rig.wait(24 * 3_600);
    await approvePayout(rig.approver, await shown(next));
  });

  test("are given back by what was undone", async () => {
    await limit(rig.approver, null, 10_000n);
    const id = await prepared("100");
    await approvePayout(rig.approver, await shown(id));
    const other = await prepared("100");
    await expect(approvePayout(rig.approver, await shown(other))).rejects.toMatchObject({
      code: "over_limit",
    });
    await undoPayout(rig.approver, { payoutId: id, version: (await payoutOf(id)).version });
    await approvePayout(rig.approver, await shown(other));
  });

  test("cannot be passed by twelve approvals at once", { timeout: 60_000 }, async () => {
    await limit(rig.approver, null, 50_000n);
    const ids = await Promise.all(Array.from({ length: 12 }, () => prepared("100")));
    const seen = await Promise.all(ids.map(shown));
    const answers = await Promise.allSettled(seen.map((one) => approvePayout(rig.approver, one)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    for (const answer of answers)
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "over_limit" });
    expect(await roomOf(rig.approver)).toMatchObject({ approvedCents: 50_000n });
  });

  test("are those of the moment: somebody disabled in between approves nothing", async () => {
    const id = await prepared("1");
    const seen = await shown(id);
    await rig.prisma.staff.update({ where: { id: rig.second.actor.id }, data: { disabledAt: new Date() } });
    await expect(approvePayout(rig.second, seen)).rejects.toMatchObject({ code: "no_permission" });
    expect((await payoutOf(id)).state).toBe("awaiting_approval");
  });
});
