import { resolve } from "node:path";
import { addressAs, type Login } from "../db/logins";
import { loadSettings, type Environment, type Settings } from "../runtime/settings";
import { freePort, isFree, whoListens } from "./ports";
import { ROOT } from "./prepare.mjs";
import { localSecrets, recall, remember, type Secrets } from "./state";
import { CannotStart } from "./steps.mjs";

/** Everything a start decides before it starts anything. */
export type Plan = {
  readonly dataDir: string;
  readonly port: number;
  readonly url: string;
  readonly settings: Settings;
  readonly secrets: Secrets;
  /** Null where DATABASE_URL names a database of somebody else's. */
  readonly ownDatabasePort: number | null;
  /** Null where JETPAY_API_URL names a Jetpay of somebody else's. */
  readonly ownSandboxPort: number | null;
  /** What web, worker and seed are started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Where the worker's settings differ: it is somebody else to a database of our own making. */
  readonly workerEnv: Readonly<Record<string, string>>;
  /** Where those of the demo's making differ: it writes as the owner. */
  readonly setupEnv: Readonly<Record<string, string>>;
};

const DEFAULT_PORT = 3000;
const PASSED_ON =
  /^(AUDIT_|DATABASE_|JETPAY_|SANDBOX_|JETDESK_DEMO_|LOG_LEVEL$|SECOND_FACTOR_ROLES$|APP_SECRET_BEFORE$)/;

/** DATA_DIR as a full path; a relative one counts from the project's folder. */
export const dataDirOf = (env: Environment) => resolve(ROOT, env["DATA_DIR"]?.trim() || ".data");

/** The port asked for, 0 for any. Throws CannotStart when it is no port, or somebody listens there. */
export async function webPort(env: Environment): Promise<number> {
  const text = env["PORT"]?.trim() || String(DEFAULT_PORT);
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new CannotStart(`PORT must be a number from 1 to 65535, not "${text}".`);
  if (port === 0) return freePort(null);
  if (await isFree(port)) return port;
  const who = whoListens(port);
  const other = port === 3100 ? 3200 : 3100;
  throw new CannotStart(
    `Port ${port} is in use${who ? ` (by ${who})` : ""}. Start with another: PORT=${other} npm start`,
  );
}

export function refuseProduction(env: Environment): void {
  if (env["JETDESK_MODE"]?.trim() === "production")
    throw new CannotStart(
      "npm start is for trying Jetdesk on one machine. In production run npm run migrate once, " +
        "then npm run serve and npm run worker.",
    );
}

/** Throws BadSetting or CannotStart when the desk could not run like this. */
export async function planDesk(given: Environment, dataDir: string, port: number): Promise<Plan> {
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()));
  const secrets = localSecrets(dataDir);
  const ownSandboxPort = env["JETPAY_API_URL"] ? null : await freePort(port + 1, [port]);
  const ownDatabasePort = env["DATABASE_URL"]
    ? null
    : await postgresPort(dataDir, [port, ownSandboxPort ?? 0]);
  const url = `http://localhost:${port}`;
  const appUrl = env["APP_URL"] ?? url;
  const appSecret = env["APP_SECRET"] ?? secrets.appSecret;
  const chosen: Record<string, string> = {
    JETDESK_MODE: env["JETDESK_MODE"] ?? "local",
    DATA_DIR: dataDir,
    PORT: String(port),
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    APP_SECRET: appSecret,
    NEXTAUTH_SECRET: appSecret,
    FINGERPRINT_KEY: env["FINGERPRINT_KEY"] ?? secrets.fingerprintKey,
  };
  const own = ownDatabasePort === null ? null : ownDatabase(ownDatabasePort, secrets);
  Object.assign(chosen, own?.all);
  if (ownSandboxPort !== null) Object.assign(chosen, ownSandbox(ownSandboxPort, secrets));
  for (const [name, value] of Object.entries(env))
    if (PASSED_ON.test(name) && value !== undefined) chosen[name] ??= value;
  const settings = loadSettings(chosen);
  return {
    dataDir,
    port,
    url,
    settings,
    secrets,
    ownDatabasePort,
    ownSandboxPort,
    env: chosen,
    workerEnv: own?.worker ?? {},
    setupEnv: own?.setup ?? {},
  };
}

/** Who signs in to a database of our own making, each with the least it can work with. */
export const ownLogins = ({ webPassword, workerPassword, ingestPassword }: Secrets) =>
  ({
    web: { name: "desk_web", password: webPassword, role: "jetdesk_web" },
    worker: { name: "desk_worker", password: workerPassword, role: "jetdesk_worker" },
    ingest: { name: "desk_ingest", password: ingestPassword, role: "jetdesk_ingest" },
  }) as const satisfies Record<string, Login>;

/** Every name is said, so that one set for another desk cannot send a part of this one elsewhere. */
function ownDatabase(port: number, secrets: Secrets) {
  const owner = `postgresql://jetdesk:${secrets.databasePassword}@127.0.0.1:${port}/jetdesk`;
  const { web, worker, ingest } = ownLogins(secrets);
  const [asWeb, asWorker] = [addressAs(owner, web), addressAs(owner, worker)];
  return {
    all: {
      DATABASE_URL: asWeb,
      DATABASE_LISTEN_URL: asWeb,
      DATABASE_INGEST_URL: addressAs(owner, ingest),
      DATABASE_MIGRATE_URL: owner,
    },
    worker: { DATABASE_URL: asWorker, DATABASE_LISTEN_URL: asWorker, DATABASE_INGEST_URL: asWorker },
    setup: { DATABASE_URL: owner, DATABASE_LISTEN_URL: owner, DATABASE_INGEST_URL: owner },
  };
}

function ownSandbox(port: number, { jetpayToken }: Secrets): Record<string, string> {
  const url = `http://localhost:${port}`;
  return {
    JETPAY_API_URL: url,
    JETPAY_API_TOKEN: jetpayToken,
    JETPAY_JWKS_URL: `${url}/.well-known/jwks.json`,
  };
}

async function postgresPort(dataDir: string, taken: readonly number[]): Promise<number> {
  const port = await freePort(recall(dataDir).postgresPort, taken);
  remember(dataDir, { postgresPort: port });
  return port;
}
