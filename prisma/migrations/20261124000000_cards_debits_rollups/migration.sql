-- It becomes a table, further down.
DROP VIEW failure;

-- Cards ----------------------------------------------------------------------------------------------------

-- A card of a contact, from the moment its capture page is asked for. Its number never reaches us.
CREATE TABLE card (
  id uuid PRIMARY KEY,
  contact_id uuid NOT NULL REFERENCES contact (id),
  jetpay_id text UNIQUE,
  state text NOT NULL CHECK (state IN ('sending', 'pending', 'active', 'failed', 'unknown', 'refused', 'not_sent')),
  capture_url text,
  brand text,
  last_four text CHECK (last_four ~ '^[0-9]{4}$'),
  problem text,
  asked_at timestamptz(3) NOT NULL,
  asked_by uuid NOT NULL REFERENCES staff (id)
);
CREATE INDEX card_contact_id_idx ON card (contact_id, asked_at DESC);

-- What events have said of a card, under Jetpay's id, whether or not we know the card yet. The highest event id wins.
CREATE TABLE captured_card (
  id text PRIMARY KEY,
  outcome text NOT NULL CHECK (outcome IN ('captured', 'failed')),
  event_id bigint NOT NULL,
  at timestamptz(6) NOT NULL,
  brand text,
  last_four text CHECK (last_four ~ '^[0-9]{4}$'),
  reason text
);

-- What an event says of a card: id, outcome, brand, lastFour, reason.
ALTER TABLE event ADD COLUMN card jsonb, ADD CHECK (card IS NULL OR transaction_id IS NULL);

-- Collections from a saved method --------------------------------------------------------------------------

ALTER TABLE collection
  DROP CONSTRAINT collection_state_check,
  ADD CONSTRAINT collection_state_check CHECK (state IN ('waiting', 'sending', 'asked', 'in_progress', 'unknown',
    'completed', 'failed', 'returned', 'refused', 'declined', 'cancelled')),
  ADD COLUMN method text NOT NULL DEFAULT 'link' CHECK (method IN ('link', 'card', 'bank_account')),
  ADD COLUMN card_id uuid REFERENCES card (id),
  ADD COLUMN bank_account_id uuid REFERENCES bank_account (id),
  -- When the customer signed the pre-authorized debit agreement that a bank debit needs.
  ADD COLUMN agreed_on date,
  -- The call to Jetpay that is due, under way or of unknown outcome; null when there is no more to make.
  ADD COLUMN next_step text CHECK (next_step IN ('create', 'pay', 'charge')),
  ADD COLUMN decline_reason text,
  ADD COLUMN completed_at timestamptz(6);
UPDATE collection SET next_step = 'create' WHERE state IN ('waiting', 'sending', 'unknown');
ALTER TABLE collection
  ADD CONSTRAINT collection_method_is_named CHECK (
    (method = 'card') = (card_id IS NOT NULL) AND (method = 'bank_account') = (bank_account_id IS NOT NULL)
    AND (method = 'bank_account') = (agreed_on IS NOT NULL)),
  ADD CONSTRAINT collection_says_what_is_next CHECK (state NOT IN ('waiting', 'sending', 'unknown') OR next_step IS NOT NULL),
  ADD CONSTRAINT collection_declined_has_reason CHECK (state <> 'declined' OR decline_reason IS NOT NULL);
ALTER TABLE payout ADD COLUMN completed_at timestamptz(6);
CREATE INDEX collection_card_idx ON collection (card_id) WHERE card_id IS NOT NULL;
CREATE INDEX collection_bank_account_idx ON collection (bank_account_id) WHERE bank_account_id IS NOT NULL;

ALTER TABLE attempt
  DROP CONSTRAINT attempt_intent_kind_check,
  ADD CONSTRAINT attempt_intent_kind_check CHECK (intent_kind IN ('contact', 'bank_account', 'card', 'collection', 'payout')),
  ADD CONSTRAINT attempt_step_check CHECK (step IN ('create', 'pay', 'charge'));
DROP INDEX attempt_jetpay_id_key;
CREATE UNIQUE INDEX attempt_jetpay_id_key ON attempt (intent_kind, step, jetpay_id) WHERE jetpay_id IS NOT NULL;
CREATE INDEX attempt_unknown_idx ON attempt (intent_kind, intent_id) WHERE state = 'unknown';

-- A transaction changes three or four times within its life. No index speaks of what changes then, and its page has room,
-- so that a change stays on it.
DROP INDEX transaction_completed_idx, transaction_failed_idx, transaction_unexplained_idx;
ALTER TABLE transaction SET (fillfactor = 70), DROP CONSTRAINT transaction_attempt_id_key;
CREATE UNIQUE INDEX transaction_attempt_id_key ON transaction (attempt_id) WHERE attempt_id IS NOT NULL;

-- An event comes with its delivery, in one statement, and lies beside the others of it.
ALTER TABLE event DROP CONSTRAINT event_delivery_id_fkey;
DROP INDEX event_delivery_id_idx;
CREATE INDEX event_delivery_id_idx ON event USING brin (delivery_id) WITH (pages_per_range = 8);

-- What an event said, word for word, is a part of its delivery's body: kept once, and not compressed, so that a part of
-- it can be read alone.
ALTER TABLE webhook_delivery ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE event ADD COLUMN raw_at integer, ADD COLUMN raw_bytes integer;
UPDATE event e SET raw_at = position(convert_to(e.raw, 'UTF8') IN d.body) - 1, raw_bytes = octet_length(e.raw)
  FROM webhook_delivery d WHERE d.id = e.delivery_id;
ALTER TABLE event ALTER COLUMN raw_at SET NOT NULL, ALTER COLUMN raw_bytes SET NOT NULL, DROP COLUMN raw;

-- Many jobs at once: hints that leave a job which waits already as it is, with its tries and its pauses.
CREATE FUNCTION ask_why(transaction_ids text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_jobs(ARRAY(
    SELECT ROW('read_failure', json_build_object('transactionId', id), NULL, NULL, 12, 'read_failure:' || id, NULL, NULL)::graphile_worker.job_spec
    FROM unnest(transaction_ids) AS id), true);
END $$;

-- How Jetpay's own word is to be read, decided where events come in: requested, in_flight, completed, failed, cancelled.
ALTER TABLE transaction ADD COLUMN progress text
  CHECK (progress IN ('requested', 'in_flight', 'completed', 'failed', 'cancelled'));
UPDATE transaction SET progress = progress_of(state) WHERE state IS NOT NULL;
ALTER TABLE transaction ADD CHECK ((progress IS NULL) = (state IS NULL));
-- How it stood before the last change that an event made: what ingest reads back to know what the change was.
ALTER TABLE transaction ADD COLUMN was_progress text, ADD COLUMN was_completed_at timestamptz(6);
ALTER TABLE transaction DROP COLUMN is_return, ADD COLUMN is_return boolean NOT NULL GENERATED ALWAYS AS (
  coalesce(progress = 'failed' AND completed_event_id < failed_event_id, false)) STORED;
DROP FUNCTION intent_state(text, text, boolean);
DROP FUNCTION progress_of(text);

CREATE FUNCTION payout_after(progress text, is_return boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN progress = 'failed' AND is_return THEN 'returned'
    WHEN progress IN ('completed', 'failed', 'cancelled') THEN progress
    ELSE 'sent'
  END
$$;

-- A debit from a saved method was never asked for by a link: once it is known to Jetpay it is on its way.
CREATE FUNCTION collection_after(method text, progress text, is_return boolean, is_declined boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN progress = 'failed' AND is_return THEN 'returned'
    WHEN progress = 'completed' OR progress = 'cancelled' THEN progress
    WHEN is_declined THEN 'declined'
    WHEN progress = 'failed' THEN 'failed'
    WHEN method = 'link' AND (progress IS NULL OR progress = 'requested') THEN 'asked'
    ELSE 'in_progress'
  END
$$;

UPDATE collection c SET completed_at = t.completed_at FROM transaction t
  WHERE t.id = c.transaction_id AND t.completed_at IS NOT NULL;
UPDATE payout p SET completed_at = t.completed_at FROM transaction t
  WHERE t.id = p.transaction_id AND t.completed_at IS NOT NULL;

-- One index for each view of a list, so that its pages and its count are read from there alone. Most payments are
-- completed and leave them all but the last.
DROP INDEX payout_state_idx, collection_state_idx, payout_contact_idx, collection_contact_idx, transaction_unclaimed_idx;
CREATE INDEX payout_awaiting_idx ON payout (made_at DESC, id DESC) INCLUDE (amount_cents, makers) WHERE state = 'awaiting_approval';
CREATE INDEX payout_moving_idx ON payout (made_at DESC, id DESC) WHERE state IN ('approved', 'sending', 'sent');
CREATE INDEX payout_unknown_idx ON payout (made_at DESC, id DESC) WHERE state = 'unknown';
CREATE INDEX payout_failed_idx ON payout (made_at DESC, id DESC)
  WHERE state IN ('failed', 'returned', 'refused', 'rejected', 'cancelled');
CREATE INDEX payout_completed_idx ON payout (completed_at DESC, id DESC) INCLUDE (state) WHERE completed_at IS NOT NULL;
CREATE INDEX collection_asked_state_idx ON collection (asked_at DESC, id DESC) WHERE state = 'asked';
CREATE INDEX collection_moving_idx ON collection (asked_at DESC, id DESC) WHERE state IN ('waiting', 'sending', 'in_progress');
CREATE INDEX collection_unknown_idx ON collection (asked_at DESC, id DESC) WHERE state = 'unknown';
CREATE INDEX collection_failed_idx ON collection (asked_at DESC, id DESC)
  WHERE state IN ('failed', 'returned', 'refused', 'declined', 'cancelled');
CREATE INDEX collection_completed_idx ON collection (completed_at DESC, id DESC) INCLUDE (state) WHERE completed_at IS NOT NULL;
CREATE INDEX transaction_unclaimed_idx ON transaction (first_event_id DESC, id DESC) WHERE attempt_id IS NULL;
-- What a contact was paid and has paid is summed from these.
CREATE INDEX payout_contact_idx ON payout (contact_id, made_at DESC) INCLUDE (state, amount_cents);
CREATE INDEX collection_contact_idx ON collection (contact_id, asked_at DESC) INCLUDE (state, amount_cents);
CREATE INDEX bank_account_last_three_idx ON bank_account (last_three);

-- Whether a contact can be paid to an account, kept by a trigger, so that those who need attention can be found at once.
ALTER TABLE contact ADD COLUMN has_account boolean NOT NULL DEFAULT false;
UPDATE contact c SET has_account = true
  WHERE EXISTS (SELECT 1 FROM bank_account WHERE contact_id = c.id AND state = 'active');
ALTER TABLE contact ADD COLUMN needs_attention boolean NOT NULL GENERATED ALWAYS AS (
  state <> 'active' OR (is_vendor AND NOT has_account)) STORED;
CREATE INDEX contact_attention_idx ON contact (created_at DESC, id DESC) WHERE needs_attention;
CREATE INDEX contact_attention_name_idx ON contact (lower(name), id) WHERE needs_attention;
CREATE FUNCTION follow_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Locked first: what another has just added is seen only by a later statement.
  PERFORM 1 FROM contact WHERE id = NEW.contact_id FOR NO KEY UPDATE;
  UPDATE contact c SET has_account = now.has_account
  FROM (SELECT EXISTS (SELECT 1 FROM bank_account WHERE contact_id = NEW.contact_id AND state = 'active') AS has_account) now
  WHERE c.id = NEW.contact_id AND c.has_account <> now.has_account;
  RETURN NULL;
END $$;
CREATE TRIGGER bank_account_added AFTER INSERT ON bank_account FOR EACH ROW WHEN (NEW.state = 'active')
  EXECUTE FUNCTION follow_accounts();
CREATE TRIGGER bank_account_changed AFTER UPDATE OF state ON bank_account FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND 'active' IN (OLD.state, NEW.state))
  EXECUTE FUNCTION follow_accounts();

-- Everything that went wrong and is somebody's work --------------------------------------------------------

-- Derived from the tables it names, by triggers: never written by anything else.
CREATE TABLE failure (
  id text PRIMARY KEY,
  at timestamptz(6) NOT NULL,
  kind text NOT NULL CHECK (kind IN ('failed', 'returned', 'declined', 'refused', 'unknown')),
  subject text NOT NULL CHECK (subject IN ('payment', 'contact', 'bank_account', 'card')),
  direction text CHECK (direction IN ('debit', 'credit')),
  amount_cents bigint,
  contact_id uuid,
  reason text,
  fail_direction text,
  payout_id uuid,
  collection_id uuid,
  reference text,
  transaction_id text,
  words text,
  -- Jetpay has not been asked yet why.
  is_unexplained boolean NOT NULL,
  search text NOT NULL
);
CREATE INDEX failure_unexplained_idx ON failure (at DESC) WHERE is_unexplained;
CREATE INDEX failure_at_idx ON failure (at DESC, id DESC);
CREATE INDEX failure_kind_idx ON failure (kind, at DESC, id DESC);
CREATE INDEX failure_direction_idx ON failure (direction, at DESC, id DESC);
CREATE INDEX failure_reason_idx ON failure (reason, at DESC, id DESC);
CREATE INDEX failure_search_idx ON failure USING gin (search gin_trgm_ops);

-- Whether a word is looked up or met on the way depends on how common it is: enough of a sample to tell one in a hundred.
ALTER TABLE contact ALTER COLUMN search SET STATISTICS 400;
ALTER TABLE payout ALTER COLUMN search SET STATISTICS 400;
ALTER TABLE collection ALTER COLUMN search SET STATISTICS 400;
ALTER TABLE failure ALTER COLUMN search SET STATISTICS 400;

-- In plpgsql, as everything here that runs with each delivery: it keeps its plans, which are the same for an empty table
-- and a full one: a few rows by their keys.
CREATE FUNCTION put_failures(wanted failure[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  INSERT INTO failure AS f SELECT * FROM unnest(wanted) w ORDER BY w.id
  ON CONFLICT (id) DO UPDATE SET at = excluded.at, kind = excluded.kind, amount_cents = excluded.amount_cents,
    contact_id = excluded.contact_id, reason = excluded.reason, fail_direction = excluded.fail_direction,
    payout_id = excluded.payout_id, collection_id = excluded.collection_id, reference = excluded.reference,
    transaction_id = excluded.transaction_id, words = excluded.words,
    is_unexplained = excluded.is_unexplained, search = excluded.search
  WHERE f IS DISTINCT FROM excluded;
END $$;

CREATE FUNCTION refresh_failed_transactions(ids text[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM failure f WHERE f.id = ANY (ids)
    AND EXISTS (SELECT 1 FROM transaction t WHERE t.id = f.id AND t.progress IS DISTINCT FROM 'failed');
  PERFORM put_failures(array_agg(ROW(t.id, t.failed_at,
      CASE WHEN t.is_return THEN 'returned' WHEN c.decline_reason IS NOT NULL THEN 'declined' ELSE 'failed' END,
      'payment', t.direction, t.amount_cents, t.contact_id, coalesce(t.fail_reason, c.decline_reason), t.fail_direction,
      p.id, c.id, coalesce(p.reference, c.reference), t.id, NULL, t.fail_event_id IS DISTINCT FROM t.failed_event_id,
      lower(concat_ws(' ', k.name, p.reference, c.reference, t.fail_reason, t.id)))::failure))
  FROM transaction t
  LEFT JOIN payout p ON p.transaction_id = t.id
  LEFT JOIN collection c ON c.transaction_id = t.id
  LEFT JOIN contact k ON k.id = t.contact_id
  WHERE t.id = ANY (ids) AND t.progress = 'failed';
END $$;

CREATE FUNCTION refresh_unsent_payouts(ids uuid[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM failure f USING payout p
  WHERE p.id = ANY (ids) AND f.id = p.id::text AND p.state NOT IN ('refused', 'unknown');
  PERFORM put_failures(array_agg(ROW(p.id::text, coalesce(a.finished_at, p.made_at), p.state, 'payment', 'credit',
      p.amount_cents, p.contact_id, NULL, NULL, p.id, NULL, p.reference, p.transaction_id, p.problem,
      false, lower(concat_ws(' ', k.name, p.reference)))::failure))
  FROM payout p
  JOIN contact k ON k.id = p.contact_id
  LEFT JOIN LATERAL (
    SELECT finished_at FROM attempt WHERE intent_kind = 'payout' AND intent_id = p.id ORDER BY id DESC LIMIT 1
  ) a ON true
  WHERE p.id = ANY (ids) AND p.state IN ('refused', 'unknown');
END $$;

-- A collection that was declined in an answer that made a transaction is that transaction's failure, once an event says so.
CREATE FUNCTION refresh_unsent_collections(ids uuid[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM failure f USING collection c LEFT JOIN transaction t ON t.id = c.transaction_id
  WHERE c.id = ANY (ids) AND f.id = c.id::text
    AND (c.state NOT IN ('refused', 'unknown', 'declined') OR t.progress = 'failed');
  PERFORM put_failures(array_agg(ROW(c.id::text, coalesce(a.finished_at, c.asked_at), c.state, 'payment', 'debit',
      c.amount_cents, c.contact_id, c.decline_reason, CASE WHEN c.state = 'declined' THEN 'pull' END, NULL, c.id,
      c.reference, c.transaction_id, c.problem, false, lower(concat_ws(' ', k.name, c.reference, c.decline_reason)))::failure))
  FROM collection c
  JOIN contact k ON k.id = c.contact_id
  LEFT JOIN transaction t ON t.id = c.transaction_id
  LEFT JOIN LATERAL (
    SELECT finished_at FROM attempt WHERE intent_kind = 'collection' AND intent_id = c.id ORDER BY id DESC LIMIT 1
  ) a ON true
  WHERE c.id = ANY (ids) AND c.state IN ('refused', 'unknown', 'declined') AND t.progress IS DISTINCT FROM 'failed';
END $$;

-- What ingest calls, after it moved the intents, for transactions that failed or had failed.
CREATE FUNCTION follow_failed(ids text[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
DECLARE
  declined uuid[];
BEGIN
  PERFORM refresh_failed_transactions(ids);
  SELECT array_agg(id) INTO declined FROM collection WHERE transaction_id = ANY (ids) AND decline_reason IS NOT NULL;
  IF declined IS NOT NULL THEN
    PERFORM refresh_unsent_collections(declined);
  END IF;
END $$;

-- What is not said by events: whose a transaction is, how much it moves, and why it failed. Ingest changes none of these,
-- and sees to what it does change by itself, for a whole delivery at once.
CREATE FUNCTION follow_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.completed_at IS NOT NULL AND NEW.amount_cents IS DISTINCT FROM OLD.amount_cents THEN
    INSERT INTO rollup_delta (day, direction, kind, reason, n, cents)
    VALUES ((NEW.completed_at AT TIME ZONE 'UTC')::date, NEW.direction, 'completed', '', 0,
      coalesce(NEW.amount_cents, 0) - coalesce(OLD.amount_cents, 0));
  END IF;
  IF NEW.progress = 'failed' THEN
    PERFORM follow_failed(ARRAY[NEW.id]);
  END IF;
  RETURN NULL;
END $$;

-- Row by row, since next to no change concerns the failure list, and the others then cost nothing.
CREATE FUNCTION follow_payout() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_unsent_payouts(ARRAY[NEW.id]);
  IF NEW.transaction_id IS NOT NULL THEN
    PERFORM refresh_failed_transactions(ARRAY[NEW.transaction_id]);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION follow_collection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_unsent_collections(ARRAY[NEW.id]);
  IF NEW.transaction_id IS NOT NULL THEN
    PERFORM refresh_failed_transactions(ARRAY[NEW.transaction_id]);
  END IF;
  RETURN NULL;
END $$;

-- Contacts and payment methods whose creation nobody knows the outcome of. TG_ARGV: subject, the columns of the contact
-- and of the moment it was begun.
CREATE FUNCTION follow_unknown_method() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  contact_of uuid := (to_jsonb(NEW) ->> TG_ARGV[1])::uuid;
BEGIN
  IF NEW.state = 'unknown' THEN
    PERFORM put_failures(ARRAY[ROW(NEW.id::text,
      coalesce((SELECT finished_at FROM attempt WHERE intent_kind = TG_ARGV[0] AND intent_id = NEW.id ORDER BY id DESC LIMIT 1),
        (to_jsonb(NEW) ->> TG_ARGV[2])::timestamptz),
      'unknown', TG_ARGV[0], NULL, NULL, contact_of, NULL, NULL, NULL, NULL, NULL, NULL, NEW.problem,
      false, lower((SELECT name FROM contact WHERE id = contact_of)))::failure]);
  ELSE
    DELETE FROM failure WHERE id = NEW.id::text;
  END IF;
  RETURN NULL;
END $$;

-- Totals by day --------------------------------------------------------------------------------------------

-- `completed` counts what ever completed, on the day it did; every other kind is a row of the failure list, on its day.
CREATE TABLE rollup_day (
  day date NOT NULL,
  direction text NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  n bigint NOT NULL,
  cents bigint NOT NULL,
  PRIMARY KEY (day, direction, kind, reason)
);

-- Changes are appended here, so that no two writers ever wait for the same day, and folded into the days now and then.
CREATE TABLE rollup_delta (
  day date NOT NULL,
  direction text NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  n bigint NOT NULL,
  cents bigint NOT NULL
);

CREATE VIEW rollup AS
  SELECT day, direction, kind, reason, sum(n)::bigint AS n, sum(cents)::bigint AS cents
  FROM (SELECT * FROM rollup_day UNION ALL SELECT * FROM rollup_delta) parts
  GROUP BY day, direction, kind, reason HAVING sum(n) <> 0 OR sum(cents) <> 0;

CREATE FUNCTION fold_rollups() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('fold_rollups')) THEN
    RETURN;
  END IF;
  WITH taken AS (DELETE FROM rollup_delta RETURNING *)
  INSERT INTO rollup_day AS r (day, direction, kind, reason, n, cents)
  SELECT day, direction, kind, reason, sum(n), sum(cents) FROM taken GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (day, direction, kind, reason) DO UPDATE SET n = r.n + excluded.n, cents = r.cents + excluded.cents;
END $$;

CREATE FUNCTION follow_failures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO rollup_delta (day, direction, kind, reason, n, cents)
    SELECT (at AT TIME ZONE 'UTC')::date, coalesce(direction, ''), kind, coalesce(reason, ''), count(*), coalesce(sum(amount_cents), 0)
    FROM new_rows GROUP BY 1, 2, 3, 4;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO rollup_delta (day, direction, kind, reason, n, cents)
    SELECT (at AT TIME ZONE 'UTC')::date, coalesce(direction, ''), kind, coalesce(reason, ''), -count(*), -coalesce(sum(amount_cents), 0)
    FROM old_rows GROUP BY 1, 2, 3, 4;
  ELSE
    INSERT INTO rollup_delta (day, direction, kind, reason, n, cents)
    SELECT (at AT TIME ZONE 'UTC')::date, coalesce(direction, ''), kind, coalesce(reason, ''), sum(sign), sum(sign * coalesce(amount_cents, 0))
    FROM (
      SELECT 1 AS sign, at, direction, kind, reason, amount_cents FROM new_rows
      UNION ALL SELECT -1, at, direction, kind, reason, amount_cents FROM old_rows
    ) f
    GROUP BY 1, 2, 3, 4 HAVING sum(sign) <> 0 OR sum(sign * coalesce(amount_cents, 0)) <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER failure_added AFTER INSERT ON failure REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION follow_failures();
CREATE TRIGGER failure_changed AFTER UPDATE ON failure REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION follow_failures();
CREATE TRIGGER failure_removed AFTER DELETE ON failure REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION follow_failures();
CREATE TRIGGER transaction_changed AFTER UPDATE ON transaction FOR EACH ROW
  WHEN (OLD.amount_cents IS DISTINCT FROM NEW.amount_cents OR OLD.contact_id IS DISTINCT FROM NEW.contact_id
    OR OLD.fail_event_id IS DISTINCT FROM NEW.fail_event_id OR OLD.fail_reason IS DISTINCT FROM NEW.fail_reason)
  EXECUTE FUNCTION follow_transaction();
CREATE TRIGGER payout_added AFTER INSERT ON payout FOR EACH ROW
  WHEN (NEW.state IN ('refused', 'unknown') OR NEW.transaction_id IS NOT NULL) EXECUTE FUNCTION follow_payout();
CREATE TRIGGER payout_changed AFTER UPDATE ON payout FOR EACH ROW
  WHEN (OLD.state IN ('refused', 'unknown') OR NEW.state IN ('refused', 'unknown')
    OR OLD.transaction_id IS DISTINCT FROM NEW.transaction_id)
  EXECUTE FUNCTION follow_payout();
CREATE TRIGGER collection_added AFTER INSERT ON collection FOR EACH ROW
  WHEN (NEW.state IN ('refused', 'unknown', 'declined') OR NEW.transaction_id IS NOT NULL)
  EXECUTE FUNCTION follow_collection();
CREATE TRIGGER collection_changed AFTER UPDATE ON collection FOR EACH ROW
  WHEN (OLD.state IN ('refused', 'unknown', 'declined') OR NEW.state IN ('refused', 'unknown', 'declined')
    OR OLD.transaction_id IS DISTINCT FROM NEW.transaction_id OR OLD.decline_reason IS DISTINCT FROM NEW.decline_reason)
  EXECUTE FUNCTION follow_collection();
CREATE TRIGGER contact_added_unknown AFTER INSERT ON contact FOR EACH ROW WHEN (NEW.state = 'unknown')
  EXECUTE FUNCTION follow_unknown_method('contact', 'id', 'created_at');
CREATE TRIGGER contact_unknown AFTER UPDATE OF state ON contact FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND 'unknown' IN (OLD.state, NEW.state))
  EXECUTE FUNCTION follow_unknown_method('contact', 'id', 'created_at');
CREATE TRIGGER bank_account_added_unknown AFTER INSERT ON bank_account FOR EACH ROW WHEN (NEW.state = 'unknown')
  EXECUTE FUNCTION follow_unknown_method('bank_account', 'contact_id', 'added_at');
CREATE TRIGGER bank_account_unknown AFTER UPDATE OF state ON bank_account FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND 'unknown' IN (OLD.state, NEW.state))
  EXECUTE FUNCTION follow_unknown_method('bank_account', 'contact_id', 'added_at');
CREATE TRIGGER card_added_unknown AFTER INSERT ON card FOR EACH ROW WHEN (NEW.state = 'unknown')
  EXECUTE FUNCTION follow_unknown_method('card', 'contact_id', 'asked_at');
CREATE TRIGGER card_unknown AFTER UPDATE OF state ON card FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND 'unknown' IN (OLD.state, NEW.state))
  EXECUTE FUNCTION follow_unknown_method('card', 'contact_id', 'asked_at');

-- Makes the failure list and the totals anew from the tables they follow. What is written while it runs waits.
CREATE FUNCTION recount() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE transaction, payout, collection, contact, bank_account, card IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM failure;
  DELETE FROM rollup_delta;
  DELETE FROM rollup_day;
  PERFORM refresh_failed_transactions((SELECT array_agg(id) FROM transaction WHERE progress = 'failed'));
  PERFORM refresh_unsent_payouts((SELECT array_agg(id) FROM payout WHERE state IN ('refused', 'unknown')));
  PERFORM refresh_unsent_collections(
    (SELECT array_agg(id) FROM collection WHERE state IN ('refused', 'unknown', 'declined')));
  PERFORM put_failures(array_agg(ROW(u.id::text, coalesce(a.finished_at, u.at), 'unknown', u.subject, NULL, NULL, u.contact_id,
      NULL, NULL, NULL, NULL, NULL, NULL, u.problem, false, lower(k.name))::failure))
  FROM (
    SELECT id, 'contact' AS subject, id AS contact_id, problem, created_at AS at FROM contact WHERE state = 'unknown'
    UNION ALL SELECT id, 'bank_account', contact_id, problem, added_at FROM bank_account WHERE state = 'unknown'
    UNION ALL SELECT id, 'card', contact_id, problem, asked_at FROM card WHERE state = 'unknown'
  ) u
  JOIN contact k ON k.id = u.contact_id
  LEFT JOIN LATERAL (
    SELECT finished_at FROM attempt WHERE intent_kind = u.subject AND intent_id = u.id ORDER BY id DESC LIMIT 1
  ) a ON true;
  DELETE FROM rollup_delta;
  INSERT INTO rollup_day (day, direction, kind, reason, n, cents)
  SELECT (completed_at AT TIME ZONE 'UTC')::date, direction, 'completed', '', count(*), coalesce(sum(amount_cents), 0)
  FROM transaction WHERE completed_at IS NOT NULL GROUP BY 1, 2
  UNION ALL
  SELECT (at AT TIME ZONE 'UTC')::date, coalesce(direction, ''), kind, coalesce(reason, ''), count(*), coalesce(sum(amount_cents), 0)
  FROM failure GROUP BY 1, 2, 3, 4;
END $$;
SELECT recount();
