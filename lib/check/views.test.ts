import { createHash } from "node:crypto";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { receiveDelivery } from "../commands/deliveries";
import { COLLECTION_METHODS, collectionAfter, type CollectionMethod } from "../domain/collection";
import { PAYOUT_AFTER } from "../domain/payout";
import { CANCELLED_STATES, PROGRESSES, progressOf, type Progress } from "../domain/transaction";
import { startRig, type Rig } from "./rig";

type Told = { id: number; transactionId: string; state: string; direction: "debits" | "credits" };

let rig: Rig;
beforeAll(async () => {
  rig = await startRig("views");
});
afterAll(() => rig.stop());
beforeEach(async () => {
  await rig.prisma
    .$executeRaw`TRUNCATE event, webhook_delivery, quarantined_event, transaction, failure, rollup_day, rollup_delta, alert CASCADE`;
});

const told = (
  id: number,
  transactionId: string,
  state: string,
  direction: Told["direction"] = "credits",
): Told => ({
  id,
  transactionId,
  state,
  direction,
});
const wire = ({ id, transactionId, state, direction }: Told) => ({
  id,
  createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, id)).toISOString(),
  type: `transactions.${direction}.updated`,
  data: { state, transactionId },
});
const bodyOf = (events: unknown[]) => new TextEncoder().encode(JSON.stringify({ webhookId: 1, events }));
const deliver = (body: Uint8Array) => receiveDelivery(rig.jetpaySends, { body, tokenId: "t", keyId: "k" });
const send = (events: Told[]) => deliver(bodyOf(events.map(wire)));
/** Without what ingest notes for itself: how a row stood before its last change depends on what that was. */
const views = () => rig.prisma.$queryRaw<object[]>`
  SELECT to_jsonb(t) - 'was_progress' - 'was_completed_at'
    || jsonb_build_object('event_ids', ARRAY(SELECT unnest(event_ids) ORDER BY 1)) AS row FROM transaction t ORDER BY id`;

/** A way to the database on which `silence` makes the connections of the moment say nothing more, without ending them. */
async function lineTo(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) sockets.add(socket.on("error", () => undefined));
  });
  await new Promise<void>((done) => {
    server.listen(0, "127.0.0.1", done);
  });
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
  return {
    url: url.href,
    silence: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Transactions that do not name exactly the events that speak of them. */
const strayEvents = () => rig.prisma.$queryRaw<object[]>`
  SELECT t.id FROM transaction t
  WHERE ARRAY(SELECT unnest(event_ids) ORDER BY 1) <> ARRAY(SELECT e.id FROM event e WHERE e.transaction_id = t.id ORDER BY 1)`;

describe("webhook events become views", () => {
  test("a transaction stands as the domain reads Jetpay's word, whatever words mean cancelled", async () => {
    const states = ["requested", "initiated", "paid", "completed", "failed", "voided", ...CANCELLED_STATES];
    for (const cancelledStates of [CANCELLED_STATES, ["voided"]]) {
      await rig.prisma.$executeRaw`TRUNCATE event, transaction, failure CASCADE`;
      const sends = { ...rig.jetpaySends, unknowns: { ...rig.jetpaySends.unknowns, cancelledStates } };
      const body = bodyOf(states.map((state, n) => wire(told(n + 1, `t${n}`, state))));
      await receiveDelivery(sends, { body, tokenId: "t", keyId: "k" });
      const rows = await rig.prisma.$queryRaw<{ state: string; progress: string }[]>`
        SELECT state, progress FROM transaction ORDER BY first_event_id`;
      expect(rows).toEqual(states.map((state) => ({ state, progress: progressOf(state, cancelledStates) })));
    }
  });

  test("the database moves payouts and collections as the domain's tables say", async () => {
    type Row = {
      method: CollectionMethod;
      progress: Progress | null;
      is_return: boolean;
      is_declined: boolean;
      payout: string;
      collection: string;
    };
    const rows = await rig.prisma.$queryRaw<Row[]>`
      SELECT method, progress, is_return, is_declined, payout_after(progress, is_return) AS payout,
        collection_after(method, progress, is_return, is_declined) AS collection
      FROM unnest(${[...COLLECTION_METHODS]}::text[]) method, unnest(${[...PROGRESSES, null]}::text[]) progress,
        unnest(ARRAY[true, false]) is_return, unnest(ARRAY[true, false]) is_declined`;
    expect(rows).toHaveLength(COLLECTION_METHODS.length * (PROGRESSES.length + 1) * 4);
    for (const row of rows) {
      const { method, progress, is_return: isReturn, is_declined: isDeclined } = row;
      const isBack = progress === "failed" && isReturn;
      const payout = isBack ? "returned" : PAYOUT_AFTER[progress ?? "requested"];
      expect(row).toEqual({
        ...row,
        payout,
        collection: collectionAfter(method, progress, { isReturn, isDeclined }),
      });
    }
  });

  test("the sweep leaves a reason that is waiting to be asked for again to its own pauses", async () => {
    await send([told(1, "a", "failed")]);
    const asked = () => rig.clock.work.unexplainedFailures();
    expect(await asked()).toEqual([{ id: "a" }]);
    await rig.prisma.$executeRaw`
      UPDATE graphile_worker._private_jobs SET run_at = now() + interval '1 hour', attempts = 3
      WHERE key = 'read_failure:a'`;
    expect(await asked()).toEqual([]);
  });

  test("Jetpay's words are read whatever their letter case", async () => {
    await send([
      told(1, "a", "Requested"),
      told(2, "a", "COMPLETED"),
      told(3, "a", "Failed"),
      told(4, "b", "CANCELED"),
    ]);
    const rows = await rig.prisma.transaction.findMany({ orderBy: { id: "asc" } });
    expect(rows).toMatchObject([
      { state: "Failed", progress: "failed", isReturn: true },
      { state: "CANCELED", progress: "cancelled", isReturn: false },
    ]);
  });

  test("fault 1: the same delivery twice changes no row the second time", async () => {
    const events = [told(1, "a", "requested"), told(2, "a", "completed"), told(5, "b", "failed")];
    expect((await send(events)).fresh).toBe(3);
    const before = await rig.prisma.$queryRaw`SELECT xmin::text, * FROM transaction ORDER BY id`;
    expect((await send(events)).fresh).toBe(0);
    expect(await rig.prisma.$queryRaw`SELECT xmin::text, * FROM transaction ORDER BY id`).toEqual(before);
    expect(await rig.prisma.event.count()).toBe(3);
  });

  test("fault 2: the same delivery 20 times at once has one effect", async () => {
    const events = Array.from({ length: 100 }, (_, n) =>
      told(n + 1, `t${n % 17}`, n % 3 ? "initiated" : "completed"),
    );
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(events)));
    expect(answers.reduce((sum, answer) => sum + answer.fresh, 0)).toBe(100);
    expect(await rig.prisma.event.count()).toBe(100);
    expect(await rig.prisma.transaction.count()).toBe(17);
  });

  test("fault 3: overlapping deliveries in opposite order at once do not lock each other out", async () => {
    const events = Array.from({ length: 60 }, (_, n) => told(n + 1, `t${n % 20}`, "initiated"));
    const turned = events.toReversed();
    await Promise.all(Array.from({ length: 10 }, (_, n) => send(n % 2 ? events : turned)));
    expect(await rig.prisma.event.count()).toBe(60);
  });

  test("fault 4: an old event after a new one is kept and changes nothing that is newer", async () => {
    await send([told(9, "a", "completed")]);
    await send([told(3, "a", "initiated")]);
    const [row] = await rig.prisma.transaction.findMany();
    expect(row).toMatchObject({ state: "completed", stateEventId: 9n, firstEventId: 3n, startedEventId: 3n });
    expect(await rig.prisma.event.count()).toBe(2);
  });

  test("fault 7: an event for a transaction nobody knows makes an unclaimed one, without an amount", async () => {
    await send([told(1, "stranger", "requested", "debits")]);
    const [row] = await rig.prisma.transaction.findMany();
    expect(row).toMatchObject({ id: "stranger", direction: "debit", amountCents: null, attemptId: null });
  });

  test("fault 8: poison events are kept in quarantine and the other 96 applied", async () => {
    const good = Array.from({ length: 96 }, (_, n) => wire(told(n + 1, `t${n}`, "requested")));
    const poison = [
      {
        id: 200,
        type: "transactions.credits.updated",
        createdAt: "2026-01-01T00:00:00Z",
        data: { state: "paid" },
      },
      { id: "201", type: 7, createdAt: "yesterday", data: null },
      { ...wire(told(202, "x", "p".repeat(1_000_000))) },
      { ...wire(told(203, "nul\u0000", "\ud800")) },
    ];
    const body = bodyOf([...good, ...poison]);
    expect(await deliver(body)).toMatchObject({ fresh: 96, quarantined: 4 });
    expect(await rig.prisma.quarantinedEvent.count()).toBe(4);
    expect(await rig.prisma.alert.count({ where: { key: "quarantined_event", clearedAt: null } })).toBe(1);
    expect(await deliver(body)).toMatchObject({ fresh: 0, quarantined: 0 });
    const [delivery] = await rig.prisma.webhookDelivery.findMany({ orderBy: { id: "asc" } });
    expect(delivery).toMatchObject({ verdict: "partly", newCount: 96, malformedCount: 4 });
  });

  test("fault 9: a signed but unreadable delivery is kept as it came, with an alert", async () => {
    const body = new TextEncoder().encode('{"webhookId": 1, "events": [');
    await deliver(body);
    const [delivery] = await rig.prisma.webhookDelivery.findMany();
    expect(delivery?.verdict).toBe("unreadable");
    expect(Buffer.from(delivery?.body ?? [])).toEqual(Buffer.from(body));
    expect(await rig.prisma.alert.count({ where: { key: "unreadable_delivery" } })).toBe(1);
  });

  test("fault 11: what fails before its commit leaves nothing, and the next delivery applies all", async () => {
    const { ingest } = rig.jetpaySends;
    const broken = {
      ...rig.jetpaySends,
      ingest: (incoming: Parameters<typeof ingest>[0]) => ingest({ ...incoming, sha256: null as never }),
    };
    const body = bodyOf([wire(told(1, "a", "requested"))]);
    await expect(receiveDelivery(broken, { body, tokenId: "t", keyId: "k" })).rejects.toThrow();
    expect([await rig.prisma.event.count(), await rig.prisma.webhookDelivery.count()]).toEqual([0, 0]);
    expect((await deliver(body)).fresh).toBe(1);
  });

  test("of deliveries that are kept together, one that cannot be kept does not spoil the others", async () => {
    const { ingest } = rig.jetpaySends;
    const spoilt = {
      ...rig.jetpaySends,
      ingest: (incoming: Parameters<typeof ingest>[0]) => ingest({ ...incoming, tokenId: "a\0b" }),
    };
    const deliveries = Array.from({ length: 12 }, (_, n) => {
      const body = bodyOf([wire(told(n + 1, `t${n % 5}`, "requested"))]);
      return receiveDelivery(n === 7 ? spoilt : rig.jetpaySends, { body, tokenId: "t", keyId: "k" });
    });
    const ends = await Promise.allSettled(deliveries);
    expect(ends.map(({ status }, n) => (status === "rejected" ? n : null)).filter(Number.isInteger)).toEqual([
      7,
    ]);
    expect([await rig.prisma.event.count(), await rig.prisma.webhookDelivery.count()]).toEqual([11, 11]);
    expect(await rig.prisma.event.findUnique({ where: { id: 8n } })).toBeNull();
    expect(await strayEvents()).toEqual([]);
  });

  test("a row that somebody holds keeps only its own deliveries waiting", { timeout: 30_000 }, async () => {
    await send([told(1, "held", "requested")]);
    const somebody = new pg.Client({ connectionString: rig.desk.settings.database.url });
    await somebody.connect();
    try {
      await somebody.query("BEGIN; SELECT 1 FROM transaction WHERE id = 'held' FOR UPDATE");
      const held = Promise.allSettled([2, 3, 4].map((id) => send([told(id, "held", "initiated")])));
      const others = [5, 6, 7, 8].map((id) => send([told(id, `free${id}`, "requested")]));
      expect((await Promise.all(others)).map(({ fresh }) => fresh)).toEqual([1, 1, 1, 1]);
      expect((await held).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    } finally {
      await somebody.end();
    }
    expect((await send([told(2, "held", "initiated")])).fresh).toBe(1);
  });

  test("after a database has fallen silent, deliveries are kept again", { timeout: 40_000 }, async () => {
    const { ingestUrl: url } = rig.desk.settings.database;
    const line = await lineTo(url);
    const { desk: other } = rig.deskWith({ DATABASE_INGEST_URL: line.url });
    const tell = (id: number) =>
      receiveDelivery(other.contextFor({ kind: "jetpay" }, null), {
        body: bodyOf([wire(told(id, "a", "initiated"))]),
        tokenId: "t",
        keyId: "k",
      });
    try {
      await Promise.all([1, 2].map(tell));
      line.silence();
      const ends = await Promise.allSettled([3, 4, 5, 6].map(tell));
      expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled", "fulfilled"]);
      expect((await Promise.all([3, 4, 5].map(tell))).map(({ fresh }) => fresh)).toEqual([1, 1, 0]);
    } finally {
      line.close();
    }
  });

  test("deliveries that come at once are kept each with its own body, hash and counts", async () => {
    const bodies = Array.from({ length: 15 }, (_, n) =>
      bodyOf([wire(told(n + 1, "a", "initiated")), ...(n % 3 ? [wire(told(n, "b", "requested"))] : [])]),
    );
    const answers = await Promise.all(bodies.map(deliver));
    const kept = await rig.prisma.webhookDelivery.findMany();
    for (const [n, body] of bodies.entries()) {
      const delivery = kept.find(({ id }) => id === answers[n]?.deliveryId);
      expect(Buffer.from(delivery?.body ?? [])).toEqual(Buffer.from(body));
      expect(Buffer.from(delivery?.bodySha256 ?? [])).toEqual(createHash("sha256").update(body).digest());
      expect(delivery).toMatchObject({
        eventCount: n % 3 ? 2 : 1,
        newCount: answers[n]?.fresh,
        firstEventId: BigInt(n % 3 ? n : n + 1),
        lastEventId: BigInt(n + 1),
      });
    }
    expect(kept.reduce((sum, { newCount }) => sum + newCount, 0)).toBe(await rig.prisma.event.count());
    const words = await rig.prisma.$queryRaw<{ told: number; id: bigint }[]>`
      SELECT e.id, (convert_from(substring(d.body FROM e.raw_at + 1 FOR e.raw_bytes), 'UTF8')::json ->> 'id')::int AS told
      FROM event e JOIN webhook_delivery d ON d.id = e.delivery_id`;
    expect(words.filter(({ told: said, id }) => BigInt(said) !== id)).toEqual([]);
    expect(await strayEvents()).toEqual([]);
  });

  test("a failure after a completion is a return, whichever is heard first", async () => {
    await send([told(8, "a", "failed")]);
    await send([told(5, "a", "completed"), told(1, "a", "requested")]);
    expect(await rig.prisma.transaction.findUnique({ where: { id: "a" } })).toMatchObject({
      isReturn: true,
      state: "failed",
    });
  });

  test("an unknown state is kept as it came and is in flight; an unknown type is kept unhandled", async () => {
    await send([told(1, "a", "under_review")]);
    await deliver(
      bodyOf([{ id: 2, createdAt: "2026-01-01T00:00:00Z", type: "kyc.changed", data: { anything: [1] } }]),
    );
    expect(await rig.prisma.transaction.findUnique({ where: { id: "a" } })).toMatchObject({
      state: "under_review",
      startedEventId: 1n,
    });
    expect(await rig.prisma.event.findUnique({ where: { id: 2n } })).toMatchObject({
      transactionId: null,
      type: "kyc.changed",
    });
  });

  test("a delivery of 100 events costs one statement, as a delivery of one does", async () => {
    const statements = async (events: Told[]): Promise<number> => {
      const query = vi.spyOn(pg.Client.prototype, "query");
      try {
        await send(events);
        const database = new URL(rig.desk.settings.database.url).pathname.slice(1); // the sandbox has one of its own
        return query.mock.contexts.filter((by) => by instanceof pg.Client && by.database === database).length;
      } finally {
        query.mockRestore();
      }
    };
    expect(await statements([told(1, "one", "requested")])).toBe(1);
    const hundred = Array.from({ length: 100 }, (_, n) => told(n + 10, `t${n}`, "requested"));
    expect(await statements(hundred)).toBe(1);
    expect(await statements(hundred)).toBe(3);
  });

  test(
    "G1 and G2: any order, batching and repetition of the same events ends in the same rows",
    { timeout: 120_000 },
    async () => {
      const states = ["requested", "initiated", "paid", "completed", "failed", "cancelled", "odd"];
      const history = fc
        .array(fc.record({ t: fc.integer({ min: 0, max: 3 }), s: fc.constantFrom(...states) }), {
          minLength: 1,
          maxLength: 14,
        })
        .map((steps) =>
          steps.map(({ t, s }, n) => told(n * 3 + 1, `t${t}`, s, t % 2 ? "debits" : "credits")),
        );
      const scene = history.chain((events) =>
        fc.record({
          events: fc.constant(events),
          repeated: fc.array(fc.constantFrom(...events), { maxLength: 8 }),
          order: fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
          sizes: fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
          together: fc.boolean(),
        }),
      );
      const clear = () =>
        rig.prisma.$executeRaw`TRUNCATE event, webhook_delivery, transaction, failure CASCADE`;
      await fc.assert(
        fc.asyncProperty(scene, async ({ events, repeated, order, sizes, together }) => {
          await clear();
          await send(events);
          const straight = await views();
          await clear();
          const shuffled = [...events, ...repeated]
            .map((event) => ({ event, at: Number(order.next().value) }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ event }) => event);
          const batches: Told[][] = [];
          for (let rest = shuffled; rest.length > 0;) {
            const size = Number(sizes.next().value);
            batches.push(rest.slice(0, size));
            rest = rest.slice(size);
          }
          if (together) await Promise.all(batches.map(send));
          else for (const batch of batches) await send(batch);
          expect(await views()).toEqual(straight);
          expect(await strayEvents()).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );
});
