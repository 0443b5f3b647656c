import pg from "pg";
import { connect } from "../client";
import { migrate } from "../migrate";
import { reads } from "./index";

/** Of a role that may create databases. Without it these tests are skipped. */
export const ADMIN_URL = process.env.TEST_DATABASE_URL ?? "";

/** What every test starts from: enough rows for several pages, many of them equal in what they are sorted by. */
const ROWS = `
  INSERT INTO staff (id, email, name, role, password_hash, created_at) SELECT uid(n, 1),
    'p' || n || '@desk.test', 'Person ' || n, 'approver', 'hash', '2026-01-01' FROM generate_series(1, 3) n;
  INSERT INTO staff_session VALUES (uid(1, 2), uid(1, 1), '2026-01-01', '2026-01-01', '2026-01-02', NULL, '::1', 'x');
  INSERT INTO merchant_account VALUES ('ma_1', 'Main', true, '2026-01-01');
  INSERT INTO contact (id, state, name, email, language, is_customer, is_vendor, created_at)
    SELECT uid(n, 3), CASE WHEN n % 20 = 0 THEN 'unknown' ELSE 'active' END, 'Name ' || n / 7, 'c' || n || '@shop.test',
      'fr', n % 2 = 0, n % 3 = 0, timestamptz '2026-01-01Z' + (n / 9) * interval '1 hour' FROM generate_series(1, 230) n;
  INSERT INTO bank_account (id, contact_id, state, title, institution_number, transit_number, last_three, account_type,
    holder_name, fingerprint, added_at) SELECT uid(n, 4), uid(n, 3), 'active', 'Main', '003', '12345',
    lpad((n + 400)::text, 3, '0'), 'chequing', 'Holder ' || n, 'v1:' || n, '2026-01-01'
    FROM generate_series(3, 120, 3) n;
  INSERT INTO card (id, contact_id, jetpay_id, state, capture_url, brand, last_four, asked_at, asked_by) VALUES
    (uid(1, 7), uid(2, 3), 'cc_1', 'active', 'https://spent.test', 'visa', '4242', '2026-01-02', uid(1, 1)),
    (uid(2, 7), uid(2, 3), 'cc_2', 'pending', 'https://capture.test', NULL, NULL, '2026-01-03', uid(1, 1)),
    (uid(3, 7), uid(3, 3), NULL, 'unknown', NULL, NULL, NULL, '2026-01-04', uid(2, 1));
  INSERT INTO captured_card VALUES ('cc_1', 'captured', 1, '2026-01-02', 'visa', '4242', NULL);
  INSERT INTO webhook_delivery (received_at, token_id, key_id, body, body_sha256, verdict, event_count, new_count,
    malformed_count, first_event_id, last_event_id, newest_event_at)
    SELECT timestamptz '2026-03-01Z' + n * interval '1 minute', 't', 'k', '{}', '\\x00', 'applied', 1, 1, 0, n, n,
      timestamptz '2026-03-01Z' + n * interval '1 minute' - interval '90 days' FROM generate_series(1, 130) n;
  INSERT INTO event (id, delivery_id, type, created_at, transaction_id, direction, state, raw_at, raw_bytes)
    SELECT n, n, 'transaction', timestamptz '2026-03-01Z' + n * interval '1 minute', 'tx_' || n / 3, 'credit',
      (ARRAY['requested', 'completed', 'failed'])[n % 3 + 1], 0, 2 FROM generate_series(1, 130) n;
  INSERT INTO quarantined_event (fingerprint, delivery_id, position, event_id, problem, raw, received_at)
    SELECT decode(md5(n::text), 'hex'), 1, 0, n, 'not an event', '{}',
      timestamptz '2026-03-01Z' + (n / 11) * interval '1 minute' FROM generate_series(1, 120) n;
  INSERT INTO transaction (id, event_ids, direction, state, progress, state_event_id, first_event_id, failed_event_id, failed_at, completed_at,
    completed_event_id, fail_reason, amount_cents)
    SELECT 'tx_' || n, ARRAY(SELECT id FROM event WHERE transaction_id = 'tx_' || n), CASE WHEN n % 2 = 0 THEN 'debit' ELSE 'credit' END, s.state, s.state, n * 3 + 2, n * 3, n * 3 + 2, timestamptz '2026-03-10Z' + (n / 5) * interval '1 hour',
      timestamptz '2026-03-10Z' + n * interval '1 hour', n * 3 + 1, 'nsf', 100000000000 FROM generate_series(0, 139) n,
      LATERAL (SELECT CASE WHEN n < 120 THEN 'failed' ELSE 'completed' END AS state) s;
  INSERT INTO payout (id, reference, state, contact_id, bank_account_id, merchant_account_id, amount_cents, statement,
    note, maker_id, makers, made_at, checker_id, seal, transaction_id, completed_at, search)
    SELECT uid(n, 5), reference(n), CASE WHEN n <= 130 THEN 'awaiting_approval' WHEN n <= 140 THEN 'unknown' WHEN n <= 180
      THEN 'returned' ELSE 'completed' END, uid(3, 3), uid(3, 4), 'ma_1', 100 * (n % 4 + 1), 'Sale', '', uid(n % 2 + 1, 1),
      ARRAY[uid(n % 2 + 1, 1)], timestamptz '2026-02-01Z' + (n / 8) * interval '1 hour',
      CASE WHEN n > 130 THEN uid(3, 1) END, 'seal', CASE WHEN n = 141 THEN 'tx_1' END,
      CASE WHEN n > 140 THEN timestamptz '2026-03-01Z' + (n / 8) * interval '6 hours' END, lower(reference(n) || ' name sale')
    FROM generate_series(1, 200) n;
  INSERT INTO collection (id, reference, state, method, card_id, bank_account_id, agreed_on, contact_id,
    merchant_account_id, amount_cents, statement, note, asked_by, asked_at, send_at, completed_at, link, transaction_id,
    search)
    SELECT uid(n, 6), reference(n + 500), CASE WHEN n % 2 = 0 THEN 'asked' ELSE 'completed' END,
      CASE n % 10 WHEN 3 THEN 'card' WHEN 5 THEN 'bank_account' ELSE 'link' END,
      CASE WHEN n % 10 = 3 THEN uid(1, 7) END, CASE WHEN n % 10 = 5 THEN uid(6, 4) END,
      CASE WHEN n % 10 = 5 THEN date '2026-01-31' END, uid(2, 3), 'ma_1',
      100 * (n % 4 + 1), 'Bill', '', uid(1, 1), timestamptz '2026-02-01Z' + (n / 8) * interval '1 hour', '2026-02-01',
      CASE WHEN n % 2 = 1 THEN timestamptz '2026-03-01Z' + (n / 8) * interval '6 hours' END,
      'https://pay.test', CASE WHEN n = 1 THEN 'tx_120' END, lower(reference(n + 500) || ' bill')
    FROM generate_series(1, 160) n;
  INSERT INTO attempt (intent_kind, intent_id, state, reference, request_hash, lease_until, started_at, finished_at,
    highest_event_id, jetpay_id) VALUES ('payout', uid(141, 5), 'accepted', reference(141), 'h', '2026-02-02',
    '2026-02-02', '2026-02-02', 0, 'tx_1'), ('collection', uid(1, 6), 'accepted', reference(501), 'h', '2026-02-02',
    '2026-02-02', '2026-02-02', 0, 'tx_120');
  INSERT INTO attempt (intent_kind, intent_id, step, state, reference, request_hash, lease_until, started_at, finished_at,
    highest_event_id, jetpay_id, words) VALUES
    ('collection', uid(3, 6), 'charge', 'refused', reference(503), 'h', '2026-02-02', '2026-02-02', '2026-02-02', 0, NULL, 'No.'),
    ('collection', uid(5, 6), 'create', 'accepted', reference(505), 'h', '2026-02-02', '2026-02-02', '2026-02-02', 0, 'tx_122', NULL),
    ('collection', uid(5, 6), 'pay', 'unknown', reference(505), 'h', '2026-02-03', '2026-02-03', '2026-02-03', 0, NULL, NULL);
  UPDATE collection SET state = 'declined', decline_reason = 'insufficient_funds', completed_at = NULL WHERE id = uid(3, 6);
  UPDATE collection SET state = 'unknown', next_step = 'pay', completed_at = NULL WHERE id = uid(5, 6);
  UPDATE transaction SET attempt_id = a.id FROM attempt a WHERE a.jetpay_id = transaction.id;
  INSERT INTO decision (payout_id, checker_id, verdict, version, seal, facts, decided_at)
    VALUES (uid(141, 5), uid(3, 1), 'approve', 0, 'seal', '{}', '2026-02-01T23:00Z');
  INSERT INTO alert VALUES ('a', 'Look here.', 1, '2026-03-01', '2026-03-01', NULL);
  UPDATE sending_switch SET is_paused = true, reason = 'Wrong key.';
  SELECT recount();`;

const HELPERS = `
  CREATE FUNCTION uid(n bigint, kind int) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT ('00000000-0000-4000-8' || lpad(kind::text, 3, '0') || '-' || lpad(n::text, 12, '0'))::uuid $$;
  CREATE FUNCTION reference(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT 'JD-' || lpad(n::text, 6, '0') $$;`;

export const uid = (n: number, kind: number): string =>
  `00000000-0000-4000-8${String(kind).padStart(3, "0")}-${String(n).padStart(12, "0")}`;
export const KINDS = {
  staff: 1,
  session: 2,
  contact: 3,
  account: 4,
  payout: 5,
  collection: 6,
  card: 7,
} as const;

async function run(url: string, ...statements: string[]): Promise<void> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    for (const statement of statements) await db.query(statement);
  } finally {
    await db.end();
  }
}

/** A database of the test's own, with every migration applied, its sessions in UTC. */
async function deskOn(name: string, isFilled: boolean) {
  const address = new URL(ADMIN_URL);
  address.pathname = `/${name}`;
  const url = address.href;
  await run(ADMIN_URL, `CREATE DATABASE ${name}`, `ALTER DATABASE ${name} SET timezone TO 'UTC'`);
  await migrate(url);
  await run(url, HELPERS, ...(isFilled ? [ROWS] : []));
  const connections = connect({ url, ingestUrl: url, listenUrl: url });
  const { prisma } = connections;
  return {
    prisma,
    read: reads(prisma),
    run: (...statements: string[]) => run(url, ...statements),
    close: async () => {
      await connections.close();
      await run(ADMIN_URL, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** One desk with some hundred rows and one with none. */
export async function twoDesks() {
  const name = `reads_${process.pid}_${Date.now()}`;
  const full = await deskOn(`${name}_full`, true);
  const empty = await deskOn(`${name}_empty`, false);
  return { full, empty, close: () => Promise.all([full.close(), empty.close()]) };
}
export type TwoDesks = Awaited<ReturnType<typeof twoDesks>>;
