import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Claim } from "./lives";

const CONTACTS = 200;

/** As accepted by Jetpay and told in its answer: intent, attempt, and the transaction that no event has spoken of yet. */
const CLAIM = `
  WITH told AS (
    SELECT id, direction, gen_random_uuid() AS intent_id, 'JB-' || upper(substr(md5(id), 1, 12)) AS reference,
      (1000 + abs(hashtext(id)) % 500000)::bigint AS cents, ($4::uuid[])[1 + abs(hashtext(id)) % ${CONTACTS}] AS contact_id
    FROM unnest($1::text[], $2::text[]) AS claim (id, direction)
  ), attempts AS (
    INSERT INTO attempt (intent_kind, intent_id, state, reference, request_hash, lease_until, started_at, finished_at,
      highest_event_id, jetpay_id)
    SELECT CASE direction WHEN 'credit' THEN 'payout' ELSE 'collection' END, intent_id, 'accepted', reference, 'bench',
      now(), now(), now(), 0, id FROM told RETURNING id, jetpay_id
  ), transactions AS (
    INSERT INTO transaction (id, direction, attempt_id, amount_cents, contact_id)
    SELECT told.id, direction, attempts.id, cents, contact_id FROM told JOIN attempts ON attempts.jetpay_id = told.id
    RETURNING id
  ), payouts AS (
    INSERT INTO payout (id, reference, state, contact_id, merchant_account_id, amount_cents, statement, note, maker_id,
      makers, made_at, checker_id, decided_at, seal, transaction_id, search)
    SELECT intent_id, reference, 'sent', contact_id, 'bench', cents, 'BENCH', '', ($3::uuid[])[1], ARRAY[($3::uuid[])[1]],
      now(), ($3::uuid[])[2], now(), 'seal', transactions.id, lower(reference)
    FROM told JOIN transactions USING (id) WHERE direction = 'credit'
  )
  INSERT INTO collection (id, reference, state, contact_id, merchant_account_id, amount_cents, statement, note, asked_by,
    asked_at, send_at, transaction_id, search)
  SELECT intent_id, reference, 'asked', contact_id, 'bench', cents, 'BENCH', '', ($3::uuid[])[1], now(), now(),
    transactions.id, lower(reference)
  FROM told JOIN transactions USING (id) WHERE direction = 'debit'`;

const PEOPLE = `
  INSERT INTO staff (id, email, name, role, password_hash, created_at)
  SELECT id, id || '@example.ca', 'Bench', 'operator', 'none', now() FROM unnest($1::uuid[]) id`;
const PARTIES = `
  INSERT INTO contact (id, jetpay_id, state, name, email, language, is_customer, is_vendor, created_at)
  SELECT id, id::text, 'active', 'Bench ' || left(id::text, 8), id || '@example.ca', 'en', true, true, now() FROM unnest($1::uuid[]) id`;

/** Makes the payouts and collections that own these transactions. */
export type MakeClaims = (claims: readonly Claim[]) => Promise<void>;

/** For what the benchmark's deliveries speak of: people and contacts to whom it can belong. */
export async function openClaims(pool: pg.Pool): Promise<MakeClaims> {
  const people = [randomUUID(), randomUUID()];
  const contacts = Array.from({ length: CONTACTS }, () => randomUUID());
  await pool.query(PEOPLE, [people]);
  await pool.query(PARTIES, [contacts]);
  await pool.query("INSERT INTO merchant_account (id, name, added_at) VALUES ('bench', 'Bench', now())");
  return async (claims) => {
    const directions = claims.map(({ isCredit }) => (isCredit ? "credit" : "debit"));
    await pool.query(CLAIM, [claims.map(({ transactionId }) => transactionId), directions, people, contacts]);
  };
}
