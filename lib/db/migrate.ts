import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";

const FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), "../../prisma/migrations");

/** Any number that nothing else locks: "jetd" in ASCII. */
const LOCK = 0x6a65_7464;

const SILENT = new Logger(() => () => undefined);

/** The job runner has just made its tables, of which the migrations could not know. */
const LET_WORKERS_WORK = `DO $$ BEGIN
  IF to_regprocedure('let_workers_work()') IS NOT NULL THEN PERFORM let_workers_work(); END IF;
END $$`;

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/**
 * Brings the database to the newest schema, and the job runner's to its own; repeating it changes nothing, and two at
 * once take turns. Each migration is one transaction, recorded as Prisma records it. Wants the owner's direct address:
 * a pooler would lose the lock. Returns the names of what it applied. Throws when an applied migration was edited since.
 *
 * Prisma's own engine is not used: as a program it must be downloaded, and as WebAssembly it cuts functions at their
 * semicolons.
 */
export async function migrate(databaseUrl: string, folder = FOLDER): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "jetdesk migrate" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    const applied = await applyMissing(client, readMigrations(folder));
    await runMigrations({ connectionString: databaseUrl, logger: SILENT });
    await client.query(LET_WORKERS_WORK);
    return applied;
  } finally {
    await client.end();
  }
}

function readMigrations(folder: string): Migration[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries
    .map(({ name }) => name)
    .toSorted()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function applyMissing(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  const known = await knownChecksums(client);
  const edited = migrations.filter(({ name, checksum }) => (known.get(name) ?? checksum) !== checksum);
  if (edited.length > 0)
    throw new Error(
      `Changed after this database had applied it: ${edited.map(({ name }) => name).join(", ")}. ` +
        "Undo the change and write a new migration instead.",
    );
  const missing = migrations.filter(({ name }) => !known.has(name));
  for (const migration of missing) await apply(client, migration);
  return missing.map(({ name }) => name);
}

/** The table and its columns are Prisma's own, so that its tools can read what was applied. */
async function knownChecksums(client: pg.Client): Promise<Map<string, string>> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS _prisma_migrations (
      id varchar(36) PRIMARY KEY NOT NULL,
      checksum varchar(64) NOT NULL,
      finished_at timestamptz,
      migration_name varchar(255) NOT NULL,
      logs text,
      rolled_back_at timestamptz,
      started_at timestamptz NOT NULL DEFAULT now(),
      applied_steps_count integer NOT NULL DEFAULT 0
    )`);
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`Migration ${name} was not applied, and nothing of it stays: ${String(error)}`, {
      cause: error,
    });
  }
}
