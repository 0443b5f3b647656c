import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "./migrate";

const ADMIN_URL = process.env["TEST_DATABASE_URL"] ?? "";
const name = `migrate_${randomUUID().slice(0, 8)}`;
let url = "";

async function sql(at: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

describe.skipIf(ADMIN_URL === "")("migrate", () => {
  const folder = mkdtempSync(join(tmpdir(), "jetdesk migrations "));
  const write = (migration: string, text: string) => {
    mkdirSync(join(folder, migration), { recursive: true });
    writeFileSync(join(folder, migration, "migration.sql"), text);
  };

  beforeAll(async () => {
    await sql(ADMIN_URL, `CREATE DATABASE ${name}`);
    url = Object.assign(new URL(ADMIN_URL), { pathname: `/${name}` }).href;
  });
  afterAll(async () => {
    await sql(ADMIN_URL, `DROP DATABASE ${name} WITH (FORCE)`);
    rmSync(folder, { recursive: true });
  });

  test("applies each once, in order, though two run at a time", async () => {
    write(
      "1_first",
      "CREATE TABLE one (id int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;",
    );
    write("2_second", "ALTER TABLE one ADD COLUMN name text;");
    const applied = await Promise.all([migrate(url, folder), migrate(url, folder)]);
    expect(applied.flat()).toEqual(["1_first", "2_second"]);
    expect(await migrate(url, folder)).toEqual([]);
    const kept = await sql(
      url,
      "SELECT migration_name, applied_steps_count FROM _prisma_migrations ORDER BY 1",
    );
    expect(kept).toEqual([
      { migration_name: "1_first", applied_steps_count: 1 },
      { migration_name: "2_second", applied_steps_count: 1 },
    ]);
  });

  test("leaves nothing of a migration that fails", async () => {
    write("3_third", "CREATE TABLE two (id int); SELECT 1 / 0;");
    await expect(migrate(url, folder)).rejects.toThrow(
      "Migration 3_third was not applied, and nothing of it stays",
    );
    expect(await sql(url, "SELECT to_regclass('two') AS two")).toEqual([{ two: null }]);
    rmSync(join(folder, "3_third"), { recursive: true });
  });

  test("refuses when an applied migration was changed", async () => {
    write("2_second", "ALTER TABLE one ADD COLUMN title text;");
    await expect(migrate(url, folder)).rejects.toThrow(
      "Changed after this database had applied it: 2_second.",
    );
  });
});
