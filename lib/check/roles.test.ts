import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMerchantAccount } from "../commands/merchant-accounts";
import { approvePayout } from "../commands/payouts";
import { readFailure } from "../commands/failures";
import { sendIntent, sweep } from "../commands/sweep";
import { migrate } from "../db/migrate";
import { payoutsTo } from "./payouts";
import { freshDatabase, LOGINS, startRig, type Rig } from "./rig";

type Who = keyof typeof LOGINS;
const EVERYBODY = ["web", "worker", "ingest", "reports"] as const satisfies readonly Who[];

let rig: Rig;
let vendor: { contactId: string; bankAccountId: string };
const lines = new Map<Who, pg.Client>();

beforeAll(async () => {
  rig = await startRig("roles");
  vendor = await rig.vendor();
  await rig.registerWebhook();
  for (const who of EVERYBODY) {
    const client = new pg.Client({ connectionString: rig.as(who) });
    await client.connect();
    lines.set(who, client);
  }
});
afterAll(async () => {
  for (const client of lines.values()) await client.end();
  await rig.stop();
});

const lineOf = (who: Who): pg.Client => {
  const line = lines.get(who);
  if (line === undefined) throw new Error(`nobody signed in as ${who}`);
  return line;
};

/** What PostgreSQL says to this role: the code of its refusal, or that it was done. Nothing of it stays. */
async function tried(who: Who, sql: string): Promise<string> {
  const line = lineOf(who);
  await line.query("BEGIN");
  try {
    await line.query(sql);
    return "done";
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code ?? "no code";
    throw error;
  } finally {
    await line.query("ROLLBACK");
  }
}

const DENIED = "42501";

/**
 * What each may do with each table: Select, Insert, Update, Delete; a small letter where only with some of its columns.
 * Every table stands here, so that nobody adds one without deciding it. Nobody may empty one or hang triggers on it.
 */
const RIGHTS: Readonly<
  Record<string, readonly [web: string, worker: string, ingest: string, reports: string]>
> = {
  _prisma_migrations: ["", "", "", ""],
  alert: ["SIU", "SIU", "SIu", "s"],
  attempt: ["SIU", "SIU", "", "s"],
  audit_entry: ["SI", "SI", "", "s"],
  audit_head: ["S", "S", "", "s"],
  audit_link: ["S", "S", "", "s"],
  bank_account: ["SIU", "SU", "", "s"],
  captured_card: ["S", "S", "SIU", "s"],
  card: ["SIU", "SU", "su", "s"],
  collection: ["SIU", "SU", "", "s"],
  contact: ["SIU", "SU", "", "s"],
  decision: ["SI", "S", "", "s"],
  event: ["S", "S", "s", "s"],
  factor: ["SIUD", "", "", ""],
  failure: ["S", "S", "", "s"],
  jetpay_call: ["SI", "SI", "", "s"],
  merchant_account: ["SIU", "S", "", "s"],
  payout: ["SIU", "SU", "", "s"],
  quarantined_event: ["S", "S", "sI", "s"],
  recovery_code: ["SIUD", "", "", ""],
  refused_delivery: ["S", "S", "SIu", "s"],
  rollup: ["S", "S", "", "s"],
  rollup_day: ["S", "S", "", "s"],
  rollup_delta: ["S", "S", "", "s"],
  sending_switch: ["SU", "SU", "", "s"],
  sign_in_throttle: ["SIUD", "", "", ""],
  staff: ["SIU", "s", "", "s"],
  staff_change: ["SIU", "", "", ""],
  staff_invitation: ["SIU", "", "", ""],
  staff_session: ["SIU", "", "", ""],
  transaction: ["SIU", "SIU", "", "s"],
  webhook_delivery: ["S", "S", "", "s"],
};

const RIGHTS_OF = `
  SELECT c.relname AS "table", r.role, string_agg(
    CASE WHEN has_table_privilege(r.role, c.oid, p.name) THEN p.letter
      WHEN p.by_column AND has_any_column_privilege(r.role, c.oid, p.name) THEN lower(p.letter) ELSE '' END, ''
    ORDER BY p.place) AS may
  FROM pg_class c, unnest($1::text[]) AS r (role),
    (VALUES (1, 'SELECT', 'S', true), (2, 'INSERT', 'I', true), (3, 'UPDATE', 'U', true), (4, 'DELETE', 'D', false),
      (5, 'TRUNCATE', 'T', false), (6, 'REFERENCES', 'R', true), (7, 'TRIGGER', 'G', false)) p (place, name, letter, by_column)
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
  GROUP BY 1, 2`;

/** For a value of each role, in the order of the table above. */
async function rightsFound(): Promise<Record<string, string[]>> {
  const names = EVERYBODY.map((who) => LOGINS[who].role);
  const owner = new pg.Client({ connectionString: rig.ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ table: string; role: string; may: string }>(RIGHTS_OF, [names]);
    const found: Record<string, string[]> = {};
    for (const { table, role, may } of rows)
      (found[table] ??= Array.from(names, () => ""))[names.findIndex((name) => name === role)] = may;
    return found;
  } finally {
    await owner.end();
  }
}

describe("the migrations give each role what is written here, and no more", () => {
  test("for every table", async () => {
    const found = await rightsFound();
    const wanted = Object.entries(RIGHTS).filter(([table]) => table in found);
    expect(found).toEqual(Object.fromEntries(wanted));
  });

  test("a function that works with the owner's right is nobody's but those named here", async () => {
    const { rows } = await lineOf("reports").query<{ name: string; may: string[] }>(
      `SELECT p.proname AS name, array(SELECT role FROM unnest($1::text[]) role
          WHERE has_function_privilege(role, p.oid, 'EXECUTE')) AS may
        FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
          AND p.prorettype <> 'trigger'::regtype ORDER BY 1`,
      [["public", ...EVERYBODY.map((who) => LOGINS[who].role)]],
    );
    expect(Object.fromEntries(rows.map(({ name, may }) => [name, may]))).toEqual({
      ask_why: [],
      enqueue_job: ["jetdesk_web", "jetdesk_worker"],
      fold_rollups: ["jetdesk_worker"],
      keep_deliveries: ["jetdesk_ingest"],
      next_delivery_ids: [],
    });
  });

  test("and finds names in the catalog and in the desk's own schema only", async () => {
    const { rows } = await lineOf("reports").query<{ name: string }>(
      `SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
        AND NOT EXISTS (SELECT 1 FROM unnest(proconfig) one WHERE one ~ '^search_path=(pg_catalog, )?(public, )?pg_temp$')`,
    );
    expect(rows).toEqual([]);
  });
});

describe("PostgreSQL itself denies", () => {
  const DDL = [
    "CREATE TABLE mine (id int)",
    "CREATE TEMPORARY TABLE mine (id int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER TABLE payout ADD COLUMN mine int",
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "DROP TABLE audit_entry",
    "DROP TRIGGER decision_is_append_only ON decision",
    "CREATE TRIGGER mine BEFORE INSERT ON payout FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "CREATE ROLE mine",
    "GRANT SELECT ON staff TO PUBLIC",
    "SET SESSION AUTHORIZATION postgres",
    "SELECT recount()",
    "SELECT let_workers_work()",
  ];
  test.each(EVERYBODY.flatMap((who) => DDL.map((sql) => [who, sql] as const)))("%s: %s", async (who, sql) => {
    const code = await tried(who, sql);
    // A grant of what one does not own is only warned of; that nobody got anything is what the first test looks at.
    expect([
      DENIED,
      ...(sql.startsWith("GRANT") || sql.startsWith("SET") ? ["done", "22023"] : []),
    ]).toContain(code);
    if (sql.startsWith("SET"))
      expect((await lineOf(who).query("SELECT session_user AS u")).rows[0].u).toBe(LOGINS[who].name);
  });

  const KEPT = [
    "payout",
    "collection",
    "transaction",
    "attempt",
    "decision",
    "audit_entry",
    "event",
    "webhook_delivery",
    "quarantined_event",
    "contact",
    "bank_account",
    "card",
    "failure",
    "rollup_day",
    "jetpay_call",
    "staff",
    "staff_session",
    "sending_switch",
  ];
  test.each(EVERYBODY)("%s removing rows that are for good", async (who) => {
    for (const table of KEPT) {
      expect([table, await tried(who, `DELETE FROM ${table}`)]).toEqual([table, DENIED]);
      expect([table, await tried(who, `TRUNCATE ${table} CASCADE`)]).toEqual([table, DENIED]);
    }
  });

  test.each(EVERYBODY)("%s changing what was said, decided or told", async (who) => {
    for (const sql of [
      "UPDATE audit_entry SET reason = 'another'",
      "UPDATE decision SET verdict = 'approve'",
      "UPDATE event SET state = 'completed'",
      "INSERT INTO event (id, delivery_id, type, created_at, raw_at, raw_bytes) VALUES (1, 1, 'x', now(), 0, 1)",
      "UPDATE webhook_delivery SET verdict = 'applied'",
      "UPDATE failure SET kind = 'failed'",
      "INSERT INTO rollup_delta VALUES (now(), 'credit', 'completed', '', 1, 1)",
      "UPDATE rollup_day SET cents = 0",
      "UPDATE jetpay_call SET words = ''",
      "SELECT next_delivery_ids(1)",
      "SELECT ask_why('{x}')",
    ])
      expect([sql, await tried(who, sql)]).toEqual([sql, DENIED]);
  });

  test("the worker making or deciding payouts, and knowing how people sign in", async () => {
    for (const sql of [
      "INSERT INTO decision (payout_id, checker_id, verdict, version, seal, facts, decided_at) SELECT id, maker_id, 'approve', 0, '', '{}', now() FROM payout",
      "INSERT INTO payout SELECT * FROM payout",
      "SELECT password_hash FROM staff",
      "SELECT * FROM staff",
      "UPDATE staff SET role = 'administrator'",
      "SELECT id FROM staff_session",
    ])
      expect([sql, await tried("worker", sql)]).toEqual([sql, DENIED]);
    expect(await tried("worker", "SELECT id, name, role FROM staff")).toBe("done");
  });

  test("ingest touching money or people except by keeping what was delivered", async () => {
    for (const sql of [
      "SELECT id FROM payout",
      "UPDATE payout SET state = 'completed'",
      "UPDATE transaction SET amount_cents = 1",
      "SELECT id FROM staff",
      "SELECT body FROM webhook_delivery",
      "SELECT capture_url FROM card",
      "UPDATE card SET contact_id = contact_id",
      "SELECT enqueue_job('send_intent', '{}', NULL, 'x')",
      "INSERT INTO audit_entry (at, actor_kind, deed, subject_kind, subject_id, outcome) VALUES (now(), 'clock', 'x', 'x', 'x', 'done')",
    ])
      expect([sql, await tried("ingest", sql)]).toEqual([sql, DENIED]);
  });

  test("reports seeing a password, a session, a fingerprint or a link that pays, and writing anything", async () => {
    for (const sql of [
      "SELECT password_hash FROM staff",
      "SELECT * FROM staff",
      "SELECT id FROM staff_session",
      "SELECT key FROM sign_in_throttle",
      "SELECT fingerprint FROM bank_account",
      "SELECT capture_url FROM card",
      "SELECT link FROM collection",
      "SELECT body FROM webhook_delivery",
      "INSERT INTO alert VALUES ('x', 'x', 1, now(), now())",
      "UPDATE payout SET state = 'completed'",
      "SELECT id FROM payout FOR UPDATE",
      "SELECT fold_rollups()",
      "SELECT enqueue_job('send_intent', '{}', NULL, 'x')",
      "SELECT 1 FROM graphile_worker.jobs",
    ])
      expect([sql, await tried("reports", sql)]).toEqual([sql, DENIED]);
    const { rows } = await lineOf("reports").query<{ n: bigint }>(
      "SELECT count(*) AS n FROM payout p JOIN contact c ON c.id = p.contact_id JOIN staff s ON s.id = p.maker_id, rollup",
    );
    expect(rows).toHaveLength(1);
  });

  test("the web reading or writing the queue of jobs except through its one door", async () => {
    expect(await tried("web", "SELECT 1 FROM graphile_worker._private_jobs")).toBe(DENIED);
    expect(await tried("web", "SELECT graphile_worker.add_job('sweep')")).toBe(DENIED);
    expect(await tried("web", "SELECT enqueue_job('sweep', '{}', NULL, 'roles test')")).toBe("done");
  });
});

describe("the desk works as these roles", () => {
  test("each program is who it says it is", async () => {
    const { desk } = rig;
    const [web] = await desk.connections.prisma.$queryRaw<
      { who: string }[]
    >`SELECT current_user::text AS who`;
    const { rows } = await desk.connections.ingest.query<{ who: string }>("SELECT current_user::text AS who");
    expect([web?.who, rows[0]?.who]).toEqual([LOGINS.web.name, LOGINS.ingest.name]);
  });

  test("a payout is made, approved, sent by the worker, and followed by what Jetpay delivers", async () => {
    const { approved, payoutOf, createdFor } = payoutsTo(rig, vendor);
    const payoutId = await approved("1,240.00");
    await sendIntent(rig.clock, "payout", payoutId);
    expect((await payoutOf(payoutId)).state).toBe("sent");
    await rig.call("POST", "/_sandbox/clock", { now: new Date(Date.now() + 20 * 86_400_000).toISOString() });
    await rig.deliver();
    expect((await payoutOf(payoutId)).state).toBe("completed");
    expect(await createdFor(payoutId)).toHaveLength(1);
    await rig.call("POST", "/_sandbox/clock", { now: null });
  });

  test("a payout that fails is in the failure list with its reason, and in the totals", async () => {
    await rig.fault({ fault: "outcome", outcome: "fails", reason: "account_closed", leg: "push" });
    const { approved, payoutOf } = payoutsTo(rig, vendor);
    const payoutId = await approved("42.00");
    await sendIntent(rig.clock, "payout", payoutId);
    await rig.call("POST", "/_sandbox/clock", { now: new Date(Date.now() + 20 * 86_400_000).toISOString() });
    await rig.deliver();
    const { state, transactionId } = await payoutOf(payoutId);
    expect(state).toBe("failed");
    await readFailure(rig.clock, transactionId ?? "");
    await sweep(rig.clock);
    const { rows } = await lineOf("reports").query("SELECT reason, amount_cents FROM failure WHERE id = $1", [
      transactionId,
    ]);
    expect(rows).toEqual([{ reason: "account_closed", amount_cents: "4200" }]);
    await rig.call("POST", "/_sandbox/clock", { now: null });
  });

  test("a delivery with what cannot be read is kept all the same", async () => {
    const body = Buffer.from(JSON.stringify({ nonsense: randomUUID() }));
    await rig.desk.contextFor({ kind: "jetpay" }, null).ingest({
      receivedAt: new Date(),
      tokenId: "t",
      keyId: "k",
      body,
      sha256: Buffer.alloc(32),
      webhookId: null,
      problem: "It is nonsense.",
      events: [],
      malformed: [
        { position: 0, id: null, problem: "no id", raw: "{}", fingerprint: Buffer.from(randomUUID()) },
      ],
    });
    expect(await rig.prisma.alert.count({ where: { key: "quarantined_event" } })).toBe(1);
  });

  test("an account of the marketplace is added, and a maker cannot be a checker", async () => {
    await addMerchantAccount(rig.operator, { merchantAccountId: randomUUID(), name: "Trust" });
    const { prepared, shown } = payoutsTo(rig, vendor);
    const own = await prepared("5.00", rig.approver);
    await expect(approvePayout(rig.approver, await shown(own))).rejects.toMatchObject({
      code: "same_person",
    });
  });
});

test("an owner who may not make roles is told what to ask for", async () => {
  const { url, drop } = await freshDatabase("norole");
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    // As on a server that has none of the roles yet: the sentence is the same one, only the names differ.
    const migration = readFileSync("prisma/migrations/20261126030000_database_roles/migration.sql", "utf8");
    const first = migration
      .slice(0, migration.indexOf("-- Nobody but the owner"))
      .replaceAll("jetdesk_", "nowhere_");
    await owner.query("BEGIN");
    await owner.query(`SET LOCAL ROLE ${LOGINS.web.role}`);
    await expect(owner.query(first)).rejects.toMatchObject({
      code: DENIED,
      message: expect.stringContaining(
        "may not make the role nowhere_web. Give it CREATEROLE, or have somebody",
      ),
    });
    await owner.query("ROLLBACK");
    await migrate(url);
    expect(await migrate(url)).toEqual([]);
  } finally {
    await owner.end();
    await drop();
  }
});
