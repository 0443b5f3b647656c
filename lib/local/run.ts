import { join } from "node:path";
import { migrate } from "../db/migrate";
import { BadSetting, loadSettings, type Environment, type Settings } from "../runtime/settings";
import { bench } from "./bench";
import { foreground } from "./foreground";
import { dataDirOf } from "./plan";
import { freePort } from "./ports";
import { startPostgres } from "./postgres";
import { ensureBuilt, ROOT } from "./prepare.mjs";
import { refuseDeafIngest, refuseDemoPeople } from "./production";
import { localSecrets, makeDataDir, runningDesk, takeLock } from "./state";
import { CannotStart, say } from "./steps.mjs";

const VERBS = [
  "serve",
  "worker",
  "migrate",
  "sandbox",
  "staff",
  "admin:invite",
  "audit:verify",
  "audit:erase",
  "bench",
] as const;
type Verb = (typeof VERBS)[number];
const isVerb = (text: string): text is Verb => VERBS.some((verb) => verb === text);

const TSX = ["--import", "tsx"];
const SANDBOX_PORT = "3001";

/** Runs one part of the desk until it ends or is told to, and answers with its exit code. */
export async function run(verb: string, args: readonly string[]): Promise<number> {
  if (!isVerb(verb))
    throw new CannotStart(`Say what to run: ${VERBS.map((one) => `npm run ${one}`).join(", ")}.`);
  switch (verb) {
    case "serve":
      return serve();
    case "worker":
      return work();
    case "migrate":
      return runMigrations();
    case "sandbox":
      return sandbox();
    case "staff":
      return foreground(process.execPath, [...TSX, "lib/local/staff.ts", ...args], sound(verb).env);
    case "audit:verify":
    case "audit:erase":
      return foreground(
        process.execPath,
        [...TSX, "lib/local/audit.ts", verb.slice("audit:".length), ...args],
        sound(verb).env,
      );
    case "admin:invite":
      return foreground(process.execPath, [...TSX, "lib/local/admin-invite.ts", ...args], sound(verb).env);
    case "bench":
      return bench(args);
  }
}

const IN_PRODUCTION = { NODE_ENV: "production" };

type Sound = { readonly settings: Settings; readonly env: Environment };

/** The settings given, or those of the desk that runs on this machine's data folder. Throws with what is wrong. */
function sound(verb: Verb): Sound {
  const isAlone =
    !process.env["DATABASE_URL"]?.trim() && process.env["JETDESK_MODE"]?.trim() !== "production";
  const dataDir = dataDirOf(process.env);
  const running = isAlone ? runningDesk(dataDir) : null;
  const env = running === null ? process.env : { ...process.env, ...running };
  try {
    const settings = loadSettings(env);
    const own = {
      NEXTAUTH_URL: settings.appUrl,
      NEXTAUTH_SECRET: settings.appSecret,
      PORT: String(settings.port),
    };
    return { settings, env: { ...env, ...own } };
  } catch (error) {
    if (!isAlone || !(error instanceof BadSetting)) throw error;
    throw new CannotStart(
      `No desk runs on ${dataDir}, so npm run ${verb} has no settings of its own. Start one with npm start, or say:\n` +
        error.message,
    );
  }
}

async function work(): Promise<number> {
  const { settings, env } = sound("worker");
  await refuseDemoPeople(settings);
  return foreground(process.execPath, [...TSX, "lib/worker/main.ts"], { ...env, ...IN_PRODUCTION });
}

/** In production the desk stands behind something that speaks TLS, which may be on another machine. */
async function serve(): Promise<number> {
  const { settings, env } = sound("serve");
  await refuseDemoPeople(settings);
  await refuseDeafIngest(settings);
  await ensureBuilt();
  const host = settings.mode === "production" ? "0.0.0.0" : "127.0.0.1";
  const next = join(ROOT, "node_modules/next/dist/bin/next");
  const args = [next, "start", "-H", host, "-p", String(settings.port)];
  return foreground(process.execPath, args, { ...env, ...IN_PRODUCTION });
}

async function runMigrations(): Promise<number> {
  const applied = await migrate(sound("migrate").settings.database.migrateUrl);
  say(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
  return 0;
}

/** The sandbox alone, on a PostgreSQL of its own making unless SANDBOX_DATABASE_URL names one. */
async function sandbox(): Promise<number> {
  const port = process.env["SANDBOX_PORT"]?.trim() || SANDBOX_PORT;
  const dataDir = dataDirOf(process.env);
  makeDataDir(dataDir);
  const secrets = localSecrets(dataDir);
  const token = process.env["SANDBOX_TOKEN"]?.trim() || secrets.jetpayToken;
  const start = (url: string) => {
    say(`The Jetpay sandbox: http://localhost:${port}   token: ${token}   Ctrl-C stops it.`);
    const env = { SANDBOX_DATABASE_URL: url, SANDBOX_PORT: port, SANDBOX_TOKEN: token };
    return foreground(process.execPath, [...TSX, "lib/sandbox/main.ts"], env);
  };
  const given = process.env["SANDBOX_DATABASE_URL"]?.trim();
  if (given) return start(given);
  const release = takeLock(dataDir, `http://localhost:${port}`);
  try {
    const postgres = await startPostgres({
      dataDir,
      port: await freePort(null),
      password: secrets.databasePassword,
      logFile: join(dataDir, "logs", "postgres.log"),
    });
    try {
      await postgres.ensureDatabase("jetdesk_sandbox");
      return await start(postgres.url("jetdesk_sandbox"));
    } finally {
      await postgres.stop();
    }
  } finally {
    release();
  }
}
