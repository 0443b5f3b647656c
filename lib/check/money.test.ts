import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { approvePayout, sendPayout, undoPayout } from "../commands/payouts";
import { releaseSending } from "../commands/sending";
import { sweep } from "../commands/sweep";
import { payoutsTo } from "./payouts";
import { startRig, type Rig } from "./rig";

let rig: Rig;
let vendor: { contactId: string; bankAccountId: string };
let { prepared, shown, approved, payoutOf, attemptsOf, createdFor } = {} as ReturnType<typeof payoutsTo>; // filled before the first test
beforeAll(async () => {
  rig = await startRig("money");
  vendor = await rig.vendor();
  ({ prepared, shown, approved, payoutOf, attemptsOf, createdFor } = payoutsTo(rig, vendor));
  await rig.registerWebhook();
});
afterAll(() => rig.stop());
beforeEach(() => rig.call("DELETE", "/_sandbox/faults"));

describe("money leaves at most once", () => {
  test("an approved payout is sent once, claimed, and follows Jetpay's events to completed", async () => {
    const id = await approved();
    expect(await sendPayout(rig.clock, id)).toBe("accepted");
    expect(await sendPayout(rig.clock, id)).toBe("not_due");
    const [created, ...more] = await createdFor(id);
    expect(more).toEqual([]);
    expect(created?.amount).toBe(124_000);
    await vi.waitFor(async () => expect((await payoutOf(id)).state).toBe("completed"), { timeout: 20_000 });
    const payout = await payoutOf(id);
    const transaction = await rig.prisma.transaction.findUniqueOrThrow({
      where: { id: payout.transactionId ?? "" },
    });
    expect(transaction).toMatchObject({ amountCents: 124_000n, direction: "credit", state: "completed" });
  });

  test("nothing is sent before the ten seconds to undo are over, and an undo takes it back", async () => {
    const id = await prepared();
    await approvePayout(rig.approver, await shown(id));
    expect(await sendPayout(rig.clock, id)).toBe("not_due");
    const { version } = await payoutOf(id);
    await undoPayout(rig.approver, { payoutId: id, version });
    rig.wait(11);
    expect(await sendPayout(rig.clock, id)).toBe("not_due");
    expect((await payoutOf(id)).state).toBe("awaiting_approval");
    expect(await createdFor(id)).toEqual([]);
  });

  test("fault 17: death between the attempt's commit and the call ends as unknown, never sent by itself", async () => {
    const id = await approved();
    const dies = {
      ...rig.clock,
      jetpay: { ...rig.desk.jetpay, createCredit: () => Promise.reject(new Error("killed")) },
    };
    await expect(sendPayout(dies, id)).rejects.toThrow("killed");
    expect((await payoutOf(id)).state).toBe("sending");
    rig.wait(61);
    await sweep(rig.clock);
    expect((await payoutOf(id)).state).toBe("unknown");
    expect(await sendPayout(rig.clock, id)).toBe("not_due");
    expect(await createdFor(id)).toEqual([]);
  });

  test("fault 18: death after the call, before its answer is stored, ends as unknown with one creation", async () => {
    const id = await approved();
    const dies = {
      ...rig.clock,
      audited: ((entry, work) =>
        entry.deed !== "attempt.begin"
          ? Promise.reject(new Error("killed"))
          : rig.clock.audited(entry, work)) as typeof rig.clock.audited,
    };
    await expect(sendPayout(dies, id)).rejects.toThrow("killed");
    rig.wait(61);
    await sweep(rig.clock);
    expect((await payoutOf(id)).state).toBe("unknown");
    expect(await sendPayout(rig.clock, id)).toBe("not_due");
    expect(await createdFor(id)).toHaveLength(1);
  });

  test.each([
    ["fault 19: the connection dropped after Jetpay did it", "commit_then_drop"],
    ["fault 22: a 500 after Jetpay did it", "error_500_after_commit"],
    ["fault 22: a 200 with a garbage body", "garbage_after_commit"],
    ["fault 22: a 200 with a cut body", "cut_body_after_commit"],
  ])("%s is unknown, never failed, and not sent again", async (_, fault) => {
    const id = await approved();
    await rig.fault({ method: "PUT", path: "/credit", fault });
    expect(await sendPayout(rig.clock, id)).toBe("unknown");
    await sweep(rig.clock);
    expect(await sendPayout(rig.clock, id)).toBe("not_due");
    expect((await payoutOf(id)).state).toBe("unknown");
    expect(await createdFor(id)).toHaveLength(1);
    expect((await attemptsOf(id)).map((attempt) => attempt.state)).toEqual(["unknown"]);
  });

  test("fault 23: told to slow down, it waits as long as asked and then goes once", async () => {
    const id = await approved();
    await rig.fault({ method: "PUT", path: "/credit", fault: "rate_limit", retryAfter: 7 });
    expect(await sendPayout(rig.clock, id)).toBe("not_sent");
    const waiting = await payoutOf(id);
    expect(waiting.state).toBe("approved");
    expect(waiting.waitingFor).toContain("slow down");
    expect(waiting.sendAt?.getTime()).toBeGreaterThanOrEqual(rig.clock.now().getTime() + 6_000);
    expect(await sendPayout(rig.clock, id)).toBe("not_due");
    rig.wait(20);
    expect(await sendPayout(rig.clock, id)).toBe("accepted");
    expect(await createdFor(id)).toHaveLength(1);
    expect((await attemptsOf(id)).map((attempt) => attempt.state)).toEqual(["not_sent", "accepted"]);
  });

  test("fault 23: a refused token pauses all sending until it is released", async () => {
    const [first, other] = [await approved(), await approved("88.00")];
    await rig.fault({ method: "PUT", path: "/credit", fault: "unauthorized" });
    expect(await sendPayout(rig.clock, first)).toBe("not_sent");
    expect(await sendPayout(rig.clock, other)).toBe("paused");
    expect((await rig.desk.read.truth(new Date())).paused).not.toBeNull();
    await releaseSending(rig.operator, { reason: "A new token is in place." });
    rig.wait(400);
    expect(await sendPayout(rig.clock, first)).toBe("accepted");
    expect(await sendPayout(rig.clock, other)).toBe("accepted");
    expect([(await createdFor(first)).length, (await createdFor(other)).length]).toEqual([1, 1]);
  });

  test("fault 23a: the sweep finds a due payout whose job was lost", async () => {
    const id = await approved();
    await rig.prisma.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    expect((await sweep(rig.clock)).due).toBeGreaterThanOrEqual(1);
    const [job] = await rig.prisma.$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM graphile_worker._private_jobs WHERE key = ${`send:payout:${id}`}`;
    expect(job?.n).toBe(1n);
    await sendPayout(rig.clock, id);
  });

  test("fault 24: an event before the answer and the answer end in one row", async () => {
    const id = await approved();
    const slow = {
      ...rig.clock,
      jetpay: {
        ...rig.desk.jetpay,
        createCredit: async (...given: Parameters<typeof rig.desk.jetpay.createCredit>) => {
          const answer = await rig.desk.jetpay.createCredit(...given);
          const created = answer.kind === "accepted" ? answer.value.identifier : "";
          await vi.waitFor(
            async () =>
              expect(await rig.prisma.transaction.findUnique({ where: { id: created } })).not.toBeNull(),
            { timeout: 15_000 },
          );
          return answer;
        },
      },
    };
    expect(await sendPayout(slow, id)).toBe("accepted");
    const payout = await payoutOf(id);
    const rows = await rig.prisma.transaction.findMany({ where: { id: payout.transactionId ?? "" } });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ amountCents: 124_000n });
    expect(rows[0]?.state).not.toBeNull();
  });

  test("fault 29: two workers with the same job make one call", async () => {
    const id = await approved();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => sendPayout(rig.clock, id)));
    expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(1);
    expect(await createdFor(id)).toHaveLength(1);
  });

  test("a late answer adopts an attempt that was already called unknown", async () => {
    const id = await approved();
    const late = {
      ...rig.clock,
      jetpay: {
        ...rig.desk.jetpay,
        createCredit: async (...given: Parameters<typeof rig.desk.jetpay.createCredit>) => {
          const answer = await rig.desk.jetpay.createCredit(...given);
          rig.wait(61);
          await sweep(rig.clock);
          expect((await payoutOf(id)).state).toBe("unknown");
          return answer;
        },
      },
    };
    expect(await sendPayout(late, id)).toBe("accepted");
    expect((await attemptsOf(id)).map((attempt) => attempt.state)).toEqual(["accepted"]);
    expect((await payoutOf(id)).transactionId).not.toBeNull();
  });

  test("fault 10: a delivery whose 2xx was lost comes again and changes nothing", async () => {
    await rig.fault({ fault: "drop_response", times: 2 });
    const id = await approved("61.00");
    await sendPayout(rig.clock, id);
    await vi.waitFor(
      async () => {
        expect((await payoutOf(id)).state).toBe("completed");
        expect(await rig.prisma.webhookDelivery.count({ where: { verdict: "duplicate" } })).toBeGreaterThan(
          0,
        );
      },
      { timeout: 25_000 },
    );
    const { transactionId } = await payoutOf(id);
    const events = await rig.prisma.event.findMany({ where: { transactionId } });
    expect(new Set(events.map((event) => event.state)).size).toBe(events.length);
    expect(await createdFor(id)).toHaveLength(1);
  });

  test("an accepted answer that cannot be stored as ours is unknown, with Jetpay's identifier kept for people", async () => {
    const [first, second] = [await approved("71.00"), await approved("72.00")];
    await sendPayout(rig.clock, first);
    const taken = (await payoutOf(first)).transactionId ?? "";
    const repeats = {
      ...rig.clock,
      jetpay: {
        ...rig.desk.jetpay,
        createCredit: async () => ({
          kind: "accepted" as const,
          status: 201,
          value: { identifier: taken, link: null },
        }),
      },
    };
    expect(await sendPayout(repeats, second)).toBe("unknown");
    const [attempt] = await attemptsOf(second);
    expect(attempt).toMatchObject({ state: "unknown" });
    expect(attempt?.words).toContain(taken);
  });
});
