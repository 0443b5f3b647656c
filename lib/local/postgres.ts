import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { beganAt, end, pause, type Known } from "./processes";
import { CannotStart } from "./steps.mjs";
import { placePostgres, type Binaries, type Place } from "./postgres-place";

export type PostgresOptions = {
  readonly dataDir: string;
  readonly port: number;
  readonly password: string;
  readonly logFile: string;
  /** For tests: gives up safety at a power cut for speed. */
  readonly fleeting?: boolean;
  /** PostgreSQL's own settings, e.g. `shared_buffers=1GB`. */
  readonly settings?: readonly string[];
  /** Instead of those that npm carries. */
  readonly binaries?: Binaries;
};

export type Postgres = {
  readonly pid: number;
  readonly port: number;
  url(database: string): string;
  /** Makes the database when it is not there yet. */
  ensureDatabase(name: string): Promise<void>;
  /** The fast shutdown: sessions are ended, everything is written. */
  stop(): Promise<void>;
  /** Called when the server ends though nobody asked. */
  onLost(listener: () => void): void;
};

const USER = "jetdesk";
/** Nothing of the user's own settings (PGPORT, LANG and the like) reaches PostgreSQL. */
const PLAIN: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  LC_ALL: "C",
  TZ: "UTC",
  NODE_ENV: "production",
};
const START_MS = 60_000;
const STOP_MS = 15_000;

/** Tried in order: the database itself compares by the builtin C.UTF-8; this is for what PostgreSQL still asks the C library. */
const LOCALES = ["C.UTF-8", "en_US.UTF-8", "C"];
const BUILTIN_LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
const BUILTIN_SINCE = 17;
const FLEETING = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"];

/** Starts a PostgreSQL, the one that npm carries unless told otherwise, on a cluster it makes on first use. Loopback only, with a password. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const place = await placePostgres(options.dataDir, options.binaries);
  await setAsideAbandoned(place, options.dataDir);
  if (!isWhole(place.cluster)) initialise(place, options.password);
  refuseOtherVersion(place);
  await endLeftover(place.cluster);
  writeFileSync(join(options.dataDir, CLUSTER_NOTE), place.cluster, { mode: 0o600 });
  const server = launch(place, options);
  const url = (database: string) => addressOf(options, database);
  const handle = handleOf(server, options.port, url);
  try {
    await answering(server, url("postgres"), options.logFile);
    return handle;
  } catch (error) {
    await handle.stop();
    throw error;
  }
}

const CLUSTER_NOTE = "cluster.txt";

/**
 * A cluster that lies outside the data folder outlives that folder. When somebody removed the folder to begin anew, the
 * cluster is moved aside, not deleted, and a new one made.
 */
async function setAsideAbandoned({ cluster, owner }: Place, dataDir: string): Promise<void> {
  const isOurs = dirname(cluster) === dataDir || existsSync(join(dataDir, CLUSTER_NOTE));
  if (isOurs || !existsSync(join(cluster, "PG_VERSION"))) return;
  await endLeftover(cluster);
  const made = statSync(cluster).ctime.toISOString().replaceAll(/\D/g, "");
  renameSync(cluster, `${cluster}-until-${made}`);
  mkdirSync(cluster, { mode: 0o700 });
  if (owner) chownSync(cluster, owner.uid, owner.gid);
}

/** The folder of a fleeting cluster may lie elsewhere than it was asked for; this removes it wherever it is. */
export async function removeCluster(dataDir: string): Promise<void> {
  const { cluster } = await placePostgres(dataDir);
  rmSync(cluster, { recursive: true, force: true });
  if (dirname(cluster) !== dataDir) rmSync(dirname(cluster), { recursive: true, force: true });
}

const addressOf = ({ password, port }: PostgresOptions, database: string) =>
  `postgresql://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

const passwordFileOf = (cluster: string) => `${cluster}.password`;

/** The password's file lies beside the cluster exactly while it is being made, so a start killed meanwhile shows. */
const isWhole = (cluster: string) =>
  existsSync(join(cluster, "PG_VERSION")) && !existsSync(passwordFileOf(cluster));

function initialise(place: Place, password: string): void {
  const { cluster, owner } = place;
  const passwordFile = passwordFileOf(cluster);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (owner) chownSync(passwordFile, owner.uid, owner.gid);
  const problems = [];
  for (const locale of LOCALES) {
    const problem = initdb(place, locale);
    if (problem === null) return rmSync(passwordFile);
    problems.push(problem);
    if (!/locale/i.test(problem)) break;
  }
  throw new CannotStart(`PostgreSQL could not make its cluster: ${problems.join("\n")}`);
}

/** Null when it worked, else what it complained of. */
function initdb({ cluster, binaries, owner }: Place, locale: string): string | null {
  for (const name of existsSync(cluster) ? readdirSync(cluster) : [])
    rmSync(join(cluster, name), { recursive: true, force: true });
  const flags = [
    `--pgdata=${cluster}`,
    `--username=${USER}`,
    `--pwfile=${passwordFileOf(cluster)}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    ...(majorOf(binaries) < BUILTIN_SINCE ? ["--locale-provider=libc"] : BUILTIN_LOCALE),
    `--locale=${locale}`,
    "--lc-messages=C",
    "--no-instructions",
  ];
  const options = { ...owner, cwd: "/", encoding: "utf8", env: environmentOf(binaries) } as const;
  const { status, stderr, error } = spawnSync(binaries.initdb, flags, options);
  return status === 0 ? null : stderr || String(error);
}

const majorOf = ({ version }: Binaries) => Number.parseInt(version, 10);

const environmentOf = ({ libraries }: Binaries): NodeJS.ProcessEnv =>
  libraries === null ? PLAIN : { ...PLAIN, LD_LIBRARY_PATH: libraries };

function refuseOtherVersion({ cluster, binaries }: Place): void {
  const made = Number(readFileSync(join(cluster, "PG_VERSION"), "utf8"));
  const ours = majorOf(binaries);
  if (made === ours) return;
  throw new CannotStart(
    `${cluster} was made by PostgreSQL ${made}; this is PostgreSQL ${ours}. ` +
      "Move that folder away to begin anew, or set DATABASE_URL.",
  );
}

/** Ends the server of a start that was killed, or forgets it where its number now belongs to somebody else. */
async function endLeftover(cluster: string): Promise<void> {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
  const began = pid > 0 ? beganAt(pid) : null;
  if (began !== null && serves(pid, cluster)) await end({ pid, began }, "SIGINT", STOP_MS);
  rmSync(file, { force: true });
}

function serves(pid: number, cluster: string): boolean {
  const { stdout } = spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  const told = process.platform === "linux" ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : (stdout ?? "");
  return told.includes("postgres") && told.includes(cluster);
}

function launch({ cluster, binaries, owner }: Place, options: PostgresOptions): ChildProcess {
  const log = openSync(options.logFile, "a");
  const configuration = [
    "listen_addresses=127.0.0.1",
    // Its path may not pass 107 bytes, and folders may be deep.
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
    "log_timezone=UTC",
    ...(options.fleeting ? FLEETING : []),
    ...(options.settings ?? []),
  ];
  const flags = ["-D", cluster, "-p", String(options.port), ...configuration.flatMap((one) => ["-c", one])];
  // A group of its own: Ctrl-C in the terminal must reach it last, from us.
  const server = spawn(binaries.postgres, flags, {
    ...owner,
    cwd: owner ? "/" : cluster,
    detached: true,
    stdio: ["ignore", log, log],
    env: environmentOf(binaries),
  });
  closeSync(log);
  return server;
}

async function answering(server: ChildProcess, url: string, logFile: string): Promise<void> {
  const until = Date.now() + START_MS;
  let failure: Error | null = null;
  server.once("error", (error) => (failure = error));
  while (!(await canConnect(url))) {
    if (failure !== null || server.exitCode !== null || Date.now() > until)
      throw new CannotStart(
        `PostgreSQL did not start${failure === null ? "" : ` (${String(failure)})`}; see ${logFile}.`,
      );
    await pause(50);
  }
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === "28P01")
      throw new CannotStart(
        "The embedded PostgreSQL does not take the password in secrets.json. Were they made together?",
      );
    return false;
  }
}

function handleOf(server: ChildProcess, port: number, url: (database: string) => string): Postgres {
  const pid = server.pid ?? 0;
  const known: Known = { pid, began: beganAt(pid) ?? "" };
  let asked = false;
  return {
    pid,
    port,
    url,
    ensureDatabase: (name) => ensureDatabase(url("postgres"), name),
    onLost: (listener) => server.once("exit", () => void (asked || listener())),
    stop: async () => {
      asked = true;
      await end(known, "SIGINT", STOP_MS);
    },
  };
}

/** Makes the database `name` beside the one at `url`, unless it is there. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Removes the database with all that is in it, ending whoever uses it. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}
