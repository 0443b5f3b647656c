import pg from "pg";
import { connect } from "../../db";
import type { Told } from "./lives";

/** What one delivery's worth of events is given to. Each keeps every event and the newest state of its transaction. */
export type Taker = (events: readonly Told[]) => Promise<unknown>;
export type Rivals = {
  readonly bare: Taker;
  readonly prisma: Taker;
  readonly singly: Taker;
  readonly close: () => Promise<void>;
};

/** Tables of the shape of ours, with the columns that the rivals write and nothing else: no index but the key, no check, no trigger. */
const TABLES = `
  CREATE TABLE event (id bigint PRIMARY KEY, delivery_id bigint NOT NULL, type text NOT NULL, created_at timestamptz NOT NULL,
    transaction_id text, direction text, state text, raw text, raw_at integer, raw_bytes integer);
  CREATE TABLE transaction (id text PRIMARY KEY, direction text NOT NULL, state text NOT NULL, progress text NOT NULL,
    state_event_id bigint NOT NULL, state_at timestamptz NOT NULL);`;

/** As many rows as the desk's own tables hold. */
const FILL = `
  INSERT INTO transaction SELECT gen_random_uuid()::text, 'credit', 'completed', 'completed', n * 3, now()
  FROM generate_series(1, $1::bigint) n`;
const FILL_EVENTS = `
  INSERT INTO event SELECT n, n / 100, 'transactions.credits.updated', now(), gen_random_uuid()::text, 'credit', 'completed',
    '{"id":' || n || ',"createdAt":"2026-01-01T00:00:00.000000Z","type":"transactions.credits.updated","data":{"state":"completed","transactionId":"00000000-0000-4000-8000-000000000000"}}'
  FROM generate_series(1, $1::bigint) n`;

const KEEP = `
  INSERT INTO event (id, delivery_id, type, created_at, transaction_id, direction, state, raw)
  SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[])
  ON CONFLICT (id) DO NOTHING`;
const KEEP_ONE = `
  INSERT INTO event (id, delivery_id, type, created_at, transaction_id, direction, state, raw)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`;
const NEWEST = `ON CONFLICT (id) DO UPDATE SET state = excluded.state, progress = excluded.progress,
    state_event_id = excluded.state_event_id, state_at = excluded.state_at
  WHERE t.state_event_id < excluded.state_event_id`;
const UPSERT = `
  INSERT INTO transaction AS t (id, direction, state, progress, state_event_id, state_at)
  SELECT DISTINCT ON (id) id, direction, state, state, event_id, at
  FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[]) AS e (id, direction, state, event_id, at)
  ORDER BY id, event_id DESC ${NEWEST}`;
const UPSERT_ONE = `
  INSERT INTO transaction AS t (id, direction, state, progress, state_event_id, state_at)
  VALUES ($1, $2, $3, $3, $4, $5) ${NEWEST}`;

const AT_ONCE = 5;
const directionOf = ({ isCredit }: Told) => (isCredit ? "credit" : "debit");
const typeOf = ({ isCredit }: Told) => `transactions.${isCredit ? "credits" : "debits"}.updated`;

/** The rivals' tables in a database of their own on the desk's server. */
export async function openRivals(
  url: string,
  rows: { transactions: number; events: number },
): Promise<Rivals> {
  const pool = new pg.Pool({ connectionString: url, max: AT_ONCE });
  await pool.query(TABLES);
  await pool.query(FILL, [rows.transactions]);
  await pool.query(FILL_EVENTS, [rows.events]);
  await pool.query("VACUUM ANALYZE");
  const connections = connect({ url, ingestUrl: url, listenUrl: url });
  return {
    bare: (events) => bare(pool, events),
    prisma: (events) => rowByRow(connections.prisma, events),
    singly: (events) => singly(pool, events),
    close: async () => {
      await connections.close();
      await pool.end();
    },
  };
}

/** The least that keeps the events and the newest state of their transactions: two statements in one transaction. */
async function bare(pool: pg.Pool, events: readonly Told[]): Promise<void> {
  const ids = events.map(({ id }) => id);
  const transactions = events.map(({ transactionId }) => transactionId);
  const directions = events.map(directionOf);
  const states = events.map(({ state }) => state);
  const moments = events.map(({ createdAt }) => createdAt);
  const types = events.map(typeOf);
  const raws = events.map(({ raw }) => raw);
  const deliveries = events.map(() => 1);
  const db = await pool.connect();
  try {
    await db.query("BEGIN");
    const kept = [ids, deliveries, types, moments, transactions, directions, states, raws];
    await db.query({ name: "keep", text: KEEP, values: kept });
    await db.query({
      name: "upsert",
      text: UPSERT,
      values: [transactions, directions, states, ids, moments],
    });
    await db.query("COMMIT");
  } finally {
    db.release();
  }
}

/** The same two rows for each event through Prisma's own upsert, one after the other, each acknowledged; not their text. */
async function rowByRow(
  prisma: ReturnType<typeof connect>["prisma"],
  events: readonly Told[],
): Promise<void> {
  for (const event of events) {
    const { transactionId, state, createdAt, raw } = event;
    const [id, direction] = [BigInt(event.id), directionOf(event)];
    const kept = { deliveryId: 1n, type: typeOf(event), createdAt, transactionId, direction, state };
    await prisma.event.upsert({
      where: { id },
      create: { id, ...kept, rawAt: 0, rawBytes: raw.length },
      update: kept,
      select: { id: true },
    });
    const change = { state, progress: state, stateEventId: id, stateAt: createdAt };
    await prisma.transaction.upsert({
      where: { id: transactionId },
      create: { id: transactionId, direction, ...change },
      update: change,
      select: { id: true },
    });
  }
}

/** The same two rows for each event by a guarded statement each, five events at a time, each row acknowledged. */
async function singly(pool: pg.Pool, events: readonly Told[]): Promise<void> {
  for (let at = 0; at < events.length; at += AT_ONCE)
    await Promise.all(
      events.slice(at, at + AT_ONCE).map(async (event) => {
        const { id, transactionId, state, createdAt, raw } = event;
        const direction = directionOf(event);
        const kept = [id, 1, typeOf(event), createdAt, transactionId, direction, state, raw];
        await pool.query({ name: "keep one", text: KEEP_ONE, values: kept });
        await pool.query({
          name: "one",
          text: UPSERT_ONE,
          values: [transactionId, direction, state, id, createdAt],
        });
      }),
    );
}
