import type pg from "pg";

/** A delivery that was proven to be Jetpay's, taken apart by `readDelivery`. */
export type Incoming = {
  readonly receivedAt: Date;
  readonly tokenId: string;
  readonly keyId: string;
  readonly body: Uint8Array;
  readonly sha256: Uint8Array;
  readonly webhookId: bigint | null;
  /** Set when the signed body could not be read at all. */
  readonly problem: string | null;
  readonly events: readonly IncomingEvent[];
  readonly malformed: readonly MalformedEvent[];
};
export type IncomingEvent = {
  readonly id: bigint;
  readonly type: string;
  readonly createdAt: string;
  readonly transaction: { readonly id: string; readonly state: string; readonly direction: string } | null;
  readonly raw: string;
};
export type MalformedEvent = {
  readonly position: number;
  readonly id: bigint | null;
  readonly problem: string;
  readonly raw: string;
  readonly fingerprint: Uint8Array;
};
export type Ingested = { deliveryId: bigint; fresh: number; quarantined: number; topics: string[] };

const DEADLINE_MS = 8_000;
/** More subjects than this in one notice are told as "these lists changed". PostgreSQL's notices end at 8,000 bytes. */
const MOST_SUBJECTS = 60;

const KEEP_DELIVERY = `
  INSERT INTO webhook_delivery (received_at, webhook_id, token_id, key_id, body, body_sha256, verdict, problem,
    event_count, new_count, malformed_count, first_event_id, last_event_id, newest_event_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12, $13) RETURNING id`;

const KEEP_EVENTS = `
  INSERT INTO event (id, delivery_id, type, created_at, transaction_id, direction, state, raw)
  SELECT id, $1, type, created_at, transaction_id, direction, state, raw
  FROM unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[])
    AS e (id, type, created_at, transaction_id, direction, state, raw)
  ORDER BY id
  ON CONFLICT (id) DO NOTHING RETURNING id`;

const QUARANTINE = `
  INSERT INTO quarantined_event (fingerprint, delivery_id, position, event_id, problem, raw, received_at)
  SELECT DISTINCT ON (fingerprint) fingerprint, $1, position, event_id, problem, raw, $2
  FROM unnest($3::bytea[], $4::int[], $5::bigint[], $6::text[], $7::text[])
    AS q (fingerprint, position, event_id, problem, raw)
  ORDER BY fingerprint
  ON CONFLICT (fingerprint) DO NOTHING RETURNING position`;

const RAISE = `
  INSERT INTO alert (key, message, count, first_at, last_at) VALUES ($1, $2, $3, $4, $4)
  ON CONFLICT (key) DO UPDATE SET message = excluded.message, count = alert.count + excluded.count,
    last_at = excluded.last_at, cleared_at = NULL`;

const LATER = (pair: string, at: string) => `
  ${at} = CASE WHEN excluded.${pair} > coalesce(t.${pair}, 0) THEN excluded.${at} ELSE t.${at} END,
  ${pair} = greatest(t.${pair}, excluded.${pair})`;
const EARLIER = (pair: string, at: string) => `
  ${at} = CASE WHEN excluded.${pair} < coalesce(t.${pair}, 9223372036854775807) THEN excluded.${at} ELSE t.${at} END,
  ${pair} = least(t.${pair}, excluded.${pair})`;

/**
 * Merges delivered events into their transactions. Each pair of id and time keeps its lowest or its highest id,
 * so any order, batching and repetition ends in the same row; a row that would not change is not written.
 */
const PROJECT = `
  INSERT INTO transaction AS t (id, direction, state, state_event_id, state_at, first_event_id, announced_at,
    started_event_id, started_at, completed_event_id, completed_at, failed_event_id, failed_at)
  SELECT transaction_id, (array_agg(direction ORDER BY id))[1],
    (array_agg(state ORDER BY id DESC))[1], max(id), (array_agg(created_at ORDER BY id DESC))[1],
    min(id), (array_agg(created_at ORDER BY id))[1],
    min(id) FILTER (WHERE progress = 'in_flight'),
    (array_agg(created_at ORDER BY id) FILTER (WHERE progress = 'in_flight'))[1],
    min(id) FILTER (WHERE progress = 'completed'),
    (array_agg(created_at ORDER BY id) FILTER (WHERE progress = 'completed'))[1],
    max(id) FILTER (WHERE progress = 'failed'),
    (array_agg(created_at ORDER BY id DESC) FILTER (WHERE progress = 'failed'))[1]
  FROM (SELECT *, progress_of(state) AS progress FROM event WHERE transaction_id IS NOT NULL AND id = ANY ($1::bigint[])) e
  GROUP BY transaction_id ORDER BY transaction_id
  ON CONFLICT (id) DO UPDATE SET
    state = CASE WHEN excluded.state_event_id > t.state_event_id THEN excluded.state ELSE t.state END,
    ${LATER("state_event_id", "state_at")},
    ${EARLIER("first_event_id", "announced_at")},
    ${EARLIER("started_event_id", "started_at")},
    ${EARLIER("completed_event_id", "completed_at")},
    ${LATER("failed_event_id", "failed_at")}
  WHERE excluded.state_event_id > t.state_event_id
    OR excluded.first_event_id < coalesce(t.first_event_id, 9223372036854775807)
    OR excluded.started_event_id < coalesce(t.started_event_id, 9223372036854775807)
    OR excluded.completed_event_id < coalesce(t.completed_event_id, 9223372036854775807)
    OR excluded.failed_event_id > coalesce(t.failed_event_id, 0)
  RETURNING t.id`;

const MOVE_INTENTS = `
  WITH moved_payout AS (
    UPDATE payout p SET state = intent_state('payout', t.state, t.is_return) FROM transaction t
    WHERE t.id = ANY ($1::text[]) AND p.transaction_id = t.id
      AND p.state <> intent_state('payout', t.state, t.is_return)
    RETURNING p.id, p.contact_id
  ), moved_collection AS (
    UPDATE collection c SET state = intent_state('collection', t.state, t.is_return) FROM transaction t
    WHERE t.id = ANY ($1::text[]) AND c.transaction_id = t.id
      AND c.state <> intent_state('collection', t.state, t.is_return)
      AND NOT (c.state = 'cancelled' AND intent_state('collection', t.state, t.is_return) IN ('asked', 'in_progress'))
    RETURNING c.id, c.contact_id
  ), asked AS (
    SELECT enqueue_job('read_failure', json_build_object('transactionId', t.id), NULL, 'read_failure:' || t.id)
    FROM transaction t WHERE t.id = ANY ($1::text[]) AND t.state = 'failed' AND t.fail_event_id IS DISTINCT FROM t.failed_event_id
  )
  SELECT 'payout:' || id AS topic FROM moved_payout UNION SELECT 'collection:' || id FROM moved_collection
  UNION SELECT 'contact:' || contact_id FROM moved_payout UNION SELECT 'contact:' || contact_id FROM moved_collection
  UNION SELECT NULL FROM (SELECT count(*) FROM asked) jobs`;

const FINISH = `
  UPDATE webhook_delivery SET new_count = $2, verdict = $3 WHERE id = $1`;

function verdictOf(incoming: Incoming, fresh: number): string {
  if (incoming.problem !== null) return "unreadable";
  if (incoming.malformed.length > 0) return "partly";
  return fresh === 0 && incoming.events.length > 0 ? "duplicate" : "applied";
}

async function apply(db: pg.PoolClient, incoming: Incoming): Promise<Ingested> {
  const { events, malformed } = incoming;
  const ids = events.map((event) => event.id).toSorted((a, b) => (a < b ? -1 : 1));
  const newest = events.reduce<string | null>(
    (late, event) =>
      late === null || Date.parse(event.createdAt) > Date.parse(late) ? event.createdAt : late,
    null,
  );
  const kept = await db.query<{ id: string }>({
    name: "keep_delivery",
    text: KEEP_DELIVERY,
    values: [
      incoming.receivedAt,
      incoming.webhookId,
      incoming.tokenId,
      incoming.keyId,
      Buffer.from(incoming.body),
      Buffer.from(incoming.sha256),
      verdictOf(incoming, events.length),
      incoming.problem,
      events.length + malformed.length,
      malformed.length,
      ids[0] ?? null,
      ids.at(-1) ?? null,
      newest,
    ],
  });
  const deliveryId = kept.rows[0]?.id ?? "0";
  const topics = new Set(["events"]);
  const fresh = events.length === 0 ? 0 : await keepEvents(db, deliveryId, events);
  if (events.length > 0) {
    const changed = await db.query<{ id: string }>({
      name: "project",
      text: PROJECT,
      values: [ids],
    });
    const moved = await moveIntents(
      db,
      changed.rows.map((row) => row.id),
    );
    for (const topic of moved) topics.add(topic);
    if (changed.rows.length > 0)
      for (const list of ["payouts", "collections", "failures", "overview"]) topics.add(list);
  }
  const quarantined = malformed.length === 0 ? 0 : await quarantine(db, deliveryId, incoming);
  if (incoming.problem !== null)
    await db.query(RAISE, [
      "unreadable_delivery",
      `A signed delivery could not be read: ${incoming.problem}`,
      1,
      incoming.receivedAt,
    ]);
  const verdict = verdictOf(incoming, fresh);
  await db.query({ name: "finish", text: FINISH, values: [deliveryId, fresh, verdict] });
  return { deliveryId: BigInt(deliveryId), fresh, quarantined, topics: shortened(topics) };
}

async function keepEvents(db: pg.PoolClient, deliveryId: string, events: readonly IncomingEvent[]) {
  const kept = await db.query({
    name: "keep_events",
    text: KEEP_EVENTS,
    values: [
      deliveryId,
      events.map((event) => event.id),
      events.map((event) => event.type),
      events.map((event) => event.createdAt),
      events.map((event) => event.transaction?.id ?? null),
      events.map((event) => event.transaction?.direction ?? null),
      events.map((event) => event.transaction?.state ?? null),
      events.map((event) => event.raw),
    ],
  });
  return kept.rows.length;
}

async function moveIntents(db: pg.PoolClient, changed: readonly string[]): Promise<string[]> {
  if (changed.length === 0) return [];
  const moved = await db.query<{ topic: string | null }>({
    name: "move_intents",
    text: MOVE_INTENTS,
    values: [changed],
  });
  return moved.rows.flatMap(({ topic }) => (topic === null ? [] : [topic]));
}

async function quarantine(db: pg.PoolClient, deliveryId: string, { malformed, receivedAt }: Incoming) {
  const put = await db.query(QUARANTINE, [
    deliveryId,
    receivedAt,
    malformed.map((event) => Buffer.from(event.fingerprint)),
    malformed.map((event) => event.position),
    malformed.map((event) => event.id),
    malformed.map((event) => event.problem),
    malformed.map((event) => event.raw),
  ]);
  const count = put.rows.length;
  if (count > 0)
    await db.query(RAISE, [
      "quarantined_event",
      "Jetpay sent events that could not be read. They are kept in quarantine.",
      count,
      receivedAt,
    ]);
  return count;
}

const shortened = (topics: ReadonlySet<string>): string[] => {
  const lists = [...topics].filter((topic) => !topic.includes(":"));
  const subjects = [...topics].filter((topic) => topic.includes(":"));
  return subjects.length > MOST_SUBJECTS ? [...lists, "everything"] : [...lists, ...subjects];
};

/**
 * Keeps a delivery and everything it changes in one transaction, in a fixed handful of statements. May be repeated: what
 * is known already changes nothing. Rejects within ten seconds when the database does not answer, with nothing half done.
 */
export async function ingest(pool: pg.Pool, incoming: Incoming): Promise<Ingested> {
  const db = await pool.connect();
  let broken: Error | undefined;
  try {
    await db.query(
      `BEGIN; SET LOCAL statement_timeout = ${DEADLINE_MS}; SET LOCAL lock_timeout = ${DEADLINE_MS}`,
    );
    const done = await apply(db, incoming);
    await db.query("SELECT pg_notify('jetdesk', $1)", [JSON.stringify({ topics: done.topics })]);
    await db.query("COMMIT");
    return done;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    await db.query("ROLLBACK").then(
      () => (broken = undefined),
      () => undefined,
    );
    throw error;
  } finally {
    db.release(broken);
  }
}

/** Counts a request that was not Jetpay's, by minute and reason. */
export async function countRefused(pool: pg.Pool, at: Date, reason: string): Promise<void> {
  await pool.query(
    `INSERT INTO refused_delivery (minute, reason, count) VALUES (date_trunc('minute', $1::timestamptz), $2, 1)
     ON CONFLICT (minute, reason) DO UPDATE SET count = refused_delivery.count + 1`,
    [at, reason],
  );
}
