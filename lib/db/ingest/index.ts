import pg from "pg";
import type { Sql } from "../client";
import { arrayText } from "./array-text";
import { gatherCards, gatherTransactions } from "./gathered";
import type { Fresh, Incoming, IncomingEvent, Ingested } from "./incoming";
import * as sql from "./statements";
import { together } from "./together";
import { deliveryValues, eventsOf, eventValues, transactionValues } from "./values";

export type { Incoming, Ingested, MalformedEvent } from "./incoming";

/** While one call is under way and another is on its way back, the rest gather for the next. */
const CALLS_AT_ONCE = 2;
const MOST_BYTES_IN_A_CALL = 256 * 1024;
/** A second later Jetpay's request is answered without it. */
const PATIENCE_MS = 9_000;

async function keep(db: pg.PoolClient, deliveries: readonly Fresh[]): Promise<Ingested[]> {
  const placed = eventsOf(deliveries);
  const facts = gatherTransactions(placed.map(({ event }) => event));
  const { rows } = await db.query<{ ids: string[] }>({
    name: "keep_deliveries",
    text: sql.KEEP_DELIVERIES,
    values: [...deliveryValues(deliveries), ...eventValues(placed), ...transactionValues(facts)],
  });
  const ids = rows[0]?.ids ?? [];
  return deliveries.map(({ events }, index) => {
    const id = ids[index];
    if (id === undefined) throw new Error("a delivery was not kept");
    return { deliveryId: BigInt(id), fresh: events.length, quarantined: 0 };
  });
}

async function projectCards(db: pg.PoolClient, events: readonly IncomingEvent[]): Promise<void> {
  const cards = gatherCards(events);
  if (cards.length === 0) return;
  await db.query(sql.LOCK_CARDS, [cards.map((card) => card.id)]);
  const { rows } = await db.query<{ contact_id: string }>(sql.PROJECT_CARDS, [
    arrayText(cards.map((card) => card.id)),
    arrayText(cards.map((card) => card.outcome)),
    arrayText(cards.map((card) => card.eventId)),
    arrayText(cards.map((card) => card.at)),
    arrayText(cards.map((card) => card.brand)),
    arrayText(cards.map((card) => card.lastFour)),
    arrayText(cards.map((card) => card.reason)),
  ]);
  const topics = [...new Set(rows.map(({ contact_id }) => `contact:${contact_id}`))];
  if (topics.length > 0) await db.query(sql.TELL_SCREENS, [topics]);
}

async function quarantine(
  db: pg.PoolClient,
  deliveryId: bigint,
  { malformed, receivedAt }: Incoming,
): Promise<number> {
  if (malformed.length === 0) return 0;
  const put = await db.query(sql.QUARANTINE, [
    deliveryId,
    receivedAt,
    malformed.map((event) => Buffer.from(event.fingerprint)),
    malformed.map((event) => event.position),
    malformed.map((event) => event.id),
    malformed.map((event) => event.problem),
    malformed.map((event) => event.raw),
  ]);
  const count = put.rows.length;
  const words = "Jetpay sent events that could not be read. They are kept in quarantine.";
  if (count > 0) await db.query(sql.RAISE, ["quarantined_event", words, count, receivedAt]);
  return count;
}

/** A connection for `work`, which goes on being used after errors that PostgreSQL told of. */
async function connected<Result>(
  pool: pg.Pool,
  work: (db: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const db = await pool.connect();
  let isBroken = false;
  try {
    return await work(db);
  } catch (error) {
    isBroken = !(error instanceof pg.DatabaseError) || error.severity === "FATAL";
    throw error;
  } finally {
    db.release(isBroken);
  }
}

const inTransaction = <Result>(
  pool: pg.Pool,
  work: (db: pg.PoolClient) => Promise<Result>,
): Promise<Result> =>
  connected(pool, async (db) => {
    await db.query("BEGIN");
    try {
      const done = await work(db);
      await db.query("COMMIT");
      return done;
    } catch (error) {
      await db.query("ROLLBACK");
      throw error;
    }
  });

/** Keeps what more there is in a delivery than sound events of transactions. */
const keepWithMore = (pool: pg.Pool, delivery: Fresh): Promise<Ingested> =>
  inTransaction(pool, async (db) => {
    const [kept] = await keep(db, [delivery]);
    if (kept === undefined) throw new Error("a delivery was not kept");
    const { incoming, events } = delivery;
    const { problem, receivedAt } = incoming;
    await projectCards(db, events);
    const quarantined = await quarantine(db, kept.deliveryId, incoming);
    if (problem !== null) {
      const words = `A signed delivery could not be read: ${problem}`;
      await db.query(sql.RAISE, ["unreadable_delivery", words, 1, receivedAt]);
    }
    return { ...kept, quarantined };
  });

const hasMore = ({ problem, malformed, events }: Incoming) =>
  problem !== null || malformed.length > 0 || events.some(({ card }) => card !== null);

/** Each event once, with its first wording, in the delivery that brought it first. */
function eachOnce(deliveries: readonly Incoming[]): Fresh[] {
  const seen = new Set<bigint>();
  return deliveries.map((incoming) => {
    const events = incoming.events.filter(({ id }) => !seen.has(id) && seen.add(id));
    return { incoming, events };
  });
}

const isKnownEvent = (error: unknown) =>
  error instanceof pg.DatabaseError && error.code === "23505" && error.constraint === "event_pkey";

/** A value that PostgreSQL does not take, a row that somebody holds; not a database that does not answer. */
const OF_ONE = /^(22|23|40|54|55P03)/;
const isOfOne = (error: unknown) =>
  error instanceof pg.DatabaseError
    ? OF_ONE.test(error.code ?? "")
    : error instanceof TypeError || error instanceof RangeError;

async function withoutKnown(pool: pg.Pool, deliveries: readonly Fresh[]): Promise<Fresh[]> {
  const ids = deliveries.flatMap(({ events }) => events.map(({ id }) => id));
  const { rows } = await pool.query<{ id: string }>(sql.KNOWN_EVENTS, [arrayText(ids)]);
  const known = new Set(rows.map(({ id }) => id));
  return deliveries.map(({ incoming, events }) => ({
    incoming,
    events: events.filter(({ id }) => !known.has(String(id))),
  }));
}

const eventsIn = (deliveries: readonly Fresh[]) =>
  deliveries.reduce((count, { events }) => count + events.length, 0);

/**
 * Events are first taken to be new, as nearly all are. Where one is not, nothing was done, and those that are known by
 * then are left out.
 */
async function keepNew<Result>(
  pool: pg.Pool,
  incoming: readonly Incoming[],
  put: (deliveries: readonly Fresh[]) => Promise<Result>,
): Promise<Result> {
  let deliveries = eachOnce(incoming);
  for (;;) {
    try {
      return await put(deliveries);
    } catch (error) {
      if (!isKnownEvent(error)) throw error;
      const rest = await withoutKnown(pool, deliveries);
      if (eventsIn(rest) === eventsIn(deliveries)) throw error;
      deliveries = rest;
    }
  }
}

/**
 * What keeps deliveries, each with everything it changes in one transaction, which those that come at the same time
 * share. May be repeated: what is known already changes nothing. Rejects with nothing half done where the database does
 * not take it; whoever sent it may ask again.
 */
export function ingester(pool: pg.Pool): (incoming: Incoming) => Promise<Ingested> {
  const keepTogether = together(
    (deliveries: readonly Incoming[]) =>
      keepNew(pool, deliveries, (fresh) => connected(pool, (db) => keep(db, fresh))),
    {
      atOnce: CALLS_AT_ONCE,
      most: MOST_BYTES_IN_A_CALL,
      sizeOf: ({ body }) => body.length,
      patienceMs: PATIENCE_MS,
      isOfOne,
    },
  );
  return (incoming) =>
    hasMore(incoming)
      ? keepNew(pool, [incoming], ([delivery]) => {
          if (delivery === undefined) throw new Error("there is no delivery");
          return keepWithMore(pool, delivery);
        })
      : keepTogether(incoming);
}

/** Counts a request that was not Jetpay's, by minute and reason. */
export async function countRefused(pool: pg.Pool, at: Date, reason: string): Promise<void> {
  await pool.query(
    `INSERT INTO refused_delivery (minute, reason, count) VALUES (date_trunc('minute', $1::timestamptz), $2, 1)
     ON CONFLICT (minute, reason) DO UPDATE SET count = refused_delivery.count + 1`,
    [at, reason],
  );
}

/** Folds what was appended to the totals by day into them. May be run at any time, by any number of processes. */
export async function foldRollups(db: Sql): Promise<void> {
  await db.$executeRaw`SELECT fold_rollups()`;
}
