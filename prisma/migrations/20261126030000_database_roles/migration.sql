-- What each program may do in the database, held by PostgreSQL itself. These roles cannot sign in: a login of each
-- program's own is a member of one of them. The owner of the tables runs the migrations and nothing else.
--   jetdesk_web      screens and actions
--   jetdesk_worker   jobs: what is due is sent
--   jetdesk_ingest   keeps what Jetpay delivers
--   jetdesk_reports  reads for reports: no password, no secret, no session, no link that pays
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY '{jetdesk_web,jetdesk_worker,jetdesk_ingest,jetdesk_reports}'::text[] LOOP
    CONTINUE WHEN EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted);
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    EXCEPTION
      -- Roles belong to the whole server, and a database beside this one may make them at the same moment.
      WHEN duplicate_object OR unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION '% may not make the role %. Give it CREATEROLE, or have somebody who may run: CREATE ROLE jetdesk_web; CREATE ROLE jetdesk_worker; CREATE ROLE jetdesk_ingest; CREATE ROLE jetdesk_reports; then run the migrations again.',
          current_user, wanted USING ERRCODE = 'insufficient_privilege';
    END;
  END LOOP;
END $$;

-- Nobody but the owner makes tables here, not even fleeting ones.
DO $$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO jetdesk_web, jetdesk_worker, jetdesk_ingest, jetdesk_reports', current_database());
  EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE '% does not own the database: who may connect to it and make tables there stays as it was.', current_user;
END $$;
GRANT USAGE ON SCHEMA public TO jetdesk_web, jetdesk_worker, jetdesk_ingest, jetdesk_reports;

-- Web and worker read, add and change; they remove nothing. A table that comes later starts the same way, and reports and
-- ingest see nothing of it. What is less for one table is said below, for later tables in their own migration; a test
-- knows what each role may do with each table.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE ON TABLES TO jetdesk_web, jetdesk_worker;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO jetdesk_web, jetdesk_worker;
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO jetdesk_web, jetdesk_worker;
REVOKE ALL ON _prisma_migrations FROM jetdesk_web, jetdesk_worker;
REVOKE INSERT, UPDATE ON webhook_delivery, event, quarantined_event, refused_delivery, captured_card, failure, rollup_day,
  rollup_delta, rollup FROM jetdesk_web, jetdesk_worker;
REVOKE UPDATE ON audit_entry, decision, jetpay_call FROM jetdesk_web, jetdesk_worker;
REVOKE INSERT ON sending_switch FROM jetdesk_web, jetdesk_worker;
GRANT DELETE ON sign_in_throttle TO jetdesk_web;

-- The worker sends what others have asked for. It makes no payout and decides on none, and knows people by name.
REVOKE ALL ON staff, staff_session, sign_in_throttle FROM jetdesk_worker;
GRANT SELECT (id, email, name, role, is_demo, disabled_at, created_at) ON staff TO jetdesk_worker;
REVOKE INSERT ON contact, bank_account, card, payout, collection, decision FROM jetdesk_worker;
REVOKE INSERT, UPDATE ON merchant_account FROM jetdesk_worker;

-- The audit chain is appended to by a trigger alone. How people prove who they are is the web's business, and so are
-- changes of power and invitations.
REVOKE INSERT, UPDATE ON audit_link, audit_head FROM jetdesk_web, jetdesk_worker;
REVOKE ALL ON factor, recovery_code, staff_change, staff_invitation FROM jetdesk_worker;
GRANT DELETE ON factor, recovery_code TO jetdesk_web;

-- Ingest reaches payments only through keep_deliveries.
GRANT SELECT (id) ON event TO jetdesk_ingest;
GRANT SELECT, INSERT, UPDATE ON captured_card TO jetdesk_ingest;
GRANT SELECT (id, contact_id, jetpay_id, state, brand, last_four), UPDATE (state, capture_url, brand, last_four, problem)
  ON card TO jetdesk_ingest;
GRANT SELECT (fingerprint, position), INSERT ON quarantined_event TO jetdesk_ingest;
GRANT SELECT, INSERT, UPDATE (message, count, last_at, cleared_at) ON alert TO jetdesk_ingest;
GRANT SELECT, INSERT, UPDATE (count) ON refused_delivery TO jetdesk_ingest;

-- Reports name their columns, so that one that comes later is not shown by chance.
DO $$
DECLARE
  hidden jsonb := '{
    "alert": [], "audit_entry": ["salt"], "audit_link": [], "audit_head": [], "contact": [], "captured_card": [], "decision": [], "event": [], "failure": [],
    "jetpay_call": [], "merchant_account": [], "refused_delivery": [], "rollup": [], "rollup_day": [], "rollup_delta": [],
    "sending_switch": [], "transaction": [],
    "staff": ["password_hash"],
    "bank_account": ["fingerprint"],
    "card": ["capture_url"],
    "payout": ["link"],
    "collection": ["link"],
    "attempt": ["request_hash"],
    "quarantined_event": ["raw"],
    "webhook_delivery": ["body", "token_id", "key_id"]
  }';
  shown record;
BEGIN
  FOR shown IN
    SELECT c.table_name, string_agg(quote_ident(c.column_name), ', ') AS columns
    FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND hidden ? c.table_name AND NOT hidden -> c.table_name ? c.column_name
    GROUP BY 1
  LOOP
    EXECUTE format('GRANT SELECT (%s) ON %I TO jetdesk_reports', shown.columns, shown.table_name);
  END LOOP;
END $$;

-- What is derived is written by these alone, with the owner's right, whoever made the change that they follow.
ALTER FUNCTION follow_transaction() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION follow_payout() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION follow_collection() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION follow_unknown_method() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION follow_accounts() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION fold_rollups() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION keep_deliveries(
  timestamptz[], bigint[], text[], text[], bytea, integer[], integer[], bytea, text[], text[], integer[], integer[],
  integer[], bigint[], bigint[], timestamptz[], integer[], bigint[], text[], timestamptz[], text[], text[], text[], jsonb[],
  integer[], integer[], text[], text[], text[], text[], text[], integer[], integer[], integer[], integer[], integer[]
) SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;

-- The job runner's own tables are made after the migrations and guarded row by row; this opens them to workers. It is
-- called whenever the migrations have run, and may be repeated.
CREATE FUNCTION let_workers_work() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  guarded regclass;
BEGIN
  GRANT USAGE ON SCHEMA graphile_worker TO jetdesk_worker;
  GRANT SELECT ON ALL TABLES IN SCHEMA graphile_worker TO jetdesk_worker;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO jetdesk_worker;
  FOR guarded IN
    SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relrowsecurity
  LOOP
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON %s TO jetdesk_worker', guarded);
    CONTINUE WHEN EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = guarded AND polname = 'jetdesk_worker');
    EXECUTE format('CREATE POLICY jetdesk_worker ON %s TO jetdesk_worker USING (true) WITH CHECK (true)', guarded);
  END LOOP;
END $$;

-- A function that works with the owner's right is for those named here; PostgreSQL would let everybody call it.
DO $$
DECLARE
  ours regprocedure;
BEGIN
  FOR ours IN
    SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
      AND (p.prosecdef OR p.proname IN ('recount', 'let_workers_work'))
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', ours);
    EXECUTE format(CASE ours::oid::regproc::text
      WHEN 'enqueue_job' THEN 'GRANT EXECUTE ON FUNCTION %s TO jetdesk_web, jetdesk_worker'
      WHEN 'fold_rollups' THEN 'GRANT EXECUTE ON FUNCTION %s TO jetdesk_worker'
      WHEN 'keep_deliveries' THEN 'GRANT EXECUTE ON FUNCTION %s TO jetdesk_ingest'
      ELSE 'SELECT %L' END, ours);
  END LOOP;
END $$;
