import pg from "pg";

/** Who signs in to the database, and what as: the member of one of the roles that the migrations make. */
export type Login = {
  readonly name: string;
  readonly password: string;
  readonly role: "jetdesk_web" | "jetdesk_worker" | "jetdesk_ingest" | "jetdesk_reports";
};

/** Any number that nothing else locks: "jetl" in ASCII. */
const LOCK = 0x6a65_746c;

/**
 * Makes these logins where they are missing, and gives them these passwords and no other role. For an address whose user
 * may make roles, once the migrations have run. Two at once on one database take turns.
 */
export async function ensureLogins(databaseUrl: string, logins: readonly Login[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "jetdesk logins" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    for (const login of logins) await ensureLogin(client, login);
  } finally {
    await client.end();
  }
}

async function ensureLogin(client: pg.Client, { name, password, role }: Login): Promise<void> {
  const found = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
  const verb = found.rowCount === 0 ? "CREATE" : "ALTER";
  const [login, group] = [client.escapeIdentifier(name), client.escapeIdentifier(role)];
  await client.query(
    `${verb} ROLE ${login} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(password)}`,
  );
  await client.query(`GRANT ${group} TO ${login}`);
}

/** The same database, seen by this login. */
export function addressAs(databaseUrl: string, { name, password }: Omit<Login, "role">): string {
  const url = new URL(databaseUrl);
  url.username = encodeURIComponent(name);
  url.password = encodeURIComponent(password);
  return url.href;
}
