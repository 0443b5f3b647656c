import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { anchorAudit } from "../commands/audit";
import { eraseAuditDetail } from "../commands/audit-erase";
import { migrate } from "../db/migrate";
import { auditSentence } from "../domain/audit";
import { openDesk, type Desk } from "../runtime/desk";
import { loadSettings } from "../runtime/settings";
import { freshDatabase } from "./rig";

const MIGRATIONS = join(import.meta.dirname, "../../prisma/migrations");
const CHAIN = "20261126000000_audit_chain";
const folder = mkdtempSync(join(tmpdir(), "jetdesk audit "));
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const environment = (url: string, anchors: string) => ({
  DATABASE_URL: url,
  JETPAY_API_URL: "http://localhost:1",
  JETPAY_API_TOKEN: "token-of-nobody-at-all",
  APP_URL: "http://localhost:3000",
  APP_SECRET: "audit secret that nobody else has, long enough",
  FINGERPRINT_KEY: "audit fingerprint key, which is long enough too",
  LOG_LEVEL: "silent",
  AUDIT_ANCHOR_FILE: anchors,
});

/** A desk with one colleague, and the database's owner past all triggers. */
async function trail() {
  const database = await freshDatabase("audit");
  open.push(database.drop);
  await migrate(database.url);
  return trailIn(database.url);
}

async function trailIn(url: string) {
  const anchors = join(folder, `${randomUUID()}.jsonl`);
  const desk = openDesk(loadSettings(environment(url, anchors)));
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query("SET session_replication_role = replica");
  open.push(() => owner.end(), desk.close);
  const id = randomUUID();
  await desk.connections.prisma.staff.create({
    data: {
      id,
      name: "Rae",
      email: `${id}@desk.test`,
      role: "auditor",
      passwordHash: "h",
      createdAt: new Date(),
    },
  });
  const ctx = desk.contextFor({ kind: "staff", id, name: "Rae", role: "auditor" }, "r1", {
    address: "192.0.2.7",
    device: "Firefox",
  });
  const clock = desk.contextFor({ kind: "clock" }, null);
  const does = (n: number, work: (owned: typeof ctx) => Promise<unknown> = () => Promise.resolve()) =>
    ctx.audited(
      {
        deed: "contact.edit",
        subject: { kind: "contact", id: `c${n}` },
        reason: `reason ${n} é`,
        before: { n, list: [1, null, "x"] },
        after: { n: n + 1, "a b": { c: 1.5 } },
      },
      () => work(ctx),
    );
  const some = async (count: number) => {
    for (let n = 1; n <= count; n++) await does(n);
  };
  const verdict = async () => {
    const { checked, bad } = await desk.audit.verify();
    return bad === null ? Number(checked) : `${bad.fault} ${bad.number ?? `entry ${bad.entryId}`}`;
  };
  /** What `npm run audit:…` runs, in a process of its own. */
  const shell = (...args: readonly string[]) =>
    new Promise<{ code: number; said: string }>((done) => {
      const env = { ...process.env, ...environment(url, anchors) };
      const command = ["--import", "tsx", "lib/local/audit.ts", ...args];
      execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
        done({ code: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr }),
      );
    });
  return { shell, desk, prisma: desk.connections.prisma, owner, anchors, ctx, clock, does, some, verdict };
}

/** A promise that is kept from outside. */
function signal() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve() };
}

/** Makes all links from this number on anew, as an owner could who knows how. */
const REWRITE = `
  DO $$ DECLARE l audit_link; e audit_entry; d bytea; p bytea; BEGIN
    SELECT digest INTO p FROM audit_link WHERE number = $FROM - 1;
    p := coalesce(p, decode(repeat('00', 32), 'hex'));
    FOR l IN SELECT * FROM audit_link WHERE number >= $FROM ORDER BY number LOOP
      SELECT * INTO e FROM audit_entry WHERE id = l.entry_id;
      d := audit_detail_digest(e);
      UPDATE audit_link SET detail_digest = d, entry_digest = audit_entry_digest(e, d), previous = p,
        digest = audit_link_digest(l.number, audit_entry_digest(e, d), p) WHERE number = l.number RETURNING digest INTO p;
    END LOOP;
    UPDATE audit_head SET digest = p, number = (SELECT max(number) FROM audit_link);
  END $$`;
const rewriteFrom = (number: number) => REWRITE.replaceAll("$FROM", String(number));

describe("one chain", () => {
  test("50 audited changes at once give one unbroken chain", async () => {
    const { does, verdict, prisma } = await trail();
    await Promise.all(Array.from({ length: 50 }, (_, n) => does(n)));
    expect(await verdict()).toBe(50);
    const numbers = await prisma.auditLink.findMany({ orderBy: { number: "asc" }, select: { number: true } });
    expect(numbers.map(({ number }) => Number(number))).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });

  test("refusals, two entries of one transaction and many of one statement are all in it", async () => {
    const { does, verdict, prisma } = await trail();
    await does(1, () => does(2));
    await prisma.$transaction(async (db) => {
      const entry = { at: new Date(), actorKind: "clock", deed: "x", subjectKind: "y", subjectId: "z" };
      await db.auditEntry.create({ data: { ...entry, outcome: "refused" } });
      await db.auditEntry.create({ data: { ...entry, outcome: "done" } });
    });
    await prisma.$executeRaw`
      INSERT INTO audit_entry (at, actor_kind, deed, subject_kind, subject_id, outcome)
      SELECT now(), 'setup', 'x', 'y', n::text, 'done' FROM generate_series(1, 700) n`;
    expect(await verdict()).toBe(704);
  });

  test("what was rolled back leaves no gap", async () => {
    const { does, verdict } = await trail();
    await does(1);
    await expect(does(2, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await does(3);
    expect(await verdict()).toBe(2);
  });

  test("two writers in opposite orders never wait for each other at the chain", async () => {
    const { prisma, verdict, clock } = await trail();
    const accounts = ["a", "b"].map((id) => ({ id, name: id, isDefault: false, addedAt: new Date() }));
    await prisma.merchantAccount.createMany({ data: accounts });
    const entry = { deed: "merchant_account.edit", subject: { kind: "merchant_account", id: "-" } };
    // Each takes its own row, writes its entry early, and then another row: had the entry locked the chain at once, the
    // second writer would hold what the first waits for.
    const first = signal();
    const second = signal();
    const write = (own: string, mine: () => void, theirs: Promise<void>) =>
      prisma.$transaction(async (db) => {
        await db.merchantAccount.update({ where: { id: own }, data: { name: `${own}!` } });
        const stamp = {
          at: new Date(),
          actorKind: "clock",
          subjectKind: "m",
          subjectId: own,
          outcome: "done",
        };
        await db.auditEntry.create({ data: { ...stamp, deed: "m.edit" } });
        mine();
        await theirs;
        await db.$executeRaw`SELECT FROM staff ORDER BY id FOR UPDATE`;
      });
    await Promise.all([
      write("a", first.resolve, second.promise),
      write("b", second.resolve, first.promise),
      clock.audited(entry, () => Promise.resolve()),
    ]);
    expect(await verdict()).toBe(3);
  });

  test("an entry says from where it was done", async () => {
    const { does, prisma } = await trail();
    await does(1);
    expect(await prisma.auditEntry.findFirst()).toMatchObject({ address: "192.0.2.7", device: "Firefox" });
  });

  test("covers every column of an entry", async () => {
    const { owner } = await trail();
    const { rows } = await owner.query<{ name: string }>(
      "SELECT attname AS name FROM pg_attribute WHERE attrelid = 'audit_entry'::regclass AND attnum > 0 AND NOT attisdropped",
    );
    const sql = readFileSync(join(MIGRATIONS, CHAIN, "migration.sql"), "utf8");
    expect(
      rows.filter(({ name }) => !new RegExp(`audit_part\\(\\(?[^|]*\\be\\.${name}\\b`).test(sql)),
    ).toEqual([]);
  });

  test("what was written before there was a chain is its beginning", async () => {
    const database = await freshDatabase("audit_old");
    open.push(database.drop);
    const old = join(folder, "old");
    const before = readdirSync(MIGRATIONS).filter((name) => name < CHAIN);
    for (const name of before) cpSync(join(MIGRATIONS, name), join(old, name), { recursive: true });
    await migrate(database.url, old);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`
      INSERT INTO audit_entry (at, actor_kind, deed, subject_kind, subject_id, outcome, before)
      SELECT now(), 'setup', 'x', 'y', n::text, 'done', '{"b": 1.50}' FROM generate_series(1, 40) n`);
    await client.end();
    await migrate(database.url);
    const { does, verdict, owner } = await trailIn(database.url);
    await does(1);
    expect(await verdict()).toBe(41);
    await owner.query(`UPDATE audit_entry SET before = '{"b": 1.5}' WHERE id = 7`);
    expect(await verdict()).toBe("altered 7");
  });
});

describe("an owner who changes it past the triggers is found out, and the first bad entry named", () => {
  const ATTACKS: readonly [what: string, sql: string, found: string][] = [
    ["an entry edited", "UPDATE audit_entry SET deed = 'x' WHERE id = 4", "altered 4"],
    ["only its reason edited", "UPDATE audit_entry SET reason = 'x' WHERE id = 4", "altered 4"],
    ["only its address edited", "UPDATE audit_entry SET address = NULL WHERE id = 4", "altered 4"],
    ["two edited", "UPDATE audit_entry SET after = NULL WHERE id IN (8, 3)", "altered 3"],
    ["a moment moved by a millisecond", "UPDATE audit_entry SET at = at + '1 ms' WHERE id = 4", "altered 4"],
    [
      "the personal part emptied without a word",
      "UPDATE audit_entry SET reason = NULL, before = NULL, after = NULL, address = NULL, device = NULL, salt = NULL WHERE id = 4",
      "altered 4",
    ],
    ["an entry deleted", "DELETE FROM audit_entry WHERE id = 4", "missing 4"],
    [
      "an entry and its link deleted",
      "DELETE FROM audit_link WHERE entry_id = 4; DELETE FROM audit_entry WHERE id = 4",
      "missing 4",
    ],
    [
      "the first deleted",
      "DELETE FROM audit_link WHERE number = 1; DELETE FROM audit_entry WHERE id = 1",
      "missing 1",
    ],
    [
      "the end cut off",
      "DELETE FROM audit_link WHERE number > 8; DELETE FROM audit_entry WHERE id > 8",
      "missing 9",
    ],
    [
      "an entry inserted",
      "INSERT INTO audit_entry (at, actor_kind, deed, subject_kind, subject_id, outcome) VALUES (now(), 'setup', 'x', 'y', 'z', 'done')",
      "inserted entry 11",
    ],
    [
      "an entry inserted with a link past the end",
      `INSERT INTO audit_entry (at, actor_kind, deed, subject_kind, subject_id, outcome) VALUES (now(), 'setup', 'x', 'y', 'z', 'done');
       INSERT INTO audit_link SELECT 11, 11, detail_digest, entry_digest, previous, digest FROM audit_link WHERE number = 10`,
      "cut 11",
    ],
    [
      "two entries reordered",
      "UPDATE audit_link SET entry_id = -entry_id WHERE number IN (5, 6); UPDATE audit_link SET entry_id = CASE number WHEN 5 THEN 6 ELSE 5 END WHERE number IN (5, 6)",
      "moved 5",
    ],
    [
      "two links swapped",
      "UPDATE audit_link SET number = -number WHERE number IN (5, 6); UPDATE audit_link SET number = CASE number WHEN -5 THEN 6 ELSE 5 END WHERE number IN (-5, -6)",
      "link_altered 5",
    ],
    ["a link edited", "UPDATE audit_link SET digest = sha256(digest) WHERE number = 6", "link_altered 6"],
    [
      "the last link edited",
      "UPDATE audit_link SET detail_digest = sha256('x') WHERE number = 10",
      "altered 10",
    ],
    ["the head edited", "UPDATE audit_head SET digest = sha256(digest)", "cut 10"],
    [
      "an entry edited and its own link made to fit",
      `UPDATE audit_entry SET deed = 'x' WHERE id = 4;
       UPDATE audit_link l SET entry_digest = audit_entry_digest(e, detail_digest),
         digest = audit_link_digest(number, audit_entry_digest(e, detail_digest), previous) FROM audit_entry e WHERE e.id = 4 AND number = 4`,
      "rewritten 4",
    ],
  ];

  test.each(ATTACKS)("%s", async (_what, sql, found) => {
    const { some, verdict, owner } = await trail();
    await some(10);
    expect(await verdict()).toBe(10);
    await owner.query("BEGIN; ALTER TABLE audit_link DROP CONSTRAINT audit_link_number_check");
    await owner.query(`${sql}; COMMIT`);
    expect(await verdict()).toBe(found);
  });

  test("far from the beginning too, and on from there", async () => {
    const { prisma, verdict, owner } = await trail();
    await prisma.$executeRaw`
      INSERT INTO audit_entry (at, actor_kind, deed, subject_kind, subject_id, outcome)
      SELECT now(), 'setup', 'x', 'y', n::text, 'done' FROM generate_series(1, 1300) n`;
    expect(await verdict()).toBe(1300);
    await owner.query("UPDATE audit_entry SET subject_id = '-' WHERE id IN (501, 1201)");
    expect(await verdict()).toBe("altered 501");
  });

  test("a chain written anew as a whole holds by itself, and its anchor gives it away", async () => {
    const { some, verdict, owner, clock, desk } = await trail();
    await some(3);
    await anchorAudit(clock, desk.audit);
    await some(3);
    await anchorAudit(clock, desk.audit);
    await some(3);
    expect(await verdict()).toBe(9);
    await owner.query("UPDATE audit_entry SET reason = 'nothing to see' WHERE id = 5");
    await owner.query(rewriteFrom(5));
    expect(await verdict()).toBe("anchor 6");
    const { bad, anchors } = await desk.audit.verify();
    expect(anchors).toBe(1);
    expect(auditSentence({ checked: 0n, erased: 0n, anchors, bad })).toContain(
      "anew from a place between 4 and 6",
    );
  });

  test("so does one that was cut, head and all", async () => {
    const { some, verdict, owner, clock, desk } = await trail();
    await some(6);
    await anchorAudit(clock, desk.audit);
    await owner.query("DELETE FROM audit_link WHERE number > 4; DELETE FROM audit_entry WHERE id > 4");
    await owner.query(rewriteFrom(4));
    expect(await verdict()).toBe("anchor 6");
  });
});

describe("anchors", () => {
  test("are kept when something was added, and not else", async () => {
    const { some, clock, desk, anchors, verdict } = await trail();
    await anchorAudit(clock, desk.audit);
    await some(2);
    await anchorAudit(clock, desk.audit);
    await anchorAudit(clock, desk.audit);
    await some(1);
    await anchorAudit(clock, desk.audit);
    const lines = readFileSync(anchors, "utf8").trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { number: string }).number)).toEqual(["2", "3"]);
    expect(await verdict()).toBe(3);
    expect(auditSentence(await desk.audit.verify())).toBe(
      "The audit trail is whole: 3 entries in one unbroken chain. It agrees with 2 anchors.",
    );
  });

  test("nothing is anchored of a chain that differs, and everybody is told until it is put right", async () => {
    const { some, clock, desk, anchors, owner } = await trail();
    await some(3);
    await anchorAudit(clock, desk.audit);
    const kept = readFileSync(anchors, "utf8");
    await owner.query("UPDATE audit_entry SET reason = 'x' WHERE id = 2");
    await owner.query(rewriteFrom(2));
    await some(1);
    for (let again = 0; again < 2; again++) await anchorAudit(clock, desk.audit);
    expect(readFileSync(anchors, "utf8")).toBe(kept);
    const alerts = async () => (await desk.read.truth(new Date())).alerts.map(({ key }) => key);
    expect(await alerts()).toEqual(["audit_chain"]);
    rmSync(anchors); // as an administrator would who knows why
    await anchorAudit(clock, desk.audit);
    expect(await alerts()).toEqual([]);
  });

  test("a line that cannot be read is told, and a torn one does not spoil the next", async () => {
    const { some, clock, desk, anchors, verdict } = await trail();
    await some(2);
    writeFileSync(anchors, '{"number":"1","dig');
    await anchorAudit(clock, desk.audit);
    expect(readFileSync(anchors, "utf8").split("\n")).toHaveLength(3);
    expect(await verdict()).toBe("anchor_unread entry null");
    expect(auditSentence(await desk.audit.verify())).toContain("Line 1 of the anchor file cannot be read");
  });
});

describe("an erasure", () => {
  const rowOf = (desk: Desk, id: bigint) =>
    desk.connections.prisma.auditEntry.findUniqueOrThrow({ where: { id } });

  test("takes what is personal, is itself recorded, and leaves the chain whole", async () => {
    const { some, clock, desk, verdict } = await trail();
    await some(3);
    await eraseAuditDetail(clock, { entryId: "2", reason: "Asked for by the person it is about." });
    expect(await rowOf(desk, 2n)).toMatchObject({
      reason: null,
      before: null,
      after: null,
      address: null,
      device: null,
    });
    expect(await rowOf(desk, 2n)).toMatchObject({ deed: "contact.edit", subjectId: "c2" });
    expect(await rowOf(desk, 4n)).toMatchObject({ deed: "audit.erase", subjectId: "2" });
    expect(await verdict()).toBe(4);
    expect((await desk.audit.verify()).erased).toBe(1n);
  });

  test("of what is not there is refused", async () => {
    const { clock } = await trail();
    const reason = "Asked for.";
    await expect(eraseAuditDetail(clock, { entryId: "99", reason })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("is the only change there is: the database refuses every other", async () => {
    const { some, prisma } = await trail();
    await some(2);
    const none = prisma.$executeRaw`UPDATE audit_entry SET reason = NULL, before = NULL, after = NULL, address = NULL,
      device = NULL, salt = NULL WHERE id = 1`;
    await expect(none).rejects.toThrow("erased by nobody");
    const part = prisma.$executeRaw`UPDATE audit_entry SET reason = NULL WHERE id = 1`;
    await expect(part).rejects.toThrow("never changed");
    await expect(prisma.$executeRaw`UPDATE audit_entry SET deed = 'x'`).rejects.toThrow("never changed");
    for (const table of ["audit_entry", "audit_link", "audit_head"]) {
      await expect(prisma.$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow("never changed");
      await expect(prisma.$executeRawUnsafe(`TRUNCATE ${table} CASCADE`)).rejects.toThrow("never changed");
    }
    await expect(prisma.$executeRaw`UPDATE audit_link SET number = number + 9`).rejects.toThrow(
      "never changed",
    );
    const unsalted = prisma.$executeRaw`
      INSERT INTO audit_entry (at, actor_kind, deed, subject_kind, subject_id, outcome, salt)
      VALUES (now(), 'setup', 'x', 'y', 'z', 'done', NULL)`;
    await expect(unsalted).rejects.toThrow("needs a salt");
  });
});

test(
  "the server's shell verifies and erases, and its exit code says how it went",
  { timeout: 60_000 },
  async () => {
    const { some, owner, shell } = await trail();
    await some(3);
    expect(await shell("verify")).toMatchObject({
      code: 0,
      said: expect.stringContaining("3 entries in one unbroken chain"),
    });
    expect(await shell("erase", "2")).toMatchObject({ code: 1, said: expect.stringContaining("Usage:") });
    expect(await shell("erase", "2", "Asked for.")).toMatchObject({ code: 0 });
    expect((await shell("verify")).said).toContain("1 of them erased on the record");
    await owner.query("UPDATE audit_entry SET reason = 'x' WHERE id = 3");
    expect(await shell("verify")).toMatchObject({
      code: 1,
      said: expect.stringContaining("Number 3 of the chain (entry 3) is not what was written"),
    });
  },
);
