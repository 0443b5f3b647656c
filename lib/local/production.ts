import pg from "pg";
import type { Settings } from "../runtime/settings";
import { CannotStart } from "./steps.mjs";

const UNDEFINED_TABLE = "42P01";
const LIST = new Intl.ListFormat("en-CA", { type: "conjunction" });

/** Throws CannotStart where a desk in production would have people whose passwords were printed for everybody to try. */
export async function refuseDemoPeople({
  mode,
  database,
}: Pick<Settings, "mode" | "database">): Promise<void> {
  if (mode !== "production") return;
  const people = await demoPeople(database.url);
  if (people.length === 0) return;
  throw new CannotStart(
    `The database holds people of the demo, whose passwords were shown to everybody: ${LIST.format(people)}. ` +
      "Production needs a database of its own: name another in DATABASE_URL and run npm run migrate.",
  );
}

async function demoPeople(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ email: string }>(
      "SELECT email FROM staff WHERE is_demo ORDER BY email",
    );
    return rows.map(({ email }) => email);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === UNDEFINED_TABLE)
      throw new CannotStart("The database is empty. Run npm run migrate first.");
    throw new CannotStart(`The database at DATABASE_URL could not be asked who works here: ${String(error)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
