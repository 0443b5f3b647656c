import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "../../db/migrate";
import { openDesk, type Desk } from "../../runtime/desk";
import { hashPassword } from "../../runtime/passwords";
import { loadSettings } from "../../runtime/settings";
import { openClaims, type MakeClaims } from "./claims";
import { fillMarketplace } from "./fill";
import { openRivals, type Rivals } from "./rivals";

/** A desk on a marketplace of one size, as its own database and web process, with the rivals' tables beside it. */
export type Place = {
  readonly transactions: number;
  readonly url: string;
  readonly desk: Desk;
  readonly rivals: Rivals;
  readonly claim: MakeClaims;
  /** For statements of the benchmark's own. */
  readonly pool: pg.Pool;
  readonly person: { readonly id: string; readonly email: string; readonly password: string };
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly transactions: number;
  readonly serverUrl: string;
  readonly jetpayUrl: string;
  readonly folder: string;
};

const READY_MS = 60_000;

async function freshDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function openPlace({ transactions, serverUrl, jetpayUrl, folder }: Options): Promise<Place> {
  const databaseUrl = await freshDatabase(serverUrl, `bench_${transactions}`);
  await migrate(databaseUrl);
  await fillMarketplace(databaseUrl, transactions);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  await pool.query("VACUUM ANALYZE");
  const { rows } = await pool.query<{ transactions: number; events: number }>(
    "SELECT (SELECT count(*) FROM transaction)::int AS transactions, (SELECT count(*) FROM event)::int AS events",
  );
  const held = rows[0] ?? { transactions, events: 0 };
  const rivals = await openRivals(await freshDatabase(serverUrl, `bench_${transactions}_rivals`), held);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    JETDESK_MODE: "local",
    DATABASE_URL: databaseUrl,
    JETPAY_API_URL: jetpayUrl,
    JETPAY_API_TOKEN: randomBytes(24).toString("base64url"),
    APP_URL: url,
    NEXTAUTH_URL: url,
    APP_SECRET: randomBytes(48).toString("base64url"),
    FINGERPRINT_KEY: randomBytes(48).toString("base64url"),
    LOG_LEVEL: "error",
  };
  const desk = openDesk(loadSettings(env));
  const person = await addPerson(desk);
  const claim = await openClaims(pool);
  await pool.query("CHECKPOINT");
  const stopWeb = await startWeb(
    { ...env, NEXTAUTH_SECRET: env.APP_SECRET },
    port,
    join(folder, `web-${transactions}.log`),
  );
  return {
    transactions,
    url,
    desk,
    rivals,
    claim,
    pool,
    person,
    stop: async () => {
      await stopWeb();
      await Promise.all([desk.close(), rivals.close(), pool.end()]);
    },
  };
}

async function addPerson(desk: Desk): Promise<Place["person"]> {
  const [id, password] = [randomUUID(), randomBytes(15).toString("base64url")];
  const email = `bench-${id}@example.ca`;
  await desk.connections.prisma.staff.create({
    data: {
      id,
      email,
      name: "Blanche Benoit",
      role: "administrator",
      passwordHash: await hashPassword(password),
      createdAt: new Date(),
    },
  });
  return { id, email, password };
}

/** The built app in production mode, as a process of its own. The answer ends it. */
async function startWeb(
  env: Record<string, string>,
  port: number,
  logFile: string,
): Promise<() => Promise<void>> {
  const log = createWriteStream(logFile);
  const args = ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(log, { end: false });
  const ended = new Promise<void>((done) => {
    child.once("exit", () => done());
  });
  const until = Date.now() + READY_MS;
  while (!(await answers(`http://127.0.0.1:${port}/api/health`))) {
    if (child.exitCode !== null || Date.now() > until)
      throw new Error(`The web process did not start; see ${logFile}.`);
    await new Promise((wake) => setTimeout(wake, 100));
  }
  return async () => {
    child.kill("SIGTERM");
    await ended;
    log.end();
  };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((found) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo; // it listens on TCP
      server.close(() => found(port));
    });
  });
}
