CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- People ---------------------------------------------------------------------------------------------------

CREATE TABLE staff (
  id uuid PRIMARY KEY,
  email text NOT NULL CHECK (email = lower(email)),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('viewer', 'support', 'operator', 'approver', 'administrator', 'auditor')),
  password_hash text NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  disabled_at timestamptz(3),
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX staff_email_key ON staff (email);

CREATE TABLE staff_session (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff (id),
  created_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  address text NOT NULL,
  device text NOT NULL
);
CREATE INDEX staff_session_staff_id_idx ON staff_session (staff_id);

-- How often a wrong password was given, by account and by address.
CREATE TABLE sign_in_throttle (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  blocked_until timestamptz(3) NOT NULL,
  changed_at timestamptz(3) NOT NULL
);

CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('staff', 'jetpay', 'clock', 'setup')),
  actor_id uuid REFERENCES staff (id),
  deed text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
  reason text,
  before jsonb,
  after jsonb,
  request_id text,
  CHECK ((actor_kind = 'staff') = (actor_id IS NOT NULL))
);
CREATE INDEX audit_entry_subject_idx ON audit_entry (subject_kind, subject_id, id);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_is_never_emptied BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Contacts and payment methods -----------------------------------------------------------------------------

CREATE TABLE contact (
  id uuid PRIMARY KEY,
  jetpay_id text UNIQUE,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'active', 'unknown', 'refused')),
  name text NOT NULL,
  email text NOT NULL,
  language text NOT NULL CHECK (language IN ('en', 'fr')),
  is_customer boolean NOT NULL,
  is_vendor boolean NOT NULL,
  tags text[] NOT NULL DEFAULT '{}',
  external_id text,
  problem text,
  created_at timestamptz(3) NOT NULL,
  created_by uuid REFERENCES staff (id),
  search text NOT NULL GENERATED ALWAYS AS (
    lower(name || ' ' || email || ' ' || coalesce(external_id, '') || ' ' || coalesce(jetpay_id, ''))
  ) STORED
);
CREATE INDEX contact_search_idx ON contact USING gin (search gin_trgm_ops);
CREATE INDEX contact_created_idx ON contact (created_at DESC, id DESC);
CREATE INDEX contact_name_idx ON contact (lower(name), id);
CREATE INDEX contact_email_idx ON contact (lower(email));
CREATE INDEX contact_vendor_idx ON contact (created_at DESC, id DESC) WHERE is_vendor;
CREATE INDEX contact_customer_idx ON contact (created_at DESC, id DESC) WHERE is_customer;

CREATE TABLE bank_account (
  id uuid PRIMARY KEY,
  contact_id uuid NOT NULL REFERENCES contact (id),
  jetpay_id text UNIQUE,
  state text NOT NULL CHECK (state IN ('sending', 'active', 'unknown', 'refused', 'not_sent')),
  title text NOT NULL,
  institution_number text NOT NULL CHECK (institution_number ~ '^[0-9]{3}$'),
  transit_number text NOT NULL CHECK (transit_number ~ '^[0-9]{5}$'),
  last_three text NOT NULL CHECK (last_three ~ '^[0-9]{3}$'),
  account_type text NOT NULL,
  holder_name text NOT NULL,
  fingerprint text NOT NULL,
  problem text,
  added_at timestamptz(3) NOT NULL,
  added_by uuid REFERENCES staff (id)
);
CREATE INDEX bank_account_contact_id_idx ON bank_account (contact_id, added_at DESC);
CREATE INDEX bank_account_fingerprint_idx ON bank_account (fingerprint);

CREATE TABLE merchant_account (
  id text PRIMARY KEY,
  name text NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  added_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX merchant_account_one_default ON merchant_account (is_default) WHERE is_default;

-- What Jetpay tells us -------------------------------------------------------------------------------------

CREATE TABLE webhook_delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz(3) NOT NULL,
  webhook_id bigint,
  token_id text NOT NULL,
  key_id text NOT NULL,
  body bytea NOT NULL,
  body_sha256 bytea NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('applied', 'duplicate', 'partly', 'unreadable')),
  problem text,
  event_count integer NOT NULL,
  new_count integer NOT NULL,
  malformed_count integer NOT NULL,
  first_event_id bigint,
  last_event_id bigint,
  newest_event_at timestamptz(6)
);

CREATE TABLE event (
  id bigint PRIMARY KEY,
  delivery_id bigint NOT NULL REFERENCES webhook_delivery (id),
  type text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  transaction_id text,
  direction text CHECK (direction IN ('debit', 'credit')),
  state text,
  raw text NOT NULL,
  CHECK ((transaction_id IS NULL) = (state IS NULL) AND (transaction_id IS NULL) = (direction IS NULL))
);
CREATE INDEX event_transaction_id_idx ON event (transaction_id, id) WHERE transaction_id IS NOT NULL;
CREATE INDEX event_delivery_id_idx ON event (delivery_id);

CREATE TABLE quarantined_event (
  fingerprint bytea PRIMARY KEY,
  delivery_id bigint NOT NULL REFERENCES webhook_delivery (id),
  position integer NOT NULL,
  event_id bigint,
  problem text NOT NULL,
  raw text NOT NULL,
  received_at timestamptz(3) NOT NULL,
  driven_again_at timestamptz(3)
);
CREATE INDEX quarantined_event_open_idx ON quarantined_event (received_at DESC) WHERE driven_again_at IS NULL;

-- Requests that were not Jetpay's, counted by minute and reason: a flood of them must not fill the disk.
CREATE TABLE refused_delivery (
  minute timestamptz(0) NOT NULL,
  reason text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (minute, reason)
);

CREATE TABLE alert (
  key text PRIMARY KEY,
  message text NOT NULL,
  count bigint NOT NULL,
  first_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL,
  cleared_at timestamptz(3)
);

-- One movement of money. Every pair of event id and time merges the same way in any order: the lowest id for what
-- came first, the highest for what came last. What events do not say (amount, contact) stays null until claimed.
CREATE TABLE transaction (
  id text PRIMARY KEY,
  direction text NOT NULL CHECK (direction IN ('debit', 'credit')),
  state text,
  state_event_id bigint NOT NULL DEFAULT 0,
  state_at timestamptz(6),
  first_event_id bigint,
  announced_at timestamptz(6),
  started_event_id bigint,
  started_at timestamptz(6),
  completed_event_id bigint,
  completed_at timestamptz(6),
  failed_event_id bigint,
  failed_at timestamptz(6),
  is_return boolean NOT NULL GENERATED ALWAYS AS (
    coalesce(state = 'failed' AND completed_event_id < failed_event_id, false)
  ) STORED,
  fail_reason text,
  fail_direction text,
  fail_event_id bigint,
  attempt_id bigint UNIQUE,
  amount_cents bigint,
  contact_id uuid REFERENCES contact (id),
  CHECK ((state IS NULL) = (state_event_id = 0))
);
CREATE INDEX transaction_completed_idx ON transaction (completed_at) WHERE state = 'completed';
CREATE INDEX transaction_unclaimed_idx ON transaction (direction, first_event_id) WHERE attempt_id IS NULL;
CREATE INDEX transaction_failed_idx ON transaction (failed_at DESC, id DESC) WHERE state = 'failed';
CREATE INDEX transaction_unexplained_idx ON transaction (failed_event_id) WHERE state = 'failed' AND fail_event_id IS DISTINCT FROM failed_event_id;

-- What we ask of Jetpay ------------------------------------------------------------------------------------

CREATE TABLE attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  intent_kind text NOT NULL CHECK (intent_kind IN ('contact', 'bank_account', 'collection', 'payout')),
  intent_id uuid NOT NULL,
  step text NOT NULL DEFAULT 'create',
  state text NOT NULL CHECK (state IN ('sending', 'accepted', 'refused', 'unknown', 'not_sent')),
  reference text NOT NULL,
  request_hash text NOT NULL,
  lease_until timestamptz(3) NOT NULL,
  started_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  highest_event_id bigint NOT NULL,
  jetpay_id text,
  words text,
  CHECK (state <> 'accepted' OR jetpay_id IS NOT NULL)
);
CREATE UNIQUE INDEX attempt_one_standing ON attempt (intent_kind, intent_id, step)
  WHERE state IN ('sending', 'unknown', 'accepted');
CREATE UNIQUE INDEX attempt_jetpay_id_key ON attempt (intent_kind, jetpay_id) WHERE jetpay_id IS NOT NULL;
CREATE INDEX attempt_intent_idx ON attempt (intent_kind, intent_id, id);
CREATE INDEX attempt_sending_idx ON attempt (lease_until) WHERE state = 'sending';
ALTER TABLE transaction ADD FOREIGN KEY (attempt_id) REFERENCES attempt (id);

CREATE TABLE jetpay_call (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz(3) NOT NULL,
  method text NOT NULL,
  path text NOT NULL,
  status integer,
  duration_ms integer NOT NULL,
  reference text,
  outcome text NOT NULL,
  words text
);
CREATE INDEX jetpay_call_reference_idx ON jetpay_call (reference, id) WHERE reference IS NOT NULL;

CREATE TABLE payout (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('awaiting_approval', 'approved', 'sending', 'sent', 'unknown', 'completed',
    'failed', 'returned', 'refused', 'rejected', 'cancelled')),
  version integer NOT NULL DEFAULT 0,
  contact_id uuid NOT NULL REFERENCES contact (id),
  bank_account_id uuid REFERENCES bank_account (id),
  merchant_account_id text NOT NULL REFERENCES merchant_account (id),
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  statement text NOT NULL CHECK (length(statement) BETWEEN 1 AND 30),
  note text NOT NULL,
  maker_id uuid NOT NULL REFERENCES staff (id),
  makers uuid[] NOT NULL,
  made_at timestamptz(3) NOT NULL,
  checker_id uuid REFERENCES staff (id),
  decided_at timestamptz(3),
  decision_reason text,
  seal text,
  send_at timestamptz(3),
  tries integer NOT NULL DEFAULT 0,
  waiting_for text,
  problem text,
  transaction_id text UNIQUE REFERENCES transaction (id),
  link text,
  search text NOT NULL,
  CHECK (maker_id = ANY (makers)),
  CONSTRAINT payout_checker_is_no_maker CHECK (checker_id IS NULL OR NOT checker_id = ANY (makers)),
  CONSTRAINT payout_needs_checker CHECK (
    state IN ('awaiting_approval', 'cancelled') OR (checker_id IS NOT NULL AND seal IS NOT NULL)
  )
);
CREATE INDEX payout_made_idx ON payout (made_at DESC, id DESC);
CREATE INDEX payout_state_idx ON payout (state, made_at DESC, id DESC);
CREATE INDEX payout_amount_idx ON payout (amount_cents DESC, id DESC);
CREATE INDEX payout_contact_idx ON payout (contact_id, made_at DESC);
CREATE INDEX payout_due_idx ON payout (send_at) WHERE state = 'approved';
CREATE INDEX payout_search_idx ON payout USING gin (search gin_trgm_ops);

-- Each decision with the facts it was made on.
CREATE TABLE decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payout_id uuid NOT NULL REFERENCES payout (id),
  checker_id uuid NOT NULL REFERENCES staff (id),
  verdict text NOT NULL CHECK (verdict IN ('approve', 'reject', 'undo')),
  reason text,
  version integer NOT NULL,
  seal text NOT NULL,
  facts jsonb NOT NULL,
  decided_at timestamptz(3) NOT NULL
);
CREATE INDEX decision_payout_id_idx ON decision (payout_id, id);
CREATE TRIGGER decision_is_append_only BEFORE UPDATE OR DELETE ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_maker_as_checker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- taking an approval back is the safe direction: a maker may
  IF NEW.verdict <> 'undo' AND EXISTS (SELECT 1 FROM payout WHERE id = NEW.payout_id AND NEW.checker_id = ANY (makers)) THEN
    RAISE EXCEPTION 'a maker of payout % cannot decide on it', NEW.payout_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_checker_is_no_maker BEFORE INSERT ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse_maker_as_checker();

CREATE TABLE collection (
  id uuid PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'asked', 'in_progress', 'unknown', 'completed', 'failed',
    'returned', 'refused', 'cancelled')),
  version integer NOT NULL DEFAULT 0,
  contact_id uuid NOT NULL REFERENCES contact (id),
  merchant_account_id text NOT NULL REFERENCES merchant_account (id),
  amount_cents bigint NOT NULL CHECK (amount_cents > 0),
  statement text NOT NULL CHECK (length(statement) BETWEEN 1 AND 30),
  note text NOT NULL,
  asked_by uuid NOT NULL REFERENCES staff (id),
  asked_at timestamptz(3) NOT NULL,
  send_at timestamptz(3) NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  waiting_for text,
  problem text,
  transaction_id text UNIQUE REFERENCES transaction (id),
  link text,
  search text NOT NULL
);
CREATE INDEX collection_asked_idx ON collection (asked_at DESC, id DESC);
CREATE INDEX collection_state_idx ON collection (state, asked_at DESC, id DESC);
CREATE INDEX collection_amount_idx ON collection (amount_cents DESC, id DESC);
CREATE INDEX collection_contact_idx ON collection (contact_id, asked_at DESC);
CREATE INDEX collection_due_idx ON collection (send_at) WHERE state = 'waiting';
CREATE INDEX collection_search_idx ON collection USING gin (search gin_trgm_ops);

-- One row. Read under lock by whoever makes an attempt.
CREATE TABLE sending_switch (
  id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  is_paused boolean NOT NULL DEFAULT false,
  reason text,
  changed_at timestamptz(3),
  changed_by uuid REFERENCES staff (id)
);
INSERT INTO sending_switch DEFAULT VALUES;

-- Views over the above -------------------------------------------------------------------------------------

-- How one of our intents stands once Jetpay has spoken. `requested` is the word for "known to Jetpay, nothing moved".
CREATE FUNCTION intent_state(kind text, state text, is_return boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN state = 'completed' THEN 'completed'
    WHEN state = 'failed' AND is_return THEN 'returned'
    WHEN state = 'failed' THEN 'failed'
    WHEN state IN ('cancelled', 'canceled', 'deleted') THEN 'cancelled'
    WHEN kind = 'payout' THEN 'sent'
    WHEN state IS NULL OR state = 'requested' THEN 'asked'
    ELSE 'in_progress'
  END
$$;

-- How one of Jetpay's words is to be read. The same table as in the domain; a test holds them together.
CREATE FUNCTION progress_of(state text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN state IN ('requested', 'completed', 'failed') THEN state
    WHEN state IN ('cancelled', 'canceled', 'deleted') THEN 'cancelled'
    ELSE 'in_flight'
  END
$$;

-- The one way to hand out a job inside a transaction. Jobs are hints; rows are the truth. Without a time it is a hint
-- that leaves a job which waits already as it is, with its tries and its pauses.
CREATE FUNCTION enqueue_job(task text, payload json, run_at timestamptz, key text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, run_at => run_at, job_key => key, max_attempts => 12,
    job_key_mode => CASE WHEN run_at IS NULL THEN 'preserve_run_at' ELSE 'replace' END);
END $$;

-- Everything that went wrong and is somebody's work, with what is known of why.
CREATE VIEW failure AS
  SELECT t.id AS id, t.failed_at::timestamptz(6) AS at, CASE WHEN t.is_return THEN 'returned' ELSE 'failed' END AS kind,
    t.direction, t.amount_cents, t.contact_id, t.fail_reason AS reason, t.fail_direction, t.is_return,
    p.id AS payout_id, c.id AS collection_id, coalesce(p.reference, c.reference) AS reference,
    t.id AS transaction_id, NULL::text AS words
  FROM transaction t
  LEFT JOIN payout p ON p.transaction_id = t.id
  LEFT JOIN collection c ON c.transaction_id = t.id
  WHERE t.state = 'failed'
UNION ALL
  SELECT p.id::text, coalesce(a.finished_at, p.made_at)::timestamptz(6), p.state, 'credit', p.amount_cents, p.contact_id, NULL, NULL, false,
    p.id, NULL, p.reference, NULL, p.problem
  FROM payout p
  LEFT JOIN LATERAL (
    SELECT finished_at FROM attempt WHERE intent_kind = 'payout' AND intent_id = p.id ORDER BY id DESC LIMIT 1
  ) a ON true
  WHERE p.state IN ('refused', 'unknown')
UNION ALL
  SELECT c.id::text, coalesce(a.finished_at, c.asked_at)::timestamptz(6), c.state, 'debit', c.amount_cents, c.contact_id, NULL, NULL, false,
    NULL, c.id, c.reference, NULL, c.problem
  FROM collection c
  LEFT JOIN LATERAL (
    SELECT finished_at FROM attempt WHERE intent_kind = 'collection' AND intent_id = c.id ORDER BY id DESC LIMIT 1
  ) a ON true
  WHERE c.state IN ('refused', 'unknown');
