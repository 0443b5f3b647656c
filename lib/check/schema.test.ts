import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "../db/migrate";
import { sqlOfModels } from "./models-sql";

const ADMIN_URL = process.env["TEST_DATABASE_URL"] ?? "";
const [migrated, modelled] = ["migrated", "modelled"].map((kind) => `${kind}_${randomUUID().slice(0, 8)}`);
const addressOf = (name: string) => Object.assign(new URL(ADMIN_URL), { pathname: `/${name}` }).href;

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Prisma never says of a list that it may not be null, and we always do. */
const COLUMNS = `
  SELECT table_name || '.' || column_name AS name, udt_name, datetime_precision,
         CASE WHEN data_type = 'ARRAY' THEN 'list' ELSE is_nullable END AS nullable
    FROM information_schema.columns
   WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
   ORDER BY 1`;

describe.skipIf(ADMIN_URL === "")("schema.prisma and the migrations", () => {
  beforeAll(async () => {
    for (const name of [migrated, modelled]) await rows(ADMIN_URL, `CREATE DATABASE ${name}`);
    await migrate(addressOf(migrated ?? ""));
    await rows(addressOf(modelled ?? ""), await sqlOfModels(ADMIN_URL));
  }, 60_000);
  afterAll(async () => {
    for (const name of [migrated, modelled])
      await rows(ADMIN_URL, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });

  test("agree on every column that the models name, its type and whether it may be null", async () => {
    const found = await rows(addressOf(migrated ?? ""), COLUMNS);
    const wanted = await rows(addressOf(modelled ?? ""), COLUMNS);
    const named = new Set(wanted.map((row) => row["name"]));
    const shared = found.filter((row) => named.has(row["name"]));
    expect(wanted).not.toEqual([]);
    expect(shared).toEqual(wanted);
  });
});
