import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { receiveDelivery } from "../commands/deliveries";
import type { CollectionMethod } from "../domain/collection";
import { held, recount, type ReadReason } from "./recount";
import { OPERATING, startRig, type Rig } from "./rig";

type Told = { readonly id: number; readonly t: number; readonly state: string };
type Step =
  | { readonly do: "deliver"; readonly events: readonly Told[] }
  | { readonly do: "claim"; readonly t: number; readonly isDeclined: boolean }
  | { readonly do: "lose" | "refuse" | "read"; readonly t: number }
  | { readonly do: "fold" };
type Payment = { readonly id: string; readonly attemptId: bigint; readonly reference: string };

const TRANSACTIONS = [0, 1, 2, 3, 4];
/** Even ones go out to vendors, odd ones come in; nobody here asked for the last. */
const isOut = (t: number) => t % 2 === 0;
const OWNED = TRANSACTIONS.slice(0, -1);
const METHODS: Record<number, CollectionMethod> = { 1: "link", 3: "card" };
const idOf = (t: number) => `t${t}`;
const amountOf = (t: number) => 1_000_000_000n + BigInt(t);

let rig: Rig;
let contactId: string;
const cardId = randomUUID();
beforeAll(async () => {
  rig = await startRig("rollups");
  contactId = (await rig.vendor()).contactId;
  const { actor } = rig.operator;
  await rig.prisma.card.create({
    data: { id: cardId, contactId, state: "active", askedAt: new Date(), askedBy: actor.id },
  });
});
afterAll(() => rig.stop());

/** Eight hours apart, so that a history runs over several days. */
const wire = ({ id, t, state }: Told) => ({
  id,
  createdAt: new Date(Date.UTC(2026, 0, 1, 20 + id * 8)).toISOString(),
  type: `transactions.${isOut(t) ? "credits" : "debits"}.updated`,
  data: { state, transactionId: idOf(t) },
});
const deliver = (events: readonly Told[]) => {
  const body = new TextEncoder().encode(JSON.stringify({ webhookId: 1, events: events.map(wire) }));
  return receiveDelivery(rig.jetpaySends, { body, tokenId: "t", keyId: "k" });
};
const audited = <Answer>(work: Parameters<typeof rig.clock.audited<Answer>>[1]) =>
  rig.clock.audited({ deed: "attempt.test", subject: { kind: "test", id: "test" } }, work);

async function begin(t: number): Promise<Payment> {
  const [id, reference] = [randomUUID(), `JD-${randomUUID().slice(0, 6).toUpperCase()}`];
  const common = {
    id,
    reference,
    state: "sending",
    contactId,
    merchantAccountId: OPERATING,
    amountCents: amountOf(t),
    statement: "Sale",
    note: "",
    search: "",
  };
  const [maker, checker] = [rig.operator.actor.id, rig.approver.actor.id];
  const method = METHODS[t] ?? "link";
  if (isOut(t))
    await rig.prisma.payout.create({
      data: { ...common, makerId: maker, makers: [maker], madeAt: new Date(), checkerId: checker, seal: "s" },
    });
  else
    await rig.prisma.collection.create({
      data: {
        ...common,
        method,
        cardId: method === "card" ? cardId : null,
        nextStep: method === "card" ? "charge" : "create",
        askedBy: maker,
        askedAt: new Date(),
        sendAt: new Date(),
      },
    });
  const attemptId = await audited((writes) =>
    writes.beginAttempt({
      kind: isOut(t) ? "payout" : "collection",
      intentId: id,
      step: method === "card" ? "charge" : "create",
      reference,
      requestHash: "h",
      lease: new Date(Date.now() + 60_000),
    }),
  );
  if (attemptId === null) throw new Error("an attempt stood in the way");
  return { id, attemptId, reference };
}

const claim = ({ id, attemptId }: Payment, t: number, isDeclined: boolean) =>
  audited(async (writes) => {
    if (!(await writes.finishAttempt(attemptId, "accepted", { jetpayId: idOf(t) }))) return;
    const given = { transactionId: idOf(t), link: null, amountCents: amountOf(t), contactId };
    const declineReason = isDeclined && METHODS[t] === "card" ? "card_declined" : null;
    if (isOut(t)) await writes.claimCredit(id, attemptId, given);
    else await writes.claimDebit(id, attemptId, { ...given, declineReason, payWaitsFor: null });
  });

/** Our call ended without a transaction: refused, or nobody knows. */
const end = ({ id, attemptId }: Payment, t: number, state: "refused" | "unknown") =>
  audited(async (writes) => {
    if (!(await writes.finishAttempt(attemptId, state, { words: "No." }))) return;
    const kind = isOut(t) ? "payout" : "collection";
    await writes.moveIntent(kind, id, ["sending", "unknown"], state, `It is ${state}.`);
  });

/** Asks Jetpay why, which may come too late: another failure is known by then. */
async function read(t: number, turn: number, reasons: Map<string, ReadReason>): Promise<void> {
  const known = await rig.prisma.transaction.findUnique({ where: { id: idOf(t) } });
  const failedEventId = known?.failedEventId ?? null;
  if (failedEventId === null) return;
  const [reason, direction] = [`reason_${turn % 2}`, isOut(t) ? "push" : "pull"];
  const kept = await audited((writes) => writes.keepReason(idOf(t), failedEventId, reason, direction));
  if (kept === 1) reasons.set(idOf(t), { reason, direction, failedEventId });
}

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constant("completed") },
  { weight: 3, arbitrary: fc.constant("failed") },
  { weight: 1, arbitrary: fc.constantFrom("requested", "initiated", "cancelled", "odd") },
);
const told = fc
  .array(fc.record({ t: fc.constantFrom(...TRANSACTIONS), state: word }), {
    minLength: 4,
    maxLength: 16,
    size: "max",
  })
  .map((events) => events.map((event, n): Told => ({ ...event, id: n + 1 })));
const owned = fc.constantFrom(...OWNED);
const other: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("claim" as const), t: owned, isDeclined: fc.boolean() }),
  },
  fc.record({ do: fc.constantFrom("lose" as const, "refuse" as const), t: owned }),
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("read" as const), t: fc.constantFrom(...TRANSACTIONS) }),
  },
  fc.constant({ do: "fold" } as const),
);
const shuffledWhole = <Item>(items: Item[]) => fc.shuffledSubarray(items, { minLength: items.length });

/** The same events cut into deliveries in any order, some told twice, between everything else that happens. */
const scene = told.chain((events) =>
  fc
    .record({
      told: fc
        .array(fc.constantFrom(...events), { maxLength: 6 })
        .chain((again) => shuffledWhole([...events, ...again])),
      sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 22, maxLength: 22 }),
      others: fc.array(other, { maxLength: 14, size: "max" }),
    })
    .chain(({ told: all, sizes, others }) => {
      const steps: Step[] = [...others];
      let from = 0;
      for (const size of sizes) {
        if (from < all.length) steps.push({ do: "deliver", events: all.slice(from, from + size) });
        from += size;
      }
      return fc.record({
        events: fc.constant(events),
        steps: shuffledWhole(steps),
        atOnce: fc.integer({ min: 1, max: 4 }),
      });
    }),
);

const stamps = () =>
  rig.prisma.$queryRaw<object[]>`
    SELECT 'transaction' AS of, id, xmin::text FROM transaction UNION ALL SELECT 'failure', id, xmin::text FROM failure
    UNION ALL SELECT 'payout', id::text, xmin::text FROM payout
    UNION ALL SELECT 'collection', id::text, xmin::text FROM collection
    UNION ALL SELECT 'rollup_day', concat_ws('|', day, direction, kind, reason), xmin::text FROM rollup_day
    UNION ALL SELECT 'rollup_delta', ctid::text, xmin::text FROM rollup_delta ORDER BY 1, 2`;

async function run(steps: readonly Step[], atOnce: number): Promise<Map<string, ReadReason>> {
  await rig.prisma.$executeRaw`
    TRUNCATE event, webhook_delivery, transaction, payout, collection, attempt, failure, rollup_day, rollup_delta CASCADE`;
  const payments = await Promise.all(OWNED.map(begin));
  const reasons = new Map<string, ReadReason>();
  const take = (step: Step, turn: number): Promise<unknown> => {
    if (step.do === "deliver") return deliver(step.events);
    if (step.do === "fold") return rig.clock.foldRollups();
    if (step.do === "read") return read(step.t, turn, reasons);
    const payment = payments[step.t];
    if (payment === undefined) throw new Error(`nobody asked for ${step.t}`);
    if (step.do === "claim") return claim(payment, step.t, step.isDeclined);
    return end(payment, step.t, step.do === "lose" ? "unknown" : "refused");
  };
  for (let from = 0; from < steps.length; from += atOnce) {
    const round = steps.slice(from, from + atOnce);
    // Of two readings at once nobody could say which was last.
    const once = round.filter(
      (step, n) =>
        step.do !== "read" || round.findIndex((one) => one.do === "read" && one.t === step.t) === n,
    );
    await Promise.all(once.map((step, n) => take(step, from + n)));
  }
  return reasons;
}

describe("totals and failures", () => {
  test(
    "are what an independent recount finds, after any history, and a replay changes no row",
    { timeout: 240_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(scene, async ({ events, steps, atOnce }) => {
          const reasons = await run(steps, atOnce);
          const wanted = await recount(rig, reasons);
          expect(await held(rig)).toEqual(wanted);
          await Promise.all([rig.clock.foldRollups(), rig.clock.foldRollups()]);
          expect(await held(rig)).toEqual(wanted);
          const before = await stamps();
          await deliver(events);
          await Promise.all(events.toReversed().map((event) => deliver([event])));
          expect(await stamps()).toEqual(before);
        }),
        { numRuns: 80 },
      );
    },
  );

  test("folding while others write neither loses nor doubles anything", async () => {
    const days = Array.from({ length: 120 }, (_, n): Told => ({ id: n + 1, t: n, state: "completed" }));
    const work: Promise<unknown>[] = [];
    await run([], 1);
    for (const event of days) work.push(deliver([event]), rig.clock.foldRollups());
    await Promise.all(work);
    const wanted = await recount(rig, new Map());
    expect(await held(rig)).toEqual(wanted);
    expect(wanted.totals.length).toBeGreaterThan(30);
  });
});
