/** The types of `deliveryValues`, `eventValues` and `transactionValues`, in this order. */
const TYPES = [
  "timestamptz[] bigint[] text[] text[] bytea integer[] integer[] bytea text[] text[] integer[] integer[] integer[] bigint[] bigint[] timestamptz[]",
  "integer[] bigint[] text[] timestamptz[] text[] text[] text[] jsonb[] integer[] integer[]",
  "text[] text[] text[] text[] text[] integer[] integer[] integer[] integer[] integer[]",
];

/** Keeps deliveries whose events are all new, and projects them. A known event is a unique violation. */
export const KEEP_DELIVERIES = `SELECT keep_deliveries(${TYPES.join(" ")
  .split(" ")
  .map((type, index) => `$${index + 1}::${type}`)
  .join(", ")})::text[] AS ids`;

export const KNOWN_EVENTS = "SELECT id FROM event WHERE id = ANY ($1::bigint[])";

export const TELL_SCREENS = "SELECT tell_screens($1::text[])";

/** Whoever brings a card and its events together takes this first, so that neither misses the other. Ids sorted. */
export const LOCK_CARDS = `
  SELECT count(pg_advisory_xact_lock(hashtextextended('card:' || id, 0))) FROM unnest($1::text[]) AS id`;

export const PROJECT_CARDS = `
  WITH changed AS (
    INSERT INTO captured_card AS c (id, outcome, event_id, at, brand, last_four, reason)
    SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::timestamptz[], $5::text[], $6::text[], $7::text[])
    ON CONFLICT (id) DO UPDATE SET outcome = excluded.outcome, event_id = excluded.event_id, at = excluded.at,
      brand = excluded.brand, last_four = excluded.last_four, reason = excluded.reason
    WHERE excluded.event_id > c.event_id
    RETURNING c.*
  )
  UPDATE card SET state = CASE changed.outcome WHEN 'captured' THEN 'active' ELSE 'failed' END, capture_url = NULL,
    brand = coalesce(changed.brand, card.brand), last_four = coalesce(changed.last_four, card.last_four),
    problem = changed.reason
  FROM changed WHERE card.jetpay_id = changed.id
  RETURNING card.contact_id::text`;

export const QUARANTINE = `
  INSERT INTO quarantined_event (fingerprint, delivery_id, position, event_id, problem, raw, received_at)
  SELECT DISTINCT ON (fingerprint) fingerprint, $1, position, event_id, problem, raw, $2
  FROM unnest($3::bytea[], $4::int[], $5::bigint[], $6::text[], $7::text[])
    AS q (fingerprint, position, event_id, problem, raw)
  ORDER BY fingerprint
  ON CONFLICT (fingerprint) DO NOTHING RETURNING position`;

export const RAISE = `
  INSERT INTO alert (key, message, count, first_at, last_at) VALUES ($1, $2, $3, $4, $4)
  ON CONFLICT (key) DO UPDATE SET message = excluded.message, count = alert.count + excluded.count,
    last_at = excluded.last_at, cleared_at = NULL`;
