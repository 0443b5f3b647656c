import pg from "pg";

/** Work that waits for people does not grow with a marketplace's past: these are the same in every size. */
const PAYOUTS_UNSENT = {
  awaiting_approval: 300,
  approved: 60,
  rejected: 60,
  refused: 100,
  unknown: 60,
} as const;
const COLLECTIONS_UNSENT = { waiting: 420, refused: 100, unknown: 60 } as const;
const sumOf = (counts: object) =>
  Object.values(counts).reduce<number>((sum, count) => sum + Number(count), 0);
const UNSENT = sumOf(PAYOUTS_UNSENT) + sumOf(COLLECTIONS_UNSENT);
/** `CASE` over the place in its kind: the first so many are of the first state, and so on. */
function stateByPlace(counts: Record<string, number>): string {
  let upTo = 0;
  const whens = Object.entries(counts).map(
    ([state, count]) => `WHEN place <= ${(upTo += count)} THEN '${state}'`,
  );
  return `CASE ${whens.join(" ")} END`;
}

const FIRST = `ARRAY['maple','northern','harbour','cedar','atlas','lumen','river','summit','prairie','boreal','granite',
  'aurora','pioneer','copper','silver','juniper','willow','falcon','beacon','orchard','meridian','coastal','glacier',
  'heritage','amber','cobalt','thistle','larch','tundra','acadia','laurentian','rideau','fraser','kootenay','huron',
  'ontario','yukon','gatineau','niagara','okanagan']`;
const SECOND = `ARRAY['woodworks','bakery','studio','supply','imports','design','bicycles','coffee','books','ceramics',
  'furniture','textiles','garden','outfitters','press','instruments','printing','leather','glass','candles','farm',
  'brewing','optics','audio','toys','cycles','kitchens','roofing','electric','plumbing','marine','forge','flowers',
  'jewellery','records','skates','canoes','tools','apparel','foods']`;
const LAST = `ARRAY['roy','tremblay','chen','singh','okafor','macdonald','gagnon','nguyen','brown','lavoie','kim','martin',
  'patel','wilson','bouchard','haddad','taylor','cote','ivanov','fortin','lee','morin','garcia','stewart','pelletier']`;
const WORDS = `ARRAY['invoice','order','monthly','repair','deposit','booking','refund','rent','delivery','tickets',
  'consulting','materials','season','workshop','repairs','hosting','catering','lesson','membership','supplies']`;

const FUNCTIONS = `
  CREATE FUNCTION pg_temp.pick(words text[], n bigint, turn bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT words[1 + abs(hashint8(n * turn) % array_length(words, 1))] $$;
  CREATE FUNCTION pg_temp.uid(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT md5(kind || n)::uuid $$;
  -- Every number below 32^6 has a reference of its own: the factor is odd.
  CREATE FUNCTION pg_temp.reference(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT 'JD-' || string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((m >> shift) & 31)::int, 1), '')
    FROM (SELECT (n * 668265263) & 1073741823 AS m) number, generate_series(0, 25, 5) shift $$;`;

/** Who is there: eight people, a contact for every twenty transactions. Half are vendors with an account, a few without. */
const PEOPLE = `
  INSERT INTO staff (id, email, name, role, password_hash, created_at)
    SELECT pg_temp.uid('staff', n), 'filled' || n || '@desk.test', 'Person ' || n,
      CASE WHEN n <= 4 THEN 'operator' ELSE 'approver' END, 'none', now() FROM generate_series(1, 8) n;
  INSERT INTO merchant_account (id, name, is_default, added_at) VALUES ('ma_filled', 'Operating', false, now());
  INSERT INTO contact (id, jetpay_id, state, name, email, language, is_customer, is_vendor, has_account, created_at,
      created_by)
    SELECT pg_temp.uid('contact', n), 'co_' || n, 'active', initcap(concat_ws(' ', pg_temp.pick(${LAST}, n, 31),
        pg_temp.pick(${FIRST}, n, 17), pg_temp.pick(${SECOND}, n / 3, 13))),
      pg_temp.pick(${LAST}, n, 31) || n || '@' || pg_temp.pick(${FIRST}, n, 17) || '.example',
      CASE WHEN n % 4 = 0 THEN 'fr' ELSE 'en' END, n % 2 = 0, n % 2 = 1 OR n % 16 = 4, n % 2 = 1 OR n % 6 = 0, now() - (n % 700) * interval '13 hours',
      pg_temp.uid('staff', 1 + n % 4)
    FROM generate_series(1, @contacts::bigint) n;
  INSERT INTO bank_account (id, contact_id, jetpay_id, state, title, institution_number, transit_number, last_three,
      account_type, holder_name, fingerprint, added_at, added_by)
    SELECT pg_temp.uid('account', n), pg_temp.uid('contact', n), 'ba_' || n, 'active', 'Main',
      (ARRAY['001', '002', '003', '004', '006', '010'])[1 + n % 6], lpad((n * 37 % 100000)::text, 5, '0'),
      lpad((n * 7 % 1000)::text, 3, '0'), 'chequing', 'Holder ' || n, 'v1:' || md5('a' || n), now() - interval '300 days',
      pg_temp.uid('staff', 1 + n % 4)
    FROM generate_series(1, @contacts::bigint) n WHERE n % 2 = 1 OR n % 6 = 0;
  INSERT INTO card (id, contact_id, jetpay_id, state, brand, last_four, asked_at, asked_by)
    SELECT pg_temp.uid('card', n), pg_temp.uid('contact', n), 'cc_' || n, 'active', 'visa',
      lpad((n * 11 % 10000)::text, 4, '0'), now() - interval '200 days', pg_temp.uid('staff', 1 + n % 4)
    FROM generate_series(2, @contacts::bigint, 4) n;`;

/**
 * A year of payments, one number each: odd ones go out, even ones come in. Of a hundred, 88 completed, 5 are on their
 * way, 2 wait to be used, 3 failed, 1 came back and 1 was cancelled. The last numbers were asked for, and never sent.
 */
const MOVES = `
  CREATE TEMP TABLE move AS
  SELECT n, n > @transactions AS is_unsent, is_out, CASE WHEN is_out THEN 'credit' ELSE 'debit' END AS direction,
    pg_temp.uid(CASE WHEN is_out THEN 'payout' ELSE 'collection' END, n) AS id, pg_temp.reference(n) AS reference,
    'tx_' || md5('t' || n) AS tx, c.*, c.k % 6 = 0 OR is_out AS has_account,
    (100 + (n * 7919) % 250000)::bigint AS cents, pg_temp.pick(${WORDS}, n, 7) AS word,
    now() - CASE WHEN n > @transactions THEN (n - @transactions) * interval '7 minutes'
      ELSE (@transactions - n) * (interval '365 days' / @transactions) END AS made,
    CASE WHEN n > @transactions THEN NULL WHEN h < 88 THEN 'completed' WHEN h < 93 THEN 'initiated'
      WHEN h < 95 THEN 'requested' WHEN h < 99 THEN 'failed' ELSE 'cancelled' END AS state, h = 98 AS is_return
  FROM (SELECT n, n % 2 = 1 AS is_out, (n * 7919 / 2) % 100 AS h FROM generate_series(1, (@transactions + ${UNSENT})::bigint) n) m
  CROSS JOIN LATERAL (SELECT 1 + (n * 104729 % @contacts) / 2 * 2 - CASE WHEN is_out THEN 0 ELSE 1 END AS odd) o
  CROSS JOIN LATERAL (SELECT CASE WHEN is_out THEN odd ELSE greatest(odd, 2) END AS k) c;
  ANALYZE move;
  CREATE TEMP TABLE unsent AS SELECT *, row_number() OVER (PARTITION BY is_out ORDER BY n) AS place FROM move WHERE is_unsent;`;

/** Every fiftieth transaction is nobody's here; the rest belong to a payout or a collection. */
const TRANSACTIONS = `
  INSERT INTO attempt (id, intent_kind, intent_id, step, state, reference, request_hash, lease_until, started_at,
      finished_at, highest_event_id, jetpay_id)
    OVERRIDING SYSTEM VALUE
    SELECT n, CASE WHEN is_out THEN 'payout' ELSE 'collection' END, id, 'create', 'accepted', reference, 'none', made,
      made, made, 0, tx
    FROM move WHERE NOT is_unsent AND n % 50 <> 0;
  SELECT setval(pg_get_serial_sequence('attempt', 'id'), @transactions);
  INSERT INTO transaction (id, event_ids, direction, state, progress, state_event_id, state_at, first_event_id, announced_at,
      started_event_id, started_at, completed_event_id, completed_at, failed_event_id, failed_at, fail_reason,
      fail_direction, fail_event_id, attempt_id, amount_cents, contact_id)
    SELECT tx, ARRAY[n * 4 + 3], direction, state, CASE state WHEN 'initiated' THEN 'in_flight' ELSE state END, n * 4 + 3, made + b, n * 4,
      made, n * 4 + 1, made + a, CASE WHEN state = 'completed' OR is_return THEN n * 4 + 2 END,
      CASE WHEN state = 'completed' OR is_return THEN made + a END, CASE WHEN state = 'failed' THEN n * 4 + 3 END,
      CASE WHEN state = 'failed' THEN made + b END,
      CASE WHEN state = 'failed' THEN (ARRAY['nsf', 'account_closed', 'invalid_account', 'payment_stopped'])[1 + n % 4] END,
      CASE WHEN state = 'failed' THEN CASE WHEN is_out THEN 'push' ELSE 'pull' END END,
      CASE WHEN state = 'failed' THEN n * 4 + 3 END, CASE WHEN n % 50 <> 0 THEN n END,
      CASE WHEN n % 50 <> 0 THEN cents END, CASE WHEN n % 50 <> 0 THEN pg_temp.uid('contact', k) END
    FROM (SELECT *, interval '20 minutes' AS a, interval '40 minutes' AS b FROM move) m WHERE NOT is_unsent;`;

const SEARCH = `lower(concat_ws(' ', reference, name, email, word, 'for ' || word))`;
const KNOWN = `(SELECT m.*, c.name, c.email FROM move m JOIN contact c ON c.id = pg_temp.uid('contact', m.k)) m`;
const REST = `(SELECT m.*, c.name, c.email FROM unsent m JOIN contact c ON c.id = pg_temp.uid('contact', m.k)) m`;
const COMPLETED_AT = `CASE WHEN state = 'completed' OR is_return THEN made + interval '20 minutes' END`;

const PAYOUT_COLUMNS = `id, reference, state, contact_id, bank_account_id, merchant_account_id, amount_cents, statement,
  note, maker_id, makers, made_at, checker_id, decided_at, seal, send_at, transaction_id, completed_at, problem, search`;
const PAYOUTS = `
  INSERT INTO payout (${PAYOUT_COLUMNS})
    SELECT id, reference, payout_after(CASE state WHEN 'initiated' THEN 'in_flight' ELSE state END, is_return),
      pg_temp.uid('contact', k), pg_temp.uid('account', k), 'ma_filled', cents, word, 'For ' || word,
      pg_temp.uid('staff', 1 + n % 4), ARRAY[pg_temp.uid('staff', 1 + n % 4)], made, pg_temp.uid('staff', 5 + n % 4), made,
      'filled', made, tx, ${COMPLETED_AT}, NULL, ${SEARCH}
    FROM ${KNOWN} WHERE is_out AND NOT is_unsent AND n % 50 <> 0;
  INSERT INTO payout (${PAYOUT_COLUMNS})
    SELECT id, reference, stands, pg_temp.uid('contact', k), pg_temp.uid('account', k), 'ma_filled', cents, word,
      'For ' || word, pg_temp.uid('staff', 1 + place % 4), ARRAY[pg_temp.uid('staff', 1 + place % 4)], made,
      CASE WHEN stands <> 'awaiting_approval' THEN pg_temp.uid('staff', 5 + place % 4) END,
      CASE WHEN stands <> 'awaiting_approval' THEN made END, CASE WHEN stands <> 'awaiting_approval' THEN 'filled' END,
      CASE WHEN stands = 'approved' THEN made END, NULL, NULL,
      CASE WHEN stands = 'refused' THEN 'The account does not exist.' WHEN stands = 'unknown' THEN 'No answer came.' END,
      ${SEARCH}
    FROM (SELECT *, ${stateByPlace(PAYOUTS_UNSENT)} AS stands FROM ${REST}) m WHERE is_out;`;

const COLLECTION_COLUMNS = `id, reference, state, method, card_id, bank_account_id, agreed_on, next_step, contact_id,
  merchant_account_id, amount_cents, statement, note, asked_by, asked_at, send_at, transaction_id, link, completed_at,
  problem, search`;
/** One contact in two that pays has a card, one in three an account; what they have is debited, the rest pay on links. */
const METHOD = `CASE WHEN k % 4 = 2 AND n % 3 = 0 THEN 'card' WHEN has_account AND n % 5 < 2 THEN 'bank_account' ELSE 'link' END`;
const COLLECTION_FROM = `SELECT id, reference, stands, method, CASE method WHEN 'card' THEN pg_temp.uid('card', k) END,
      CASE method WHEN 'bank_account' THEN pg_temp.uid('account', k) END,
      CASE method WHEN 'bank_account' THEN made::date END,
      CASE WHEN stands IN ('waiting', 'unknown') THEN CASE method WHEN 'card' THEN 'charge' ELSE 'create' END END,
      pg_temp.uid('contact', k), 'ma_filled', cents, word, 'For ' || word, pg_temp.uid('staff', 1 + n % 4), made, made,
      CASE WHEN NOT is_unsent THEN tx END,
      CASE WHEN method = 'link' AND NOT is_unsent THEN 'https://pay.example/' || tx END, ${COMPLETED_AT},
      CASE WHEN stands = 'refused' THEN 'The amount is too large.' WHEN stands = 'unknown' THEN 'No answer came.' END,
      ${SEARCH}`;
const COLLECTIONS = `
  INSERT INTO collection (${COLLECTION_COLUMNS})
    ${COLLECTION_FROM}
    FROM (SELECT *, collection_after(method, CASE state WHEN 'initiated' THEN 'in_flight' ELSE state END, is_return, false)
        AS stands FROM (SELECT *, ${METHOD} AS method FROM ${KNOWN}) m) m
    WHERE NOT is_out AND NOT is_unsent AND n % 50 <> 0;
  INSERT INTO collection (${COLLECTION_COLUMNS})
    ${COLLECTION_FROM}
    FROM (SELECT *, ${stateByPlace(COLLECTIONS_UNSENT)} AS stands FROM (SELECT *, ${METHOD} AS method FROM ${REST}) m) m
    WHERE NOT is_out;`;

/** Jetpay's last word on each transaction, a hundred to a delivery. */
const EVENTS = `
  CREATE TEMP TABLE told AS
  SELECT *, sum(length(raw) + 1) OVER (PARTITION BY delivery ORDER BY n) - length(raw) - 1 + length(@opening) AS raw_at
  FROM (SELECT n, tx, direction, state, made + interval '40 minutes' AS at, 1 + n / 100 AS delivery, n * 4 + 3 AS event,
      '{"id":' || n * 4 + 3 || ',"type":"transactions.' || direction || 's.updated","data":{"state":"' || state
        || '","transactionId":"' || tx || '"}}' AS raw
    FROM move WHERE NOT is_unsent) m;
  INSERT INTO webhook_delivery (id, received_at, token_id, key_id, body, body_sha256, verdict, event_count, new_count,
      malformed_count, first_event_id, last_event_id, newest_event_at)
    OVERRIDING SYSTEM VALUE
    SELECT delivery, max(at) + interval '1 minute', 'filled', 'filled',
      convert_to(@opening || string_agg(raw, ',' ORDER BY n) || ']}', 'UTF8'), '\\x00', 'applied', count(*), count(*), 0,
      min(event), max(event), max(at)
    FROM told GROUP BY delivery;
  SELECT setval(pg_get_serial_sequence('webhook_delivery', 'id'), @transactions / 100 + 1);
  INSERT INTO event (id, delivery_id, type, created_at, transaction_id, direction, state, raw_at, raw_bytes)
    SELECT event, delivery, 'transactions.' || direction || 's.updated', at, tx, direction, state, raw_at, length(raw)
    FROM told ORDER BY event;`;

/** With the triggers back in force, so that what they keep is theirs. */
const DERIVED = `
  INSERT INTO rollup_delta (day, direction, kind, reason, n, cents)
    SELECT (completed_at AT TIME ZONE 'UTC')::date, direction, 'completed', '', count(*), coalesce(sum(amount_cents), 0)
    FROM transaction WHERE completed_at IS NOT NULL GROUP BY 1, 2;
  SELECT refresh_failed_transactions((SELECT array_agg(id) FROM transaction WHERE progress = 'failed'));
  SELECT refresh_unsent_payouts((SELECT array_agg(id) FROM payout WHERE state IN ('refused', 'unknown')));
  SELECT refresh_unsent_collections(
    (SELECT array_agg(id) FROM collection WHERE state IN ('refused', 'unknown', 'declined')));
  SELECT fold_rollups();`;

/** Built at the end from sorted rows, which takes a fraction of the time of one entry after another. */
const PLAIN_INDEXES = `
  SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace s ON s.oid = c.relnamespace
  WHERE s.nspname = 'public' AND NOT i.indisunique
    AND c.relname IN ('contact', 'bank_account', 'attempt', 'transaction', 'payout', 'collection', 'event', 'failure')`;

/**
 * Fills a migrated database with a marketplace's last year: this many transactions, the payouts and collections they
 * belong to, and a fixed number that never left. Wants a role that may set `session_replication_role`; meant for a
 * database that holds no payments yet. A million take some minutes.
 */
export async function fillMarketplace(url: string, transactions: number): Promise<void> {
  const numbers = { transactions, contacts: Math.max(600, Math.ceil(transactions / 20 / 12) * 12) };
  const filled = (statement: string) =>
    statement
      .replaceAll("@transactions", String(numbers.transactions))
      .replaceAll("@contacts", String(numbers.contacts))
      .replaceAll("@opening", `'{"webhookId":1,"events":['`);
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    await db.query(
      "SET maintenance_work_mem = '256MB'; SET work_mem = '128MB'; SET session_replication_role = replica",
    );
    const { rows: indexes } = await db.query<{ name: string; definition: string }>(PLAIN_INDEXES);
    for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
    for (const part of [FUNCTIONS, PEOPLE, MOVES, TRANSACTIONS, PAYOUTS, COLLECTIONS, EVENTS])
      await db.query(filled(part));
    for (const { definition } of indexes) await db.query(definition);
    await db.query("SET session_replication_role = origin");
    await db.query(DERIVED);
    await db.query("VACUUM (ANALYZE)");
  } finally {
    await db.end();
  }
}
