const LATER = (pair: string, at: string) => `
  ${at} = CASE WHEN excluded.${pair} > coalesce(t.${pair}, 0) THEN excluded.${at} ELSE t.${at} END,
  ${pair} = greatest(t.${pair}, excluded.${pair})`;
const EARLIER = (pair: string, at: string) => `
  ${at} = CASE WHEN excluded.${pair} < coalesce(t.${pair}, 9223372036854775807) THEN excluded.${at} ELSE t.${at} END,
  ${pair} = least(t.${pair}, excluded.${pair})`;

/** Keeps a delivery and its events. */
const DELIVERY_AND_KEPT = `
  delivery AS (
    INSERT INTO webhook_delivery (received_at, webhook_id, token_id, key_id, body, body_sha256, verdict, problem,
      event_count, new_count, malformed_count, first_event_id, last_event_id, newest_event_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id
  ), kept AS (
    INSERT INTO event (id, delivery_id, type, created_at, transaction_id, direction, state, card, raw_at, raw_bytes)
    SELECT e.id, delivery.id, e.type, e.created_at, e.transaction_id, e.direction, e.state, e.card, e.raw_at, e.raw_bytes
    FROM delivery, unnest($15::bigint[], $16::text[], $17::timestamptz[], $18::text[], $19::text[], $20::text[],
      $21::jsonb[], $22::int[], $23::int[])
      AS e (id, type, created_at, transaction_id, direction, state, card, raw_at, raw_bytes)
    ON CONFLICT (id) DO NOTHING RETURNING id
  )`;

export const CORRECT_DELIVERY = "UPDATE webhook_delivery SET new_count = $2, verdict = $3 WHERE id = $1";

/**
 * Merges what events say into their transactions, from fourteen lists whose first place is `first`. Each pair of id and
 * time keeps its lowest or its highest id, so any order, batching and repetition ends in the same row; a row that would
 * not change is not written. What completed, or completed on another day than was thought, goes into the totals.
 */
const CHANGED_AND_ROLLED = (first: number, condition: string) => {
  const list = (place: number, type: string) => `$${first + place}::${type}[]`;
  return `
  changed AS (
    INSERT INTO transaction AS t (id, direction, state, progress, state_event_id, state_at, first_event_id, announced_at,
      started_event_id, started_at, completed_event_id, completed_at, failed_event_id, failed_at)
    SELECT * FROM unnest(${list(0, "text")}, ${list(1, "text")}, ${list(2, "text")}, ${list(3, "text")},
      ${list(4, "bigint")}, ${list(5, "timestamptz")}, ${list(6, "bigint")}, ${list(7, "timestamptz")},
      ${list(8, "bigint")}, ${list(9, "timestamptz")}, ${list(10, "bigint")}, ${list(11, "timestamptz")},
      ${list(12, "bigint")}, ${list(13, "timestamptz")})
    WHERE ${condition}
    ON CONFLICT (id) DO UPDATE SET
      was_progress = t.progress, was_completed_at = t.completed_at,
      state = CASE WHEN excluded.state_event_id > t.state_event_id THEN excluded.state ELSE t.state END,
      progress = CASE WHEN excluded.state_event_id > t.state_event_id THEN excluded.progress ELSE t.progress END,
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
    RETURNING t.*
  ), rolled AS (
    INSERT INTO rollup_delta (day, direction, kind, reason, n, cents)
    SELECT (at AT TIME ZONE 'UTC')::date, direction, 'completed', '', sum(n), sum(n * coalesce(amount_cents, 0))
    FROM (
      SELECT completed_at AS at, direction, amount_cents, 1 AS n FROM changed
      WHERE completed_at IS DISTINCT FROM was_completed_at
      UNION ALL
      SELECT was_completed_at, direction, amount_cents, -1 FROM changed WHERE completed_at IS DISTINCT FROM was_completed_at
    ) c
    WHERE at IS NOT NULL GROUP BY 1, 2 HAVING sum(n) <> 0 OR sum(n * coalesce(amount_cents, 0)) <> 0
  )`;
};
const WHAT_CHANGED = `
  (SELECT count(*) FROM changed)::int AS changed,
  (SELECT array_agg(id) FROM changed WHERE attempt_id IS NOT NULL) AS claimed,
  (SELECT array_agg(id) FROM changed WHERE 'failed' IN (progress, was_progress)) AS failing,
  (SELECT array_agg(id) FROM changed WHERE progress = 'failed' AND fail_event_id IS DISTINCT FROM failed_event_id) AS unexplained`;

/**
 * One statement keeps a delivery and its events and, where none of these was known before, projects them. Else it names
 * those that were new, and PROJECT is for them.
 */
export const KEEP_AND_PROJECT = `
  WITH ${DELIVERY_AND_KEPT}, ${CHANGED_AND_ROLLED(24, "(SELECT count(*) FROM kept) = $10")}
  SELECT delivery.id AS delivery_id,
    CASE WHEN (SELECT count(*) FROM kept) < $10 THEN ARRAY(SELECT id FROM kept)::text[] END AS fresh, ${WHAT_CHANGED}
  FROM delivery`;

export const PROJECT = `WITH ${CHANGED_AND_ROLLED(1, "true")} SELECT ${WHAT_CHANGED}`;

/**
 * Moves the intents that changed transactions belong to. A statement of its own: whoever claimed a transaction while we
 * waited for its row is seen only by a later one. A cancelled collection stays so until money has moved; a bank debit
 * that is only known to Jetpay is where our own next step puts it, and a refused one stays so when its debit is withdrawn.
 */
export const MOVE_INTENTS = `
  WITH moved_payout AS (
    UPDATE payout p SET state = payout_after(t.progress, t.is_return), completed_at = t.completed_at
    FROM transaction t
    WHERE t.id = ANY ($1::text[]) AND p.transaction_id = t.id
      AND (p.state <> payout_after(t.progress, t.is_return) OR p.completed_at IS DISTINCT FROM t.completed_at)
    RETURNING p.id, p.contact_id
  ), moved_collection AS (
    UPDATE collection c SET completed_at = t.completed_at, next_step = NULL, waiting_for = NULL,
      state = collection_after(c.method, t.progress, t.is_return, c.decline_reason IS NOT NULL),
      problem = CASE WHEN c.state IN ('waiting', 'sending', 'unknown', 'refused') THEN NULL ELSE c.problem END
    FROM transaction t
    WHERE t.id = ANY ($1::text[]) AND c.transaction_id = t.id
      AND (c.state <> collection_after(c.method, t.progress, t.is_return, c.decline_reason IS NOT NULL)
        OR c.completed_at IS DISTINCT FROM t.completed_at)
      AND NOT (c.state = 'cancelled' AND t.progress IN ('requested', 'in_flight'))
      AND NOT (c.method = 'bank_account' AND t.progress = 'requested')
      AND NOT (c.state = 'refused' AND t.progress = 'cancelled')
    RETURNING c.id, c.contact_id
  )
  SELECT 'payout:' || id AS topic FROM moved_payout UNION SELECT 'collection:' || id FROM moved_collection
  UNION SELECT 'contact:' || contact_id FROM moved_payout UNION SELECT 'contact:' || contact_id FROM moved_collection`;

export const FOLLOW_FAILED = "SELECT follow_failed($1::text[])";
export const ASK_WHY = "SELECT ask_why($1::text[])";

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
