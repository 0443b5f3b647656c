import pg from "pg";
import type { QueryResultRow } from "pg";
import { log } from "./log";
import { SCHEMA } from "./schema";

export type Queryable = {
  rows<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
};

export type Store = Queryable & {
  /** Runs `work` in one transaction; what it returns is committed when the promise settles. */
  commit<Result>(work: (db: Queryable) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

const INT8 = 20;
const INT8_ARRAY = 1016;
const ids = (text: string) => (text === "{}" ? [] : text.slice(1, -1).split(",").map(Number));

/** Amounts stay below 10^10 cents and ids far below 2^53, so int8 is a plain number here. */
function parserOf(oid: number, format?: "text" | "binary") {
  if (oid === INT8) return Number;
  return oid === INT8_ARRAY ? ids : pg.types.getTypeParser(oid, format as "text");
}
const types = { getTypeParser: parserOf as typeof pg.types.getTypeParser };

function queryable(client: pg.Pool | pg.PoolClient): Queryable {
  return {
    rows: async <Row extends QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await client.query<Row>(sql, values)).rows,
  };
}

export async function openStore(databaseUrl: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8, types, connectionTimeoutMillis: 10_000 });
  pool.on("error", (error) => log("database_connection", error));
  await createTables(pool);
  return {
    ...queryable(pool),
    commit: (work) => commit(pool, work),
    close: () => pool.end(),
  };
}

async function createTables(pool: pg.Pool) {
  const client = await pool.connect();
  try {
    // Two starts at once would race in "create if not exists"; the lock goes with the transaction.
    await client.query(`begin; select pg_advisory_xact_lock(7305117); ${SCHEMA} commit;`);
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

async function commit<Result>(pool: pg.Pool, work: (db: Queryable) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(queryable(client));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((reason: unknown) => {
      broken = reason instanceof Error ? reason : new Error(String(reason));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The one row, or undefined. */
export async function one<Row extends QueryResultRow>(
  db: Queryable,
  sql: string,
  values?: unknown[],
): Promise<Row | undefined> {
  return (await db.rows<Row>(sql, values))[0];
}
