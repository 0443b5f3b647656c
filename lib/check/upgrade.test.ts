import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "../db/migrate";
import { freshDatabase } from "./rig";

const MIGRATIONS = join(import.meta.dirname, "../../prisma/migrations");
const FIRST = "20261123000000_foundation";

/** What a desk of the first version may hold: every state that a payment, a contact and an account can be in. */
const ROWS = `
  CREATE FUNCTION uid(n int, kind int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT ('00000000-0000-4000-8' || lpad(kind::text, 3, '0') || '-' || lpad(n::text, 12, '0'))::uuid $$;
  INSERT INTO staff VALUES (uid(1, 1), 'a@desk.test', 'A', 'operator', 'h', false, NULL, '2026-01-01'),
    (uid(2, 1), 'b@desk.test', 'B', 'approver', 'h', false, NULL, '2026-01-01');
  INSERT INTO merchant_account VALUES ('ma', 'Main', true, '2026-01-01');
  INSERT INTO contact (id, state, name, email, language, is_customer, is_vendor, created_at) VALUES
    (uid(1, 2), 'active', 'Maple', 'm@shop.test', 'en', true, true, '2026-01-01'),
    (uid(2, 2), 'unknown', 'Lost', 'l@shop.test', 'en', true, false, '2026-01-02Z'),
    (uid(3, 2), 'active', 'Bare', 'b@shop.test', 'en', false, true, '2026-01-03Z');
  INSERT INTO bank_account (id, contact_id, state, title, institution_number, transit_number, last_three, account_type,
    holder_name, fingerprint, added_at, problem) VALUES
    (uid(1, 3), uid(1, 2), 'active', 'Main', '003', '12345', '111', 'chequing', 'M', 'f', '2026-01-01', NULL),
    (uid(2, 3), uid(3, 2), 'unknown', 'Main', '003', '12345', '112', 'chequing', 'M', 'f', '2026-01-04Z', 'No answer.');
  INSERT INTO attempt (intent_kind, intent_id, state, reference, request_hash, lease_until, started_at, finished_at,
    highest_event_id, jetpay_id)
    SELECT kind, uid(n, code), CASE WHEN n < 7 THEN 'accepted' ELSE 'unknown' END, kind || n, 'h', '2026-02-01',
      '2026-02-01', '2026-02-09Z', 0, CASE WHEN n < 7 THEN kind || n END
    FROM (VALUES ('payout', 4), ('collection', 5)) k (kind, code), generate_series(1, 8) n;
  INSERT INTO attempt (intent_kind, intent_id, state, reference, request_hash, lease_until, started_at, finished_at,
    highest_event_id) VALUES ('contact', uid(2, 2), 'unknown', 'c', 'h', '2026-02-01', '2026-02-01', '2026-02-08Z', 0);
  -- 1 completed, 2 failed, 3 came back, 4 is under way, 5 was cancelled, 6 is only known
  INSERT INTO transaction (id, direction, state, state_event_id, first_event_id, completed_event_id, completed_at,
    failed_event_id, failed_at, fail_reason, fail_direction, fail_event_id, attempt_id, amount_cents, contact_id)
    SELECT a.jetpay_id, CASE WHEN a.intent_kind = 'payout' THEN 'credit' ELSE 'debit' END,
      (ARRAY['completed', 'failed', 'failed', 'paid', 'deleted', 'requested'])[n], n * 10 + 5, n * 10,
      CASE WHEN n IN (1, 3) THEN n * 10 + 2 END, CASE WHEN n IN (1, 3) THEN timestamptz '2026-02-02 23:30Z' END,
      CASE WHEN n IN (2, 3) THEN n * 10 + 5 END, CASE WHEN n IN (2, 3) THEN timestamptz '2026-02-04 00:10Z' END,
      CASE WHEN n IN (2, 3) THEN 'nsf' END, CASE WHEN n = 3 THEN 'pull' END, CASE WHEN n = 3 THEN 35 END, a.id, 100 * n,
      uid(1, 2)
    FROM attempt a, LATERAL (SELECT right(a.jetpay_id, 1)::int AS n) s WHERE a.jetpay_id IS NOT NULL;
  INSERT INTO transaction (id, direction, state, state_event_id, first_event_id, failed_event_id, failed_at,
    completed_event_id, completed_at) VALUES
    ('stranger', 'debit', 'failed', 9, 8, 9, '2026-02-05Z', NULL, NULL),
    ('guest', 'debit', 'completed', 9, 8, NULL, NULL, 9, '2026-02-05Z');
  INSERT INTO payout (id, reference, state, contact_id, merchant_account_id, amount_cents, statement, note, maker_id,
    makers, made_at, checker_id, seal, transaction_id, problem, search)
    SELECT uid(n, 4), 'JD-P' || n,
      (ARRAY['completed', 'failed', 'returned', 'sent', 'cancelled', 'sent', 'unknown', 'refused'])[n], uid(1, 2), 'ma',
      100 * n, 'S', '', uid(1, 1), ARRAY[uid(1, 1)], '2026-02-01Z', uid(2, 1), 's', CASE WHEN n < 7 THEN 'payout' || n END,
      CASE WHEN n > 6 THEN 'Why.' END, 'x' FROM generate_series(1, 8) n;
  INSERT INTO collection (id, reference, state, contact_id, merchant_account_id, amount_cents, statement, note, asked_by,
    asked_at, send_at, transaction_id, problem, search)
    SELECT uid(n, 5), 'JD-C' || n,
      (ARRAY['completed', 'failed', 'returned', 'in_progress', 'cancelled', 'asked', 'unknown', 'refused', 'waiting'])[n],
      uid(1, 2), 'ma', 100 * n, 'S', '', uid(1, 1), '2026-02-01Z', '2026-02-01',
      CASE WHEN n < 7 THEN 'collection' || n END, CASE WHEN n > 6 THEN 'Why.' END, 'x' FROM generate_series(1, 9) n;
  INSERT INTO webhook_delivery (received_at, token_id, key_id, body, body_sha256, verdict, event_count, new_count,
    malformed_count) VALUES ('2026-02-02', 't', 'k', convert_to('{"events":[{"é":1},{"id":2}]}', 'UTF8'), '', 'applied', 2, 2, 0);
  INSERT INTO event (id, delivery_id, type, created_at, raw, transaction_id, direction, state) VALUES
    (1, 1, 'x', '2026-02-02', '{"é":1}', NULL, NULL, NULL),
    (2, 1, 'x', '2026-02-02', '{"id":2}', 'stranger', 'debit', 'failed');`;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: pg.Client;
const folder = mkdtempSync(join(tmpdir(), "jetdesk first "));

beforeAll(async () => {
  database = await freshDatabase("upgrade");
  cpSync(join(MIGRATIONS, FIRST), join(folder, FIRST), { recursive: true });
  await migrate(database.url, folder);
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
  await db.query("SET timezone = 'UTC'");
  await db.query(ROWS);
  await migrate(database.url);
});
afterAll(async () => {
  await db.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const lines = async (sql: string) => (await db.query<{ line: string }>(sql)).rows.map(({ line }) => line);

test("a desk of the first version keeps what went wrong, each once and with what is known of it", async () => {
  const found = await lines(`
    SELECT concat_ws(' ', id, kind, subject, direction, amount_cents, reason, fail_direction, reference,
      to_char(at, 'MM-DD'), is_unexplained, words) AS line FROM failure ORDER BY kind, subject, id`);
  const id = (n: number, kind: number) => `00000000-0000-4000-800${kind}-00000000000${n}`;
  expect(found).toEqual([
    "collection2 failed payment debit 200 nsf JD-C2 02-04 t",
    "payout2 failed payment credit 200 nsf JD-P2 02-04 t",
    "stranger failed payment debit 02-05 t",
    `${id(8, 4)} refused payment credit 800 JD-P8 02-09 f Why.`,
    `${id(8, 5)} refused payment debit 800 JD-C8 02-09 f Why.`,
    "collection3 returned payment debit 300 nsf pull JD-C3 02-04 f",
    "payout3 returned payment credit 300 nsf pull JD-P3 02-04 f",
    `${id(2, 3)} unknown bank_account 01-04 f No answer.`,
    `${id(2, 2)} unknown contact 02-08 f`,
    `${id(7, 4)} unknown payment credit 700 JD-P7 02-09 f Why.`,
    `${id(7, 5)} unknown payment debit 700 JD-C7 02-09 f Why.`,
  ]);
});

test("its totals by day are those of its transactions and failures", async () => {
  const found = await lines(`
    SELECT concat_ws(' ', to_char(day, 'MM-DD'), direction, kind, reason, n, cents) AS line
    FROM rollup WHERE kind IN ('completed', 'failed', 'returned') ORDER BY 1`);
  expect(found).toEqual([
    "02-02 credit completed  2 400",
    "02-02 debit completed  2 400",
    "02-04 credit failed nsf 1 200",
    "02-04 credit returned nsf 1 300",
    "02-04 debit failed nsf 1 200",
    "02-04 debit returned nsf 1 300",
    "02-05 debit completed  1 0",
    "02-05 debit failed  1 0",
  ]);
  expect(await lines("SELECT sum(n)::text AS line FROM rollup WHERE kind <> 'completed'")).toEqual(["11"]);
});

test("its payments know when they completed, what is next, and how Jetpay's word is read", async () => {
  const completed = await lines(`
    SELECT reference AS line FROM (SELECT reference, completed_at FROM payout UNION ALL SELECT reference, completed_at
      FROM collection) p WHERE completed_at = '2026-02-02 23:30Z' ORDER BY 1`);
  expect(completed).toEqual(["JD-C1", "JD-C3", "JD-P1", "JD-P3"]);
  const next =
    "SELECT concat_ws(' ', state, next_step) AS line FROM collection WHERE next_step IS NOT NULL ORDER BY 1";
  expect(await lines(next)).toEqual(["unknown create", "waiting create"]);
  const read = "SELECT DISTINCT concat_ws(' ', state, progress) AS line FROM transaction ORDER BY 1";
  expect(await lines(read)).toEqual([
    "completed completed",
    "deleted cancelled",
    "failed failed",
    "paid in_flight",
    "requested requested",
  ]);
});

test("its contacts without a usable account need attention, until they have one", async () => {
  const attention = () => lines("SELECT name AS line FROM contact WHERE needs_attention ORDER BY 1");
  expect(await attention()).toEqual(["Bare", "Lost"]);
  await db.query("UPDATE bank_account SET state = 'active' WHERE state = 'unknown'");
  expect(await attention()).toEqual(["Lost"]);
  expect(await lines("SELECT subject AS line FROM failure WHERE kind = 'unknown' ORDER BY 1")).toEqual([
    "contact",
    "payment",
    "payment",
  ]);
});

test("its events are parts of their deliveries' bodies", async () => {
  const parts = await lines(`
    SELECT convert_from(substring(d.body FROM e.raw_at + 1 FOR e.raw_bytes), 'UTF8') AS line
    FROM event e JOIN webhook_delivery d ON d.id = e.delivery_id ORDER BY e.id`);
  expect(parts).toEqual(['{"é":1}', '{"id":2}']);
});

test("its transactions know their events", async () => {
  const known = await lines(`
    SELECT id || ' ' || event_ids::text AS line FROM transaction WHERE id IN ('stranger', 'guest') ORDER BY id`);
  expect(known).toEqual(["guest {}", "stranger {2}"]);
});
