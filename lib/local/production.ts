import pg from "pg";
import type { Settings } from "../runtime/settings";
import { CannotStart } from "./steps.mjs";

const UNDEFINED_TABLE = "42P01";
const LIST = new Intl.ListFormat("en-CA", { type: "conjunction" });

type Database = Pick<Settings, "mode" | "database">;

/** Throws CannotStart where a desk in production would have people whose passwords were printed for everybody to try. */
export async function refuseDemoPeople({ mode, database }: Database): Promise<void> {
  if (mode !== "production") return;
  const people = await asked<{ email: string }>(
    "DATABASE_URL",
    database.url,
    "SELECT email FROM staff WHERE is_demo ORDER BY email",
  );
  if (people.length === 0) return;
  const names = LIST.format(people.map(({ email }) => email));
  throw new CannotStart(
    `The database holds people of the demo, whose passwords were shown to everybody: ${names}. ` +
      "Production needs a database of its own: name another in DATABASE_URL and run npm run migrate.",
  );
}

/** Throws CannotStart where every delivery of Jetpay's would be turned away by the database. */
export async function refuseDeafIngest({ mode, database }: Database): Promise<void> {
  if (mode !== "production") return;
  const [ingest] = await asked<{ who: string; may: boolean }>(
    "DATABASE_INGEST_URL",
    database.ingestUrl,
    `SELECT current_user AS who, coalesce(bool_and(has_function_privilege(oid, 'EXECUTE')), false) AS may
      FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = 'keep_deliveries'`,
  );
  if (ingest?.may === true) return;
  throw new CannotStart(
    `${ingest?.who ?? "The user"} of DATABASE_INGEST_URL may not keep what Jetpay delivers. ` +
      `Run npm run migrate, then: GRANT jetdesk_ingest TO ${ingest?.who ?? "it"};`,
  );
}

async function asked<Row extends pg.QueryResultRow>(
  name: string,
  url: string,
  question: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return (await client.query<Row>(question)).rows;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === UNDEFINED_TABLE)
      throw new CannotStart("The database is empty. Run npm run migrate first.");
    throw new CannotStart(`The database at ${name} could not be asked: ${String(error)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
