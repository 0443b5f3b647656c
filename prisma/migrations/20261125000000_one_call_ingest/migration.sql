-- The events that speak of a transaction, in the order they came. Instead of an index on the events, whose random keys
-- were the dearest thing about keeping one.
ALTER TABLE transaction ADD COLUMN event_ids bigint[] NOT NULL DEFAULT '{}';
UPDATE transaction t SET event_ids = told.ids
FROM (SELECT transaction_id, array_agg(id ORDER BY id) AS ids FROM event WHERE transaction_id IS NOT NULL GROUP BY 1) told
WHERE told.transaction_id = t.id;
DROP INDEX event_transaction_id_idx;

-- Moves the payouts and collections that changed transactions belong to. A cancelled collection stays so until money has
-- moved; a bank debit that is only known to Jetpay is where our own next step puts it, and a refused one stays so when its
-- debit is withdrawn. Returns what to look at anew.
CREATE FUNCTION move_intents(ids text[], progresses text[], returns boolean[], completions timestamptz[]) RETURNS text[]
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  payouts text[];
  collections text[];
BEGIN
  WITH moved AS (
    UPDATE payout p SET state = payout_after(t.progress, t.is_return), completed_at = t.completed_at
    FROM unnest(ids, progresses, returns, completions) AS t (id, progress, is_return, completed_at)
    WHERE p.transaction_id = t.id
      AND (p.state <> payout_after(t.progress, t.is_return) OR p.completed_at IS DISTINCT FROM t.completed_at)
    RETURNING p.id, p.contact_id
  )
  SELECT array_agg('payout:' || id) || array_agg(DISTINCT 'contact:' || contact_id) INTO payouts FROM moved;
  WITH moved AS (
    UPDATE collection c SET completed_at = t.completed_at, next_step = NULL, waiting_for = NULL,
      state = collection_after(c.method, t.progress, t.is_return, c.decline_reason IS NOT NULL),
      problem = CASE WHEN c.state IN ('waiting', 'sending', 'unknown', 'refused') THEN NULL ELSE c.problem END
    FROM unnest(ids, progresses, returns, completions) AS t (id, progress, is_return, completed_at)
    WHERE c.transaction_id = t.id
      AND (c.state <> collection_after(c.method, t.progress, t.is_return, c.decline_reason IS NOT NULL)
        OR c.completed_at IS DISTINCT FROM t.completed_at)
      AND NOT (c.state = 'cancelled' AND t.progress IN ('requested', 'in_flight'))
      AND NOT (c.method = 'bank_account' AND t.progress = 'requested')
      AND NOT (c.state = 'refused' AND t.progress = 'cancelled')
    RETURNING c.id, c.contact_id
  )
  SELECT array_agg('collection:' || id) || array_agg(DISTINCT 'contact:' || contact_id) INTO collections FROM moved;
  RETURN payouts || collections;
END $$;

-- Merges what events say into their transactions, from lists of one place for each transaction, sorted by its id so that
-- two calls lock rows in one order. Which event was the newest, the first and so on is named by its place among the events.
-- Each pair of id and time keeps its lowest or its highest id, so any order, batching and repetition ends in the same row.
-- What completed, or completed on another day than was thought, goes into the totals. What hangs on the transactions
-- follows: intents, the failure list, the jobs that ask why. Each of these is a statement of its own, and so sees whoever
-- claimed a transaction while we waited for its row. Returns what to look at anew.
CREATE FUNCTION project_transactions(
  event_ids bigint[], event_ats timestamptz[], ids text[], directions text[], states text[], progresses text[],
  event_id_lists text[], newest integer[], firsts integer[], starts integer[], completions integer[], failures integer[]
) RETURNS text[] LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  claimed text[];
  claimed_progresses text[];
  claimed_returns boolean[];
  claimed_completions timestamptz[];
  failing text[];
  unexplained text[];
  topics text[];
BEGIN
  WITH changed AS (
    INSERT INTO transaction AS t (id, direction, state, progress, event_ids, state_event_id, state_at, first_event_id,
      announced_at, started_event_id, started_at, completed_event_id, completed_at, failed_event_id, failed_at)
    SELECT told.id, told.direction, told.state, told.progress, told.event_id_list::bigint[], event_ids[told.newest],
      event_ats[told.newest], event_ids[told.first], event_ats[told.first], event_ids[told.started], event_ats[told.started],
      event_ids[told.completed], event_ats[told.completed], event_ids[told.failed], event_ats[told.failed]
    FROM unnest(ids, directions, states, progresses, event_id_lists, newest, firsts, starts, completions, failures)
      AS told (id, direction, state, progress, event_id_list, newest, first, started, completed, failed)
    ON CONFLICT (id) DO UPDATE SET
      was_progress = t.progress, was_completed_at = t.completed_at, event_ids = t.event_ids || excluded.event_ids,
      state = CASE WHEN excluded.state_event_id > t.state_event_id THEN excluded.state ELSE t.state END,
      progress = CASE WHEN excluded.state_event_id > t.state_event_id THEN excluded.progress ELSE t.progress END,
      state_at = CASE WHEN excluded.state_event_id > t.state_event_id THEN excluded.state_at ELSE t.state_at END,
      state_event_id = greatest(t.state_event_id, excluded.state_event_id),
      announced_at = CASE WHEN excluded.first_event_id < t.first_event_id THEN excluded.announced_at
        ELSE coalesce(t.announced_at, excluded.announced_at) END,
      first_event_id = least(t.first_event_id, excluded.first_event_id),
      started_at = CASE WHEN excluded.started_event_id < t.started_event_id THEN excluded.started_at
        ELSE coalesce(t.started_at, excluded.started_at) END,
      started_event_id = least(t.started_event_id, excluded.started_event_id),
      completed_at = CASE WHEN excluded.completed_event_id < t.completed_event_id THEN excluded.completed_at
        ELSE coalesce(t.completed_at, excluded.completed_at) END,
      completed_event_id = least(t.completed_event_id, excluded.completed_event_id),
      failed_at = CASE WHEN excluded.failed_event_id > t.failed_event_id THEN excluded.failed_at
        ELSE coalesce(t.failed_at, excluded.failed_at) END,
      failed_event_id = greatest(t.failed_event_id, excluded.failed_event_id)
    RETURNING t.id, t.direction, t.progress, t.was_progress, t.is_return, t.completed_at, t.was_completed_at, t.amount_cents,
      t.attempt_id, t.failed_event_id, t.fail_event_id
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
  )
  SELECT array_agg(id) FILTER (WHERE attempt_id IS NOT NULL), array_agg(progress) FILTER (WHERE attempt_id IS NOT NULL),
    array_agg(is_return) FILTER (WHERE attempt_id IS NOT NULL), array_agg(completed_at) FILTER (WHERE attempt_id IS NOT NULL),
    array_agg(id) FILTER (WHERE 'failed' IN (progress, was_progress)),
    array_agg(id) FILTER (WHERE progress = 'failed' AND fail_event_id IS DISTINCT FROM failed_event_id)
  INTO claimed, claimed_progresses, claimed_returns, claimed_completions, failing, unexplained FROM changed;
  topics := '{payouts,collections,failures,overview}';
  IF claimed IS NOT NULL THEN
    topics := topics || move_intents(claimed, claimed_progresses, claimed_returns, claimed_completions);
  END IF;
  IF failing IS NOT NULL THEN
    PERFORM follow_failed(failing);
  END IF;
  IF unexplained IS NOT NULL THEN
    PERFORM ask_why(unexplained);
  END IF;
  RETURN topics;
END $$;

-- Tells every open screen what to look at anew. A notice ends at 8,000 bytes: more than these few are told as "everything".
CREATE FUNCTION tell_screens(topics text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('jetdesk', json_build_object('topics',
    CASE WHEN cardinality(topics) > 60 THEN '{everything}'::text[] ELSE topics END)::text);
END $$;

-- For a role that may insert deliveries but holds nothing of the sequence behind their ids.
CREATE FUNCTION next_delivery_ids(n integer) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN ARRAY(SELECT nextval('webhook_delivery_id_seq') FROM generate_series(1, n));
END $$;

-- Keeps deliveries with their events, none of which may be known, and projects what they say. A known event is a unique
-- violation, and then nothing is done. One call for deliveries that came together, so that they cost one round trip and one
-- commit. Bodies come one after the other, as do their hashes. Each event names its delivery by its place, from one.
-- Waits a short while for a row that somebody holds: others' deliveries wait behind it.
CREATE FUNCTION keep_deliveries(
  received_ats timestamptz[], webhook_ids bigint[], token_ids text[], key_ids text[], bodies bytea, body_places integer[],
  body_lengths integer[], hashes bytea, verdicts text[], problems text[], event_counts integer[], new_counts integer[],
  malformed_counts integer[], first_ids bigint[], last_ids bigint[], newest_ats timestamptz[],
  event_deliveries integer[], event_ids bigint[], event_types text[], event_ats timestamptz[], event_transaction_ids text[],
  event_directions text[], event_states text[], event_cards jsonb[], event_places integer[], event_lengths integer[],
  ids text[], directions text[], states text[], progresses text[], event_id_lists text[], newest integer[], firsts integer[],
  starts integer[], completions integer[], failures integer[]
) RETURNS bigint[] LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan SET lock_timeout = '2s' AS $$
DECLARE
  deliveries bigint[] := next_delivery_ids(cardinality(received_ats));
  topics text[] := '{events}';
BEGIN
  -- first, so that what is known is refused before a body is written
  INSERT INTO event (id, delivery_id, type, created_at, transaction_id, direction, state, card, raw_at, raw_bytes)
  SELECT e.id, deliveries[e.delivery], e.type, e.created_at, e.transaction_id, e.direction, e.state, e.card, e.raw_at,
    e.raw_bytes
  FROM unnest(event_deliveries, event_ids, event_types, event_ats, event_transaction_ids, event_directions, event_states,
      event_cards, event_places, event_lengths)
    AS e (delivery, id, type, created_at, transaction_id, direction, state, card, raw_at, raw_bytes);
  INSERT INTO webhook_delivery (id, received_at, webhook_id, token_id, key_id, body, body_sha256, verdict, problem,
    event_count, new_count, malformed_count, first_event_id, last_event_id, newest_event_at)
  OVERRIDING SYSTEM VALUE
  SELECT deliveries[d.n], d.received_at, d.webhook_id, d.token_id, d.key_id,
    substring(bodies FROM d.body_place + 1 FOR d.body_length), substring(hashes FROM (d.n::integer - 1) * 32 + 1 FOR 32),
    d.verdict, d.problem, d.event_count, d.new_count, d.malformed_count, d.first_id, d.last_id, d.newest_at
  FROM unnest(received_ats, webhook_ids, token_ids, key_ids, body_places, body_lengths, verdicts, problems, event_counts,
      new_counts, malformed_counts, first_ids, last_ids, newest_ats) WITH ORDINALITY
    AS d (received_at, webhook_id, token_id, key_id, body_place, body_length, verdict, problem, event_count, new_count,
      malformed_count, first_id, last_id, newest_at, n);
  IF cardinality(ids) > 0 THEN
    topics := topics || project_transactions(event_ids, event_ats, ids, directions, states, progresses, event_id_lists, newest,
      firsts, starts, completions, failures);
  END IF;
  PERFORM tell_screens(topics);
  RETURN deliveries;
END $$;
