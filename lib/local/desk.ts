import { join } from "node:path";
import { ensureLogins } from "../db/logins";
import { migrate } from "../db/migrate";
import type { Environment } from "../runtime/settings";
import { answers, runChild, startChild, type ChildSpec, type Keeper } from "./child";
import { dataDirOf, ownLogins, planDesk, refuseProduction, webPort, type Plan } from "./plan";
import { dropDatabase, ensureDatabase, startPostgres } from "./postgres";
import { endLeftovers, watchOver } from "./roster";
import { announce, makeDataDir, recall, remember, takeLock } from "./state";
import type { Tell } from "./steps.mjs";

export type DeskOptions = {
  readonly dataDir?: string;
  /** 0 for any free one. */
  readonly port?: number;
  /** Whether to fill the demo on first use. */
  readonly seed: boolean;
  readonly quiet: boolean;
  readonly isDev?: boolean;
  readonly env?: Environment;
  readonly reporter?: Reporter;
  /** Makes what the web runs, where that may be missing. */
  readonly build?: (signal: AbortSignal) => Promise<void>;
  /** Gives up a start that is under way. */
  readonly signal?: AbortSignal;
};

/** How a start is shown. */
export type Reporter = {
  step<Result>(title: string, work: (tell: Tell) => Promise<Result>): Promise<Result>;
  say(line: string): void;
};

export type Desk = {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly databaseUrl: string;
  /** The bearer token of the sandbox. */
  readonly token: string;
  readonly dataDir: string;
  /** What web and worker were started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether people and data are of the demo's making. */
  readonly isDemo: boolean;
  stop(): Promise<void>;
};

const SANDBOX_DATABASE = "jetdesk_sandbox";
const SILENT: Reporter = { step: (_title, work) => work(() => undefined), say: () => undefined };
const TSX = ["--import", "tsx"];

/** The whole desk on this machine. When any part cannot start, what had started is stopped and the reason thrown. */
export async function startDesk(options: DeskOptions): Promise<Desk> {
  const env: Environment = {
    ...process.env,
    ...options.env,
    ...(options.dataDir === undefined ? {} : { DATA_DIR: options.dataDir }),
    ...(options.port === undefined ? {} : { PORT: String(options.port) }),
  };
  refuseProduction(env);
  const signal = options.signal ?? new AbortController().signal;
  const reporter = interruptible(options.quiet ? SILENT : (options.reporter ?? SILENT), signal);
  const stops: Stops = [];
  let stopping: Promise<void> | null = null;
  const stop = () => (stopping ??= runBackwards(stops));
  try {
    const plan = await open(env, reporter, stops);
    const keeper = keeperOf(plan, reporter, stops);
    signal.addEventListener("abort", () => void stopAll(keeper));
    await openDatabase(plan, reporter, keeper, stops);
    stops.push(() => stopAll(keeper));
    await options.build?.(signal);
    await openPrograms(plan, reporter, keeper, options.isDev === true);
    const isDemo = plan.ownDatabasePort !== null && plan.ownSandboxPort !== null;
    if (options.seed && isDemo) await fillDemo(plan, reporter, keeper);
    // only now: the demo's past must not be sent by a worker that lives in the present
    await reporter.step("Starting the worker", () => startChild(workerSpec(plan), keeper).ready);
    signal.throwIfAborted();
    stops.push(announce(plan.dataDir, plan.env));
    return { ...addresses(plan), dataDir: plan.dataDir, env: plan.env, isDemo, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Stops = (() => Promise<void> | void)[];

/** Each is tried, whatever became of the one before; the first trouble is thrown at the end. */
async function runBackwards(stops: Stops): Promise<void> {
  const troubles: unknown[] = [];
  for (const stop of stops.toReversed())
    try {
      await stop();
    } catch (error) {
      troubles.push(error);
    }
  if (troubles.length > 0) throw troubles[0];
}

/** No step begins after the start was given up. */
const interruptible = (reporter: Reporter, signal: AbortSignal): Reporter => ({
  say: (line) => reporter.say(line),
  step: (title, work) => {
    signal.throwIfAborted();
    return reporter.step(title, work);
  },
});

const addresses = ({ url, settings }: Plan) => ({
  url,
  sandboxUrl: settings.jetpay.apiUrl,
  databaseUrl: settings.database.url,
  token: settings.jetpay.apiToken,
});

/** The data folder is ours, what was left behind is gone, and the settings are sound. */
async function open(env: Environment, reporter: Reporter, stops: Stops): Promise<Plan> {
  const dataDir = dataDirOf(env);
  makeDataDir(dataDir);
  const release = takeLock(dataDir, `http://localhost:${env["PORT"]?.trim() || "3000"}`);
  stops.push(release);
  const left = await endLeftovers(dataDir);
  if (left.length > 0) reporter.say(`  Ended what an earlier start had left running: ${left.join(", ")}.`);
  return planDesk(env, dataDir, await webPort(env));
}

function keeperOf({ dataDir }: Plan, reporter: Reporter, stops: Stops): Keeper {
  const watch = watchOver(dataDir);
  stops.push(() => watch.close());
  return { watch, running: new Set(), tell: (line) => reporter.say(`  ! ${line}`) };
}

/** The desk and its worker speak to the sandbox until they end, so it ends after them. */
async function stopAll({ running }: Keeper): Promise<void> {
  const programs = [...running];
  const [sandbox, others] = [programs.filter(isSandbox), programs.filter((one) => !isSandbox(one))];
  for (const together of [others, sandbox]) await Promise.all(together.map((one) => one.stop()));
}

const isSandbox = (one: object) => "name" in one && one.name === "sandbox";

/** The programs that serve need not know how the database's owner signs in. */
const WITHOUT_OWNER = { DATABASE_MIGRATE_URL: undefined };

const logOf = ({ dataDir }: Plan, name: string) => join(dataDir, "logs", `${name}.log`);

async function openDatabase(plan: Plan, reporter: Reporter, keeper: Keeper, stops: Stops): Promise<void> {
  const { url, migrateUrl } = plan.settings.database;
  if (plan.ownDatabasePort !== null)
    await reporter.step("Starting PostgreSQL", () => startOwnDatabase(plan, keeper, stops));
  else if (plan.ownSandboxPort !== null && !plan.env["SANDBOX_DATABASE_URL"])
    await ensureDatabase(url, SANDBOX_DATABASE);
  await reporter.step("Bringing the database up to date", async () => {
    await migrate(migrateUrl);
    if (plan.ownDatabasePort !== null) await ensureLogins(migrateUrl, Object.values(ownLogins(plan.secrets)));
  });
}

async function startOwnDatabase(plan: Plan, keeper: Keeper, stops: Stops): Promise<void> {
  const start = () =>
    startPostgres({
      dataDir: plan.dataDir,
      port: plan.ownDatabasePort ?? 0,
      password: plan.secrets.databasePassword,
      logFile: logOf(plan, "postgres"),
    });
  let server = await start();
  let isStopping = false;
  const watchServer = () => {
    const { pid } = server;
    keeper.watch.add("postgres", pid, "SIGINT");
    server.onLost(() => {
      keeper.watch.remove(pid);
      if (!isStopping) void again();
    });
  };
  const again = async () => {
    keeper.tell(`PostgreSQL ended unasked; starting it again. See ${logOf(plan, "postgres")}`);
    try {
      server = await start();
      watchServer();
    } catch (error) {
      keeper.tell(error instanceof Error ? error.message : String(error));
    }
  };
  stops.push(async () => {
    isStopping = true;
    await server.stop();
    keeper.watch.remove(server.pid);
  });
  watchServer();
  await startOverIfHalfSeeded(plan, server.url("postgres"));
  await server.ensureDatabase("jetdesk");
  await server.ensureDatabase(SANDBOX_DATABASE);
}

/** A demo whose filling was interrupted is thrown away, so that the next one is whole. */
async function startOverIfHalfSeeded(plan: Plan, url: string): Promise<void> {
  if (recall(plan.dataDir).seeding !== "begun") return;
  await dropDatabase(url, "jetdesk");
  await dropDatabase(url, SANDBOX_DATABASE);
  remember(plan.dataDir, { seeding: "not yet", webhook: null });
}

async function openPrograms(plan: Plan, reporter: Reporter, keeper: Keeper, isDev: boolean): Promise<void> {
  if (plan.ownSandboxPort !== null) {
    const spec = sandboxSpec(plan, plan.ownSandboxPort);
    await reporter.step("Starting the Jetpay sandbox", () => startChild(spec, keeper).ready);
  }
  await reporter.step("Starting the desk", () => startChild(webSpec(plan, isDev), keeper).ready);
}

function sandboxSpec(plan: Plan, port: number): ChildSpec {
  const own = new URL(plan.settings.database.migrateUrl);
  own.pathname = `/${SANDBOX_DATABASE}`;
  const given = Object.entries(plan.env).filter(([name]) => name.startsWith("SANDBOX_"));
  const env = {
    ...Object.fromEntries(given),
    SANDBOX_DATABASE_URL: plan.env["SANDBOX_DATABASE_URL"] ?? own.href,
    SANDBOX_PORT: String(port),
    SANDBOX_TOKEN: plan.settings.jetpay.apiToken,
    SANDBOX_RETRY_SCALE: "1", // a restart of the desk must not use up the sandbox's patience
  };
  return {
    name: "sandbox",
    args: [...TSX, "lib/sandbox/main.ts"],
    env,
    logFile: logOf(plan, "sandbox"),
    isReady: () => answers(plan.settings.jetpay.jwksUrl),
  };
}

function webSpec(plan: Plan, isDev: boolean): ChildSpec {
  const verb = isDev ? "dev" : "start";
  return {
    name: "desk",
    args: ["node_modules/next/dist/bin/next", verb, "-H", "127.0.0.1", "-p", String(plan.port)],
    env: { ...plan.env, ...WITHOUT_OWNER, NODE_ENV: isDev ? "development" : "production" },
    logFile: logOf(plan, "desk"),
    isReady: () => answers(`http://127.0.0.1:${plan.port}/api/health`),
  };
}

const workerSpec = (plan: Plan): ChildSpec => ({
  name: "worker",
  args: [...TSX, "lib/worker/main.ts"],
  env: { ...plan.env, ...plan.workerEnv, ...WITHOUT_OWNER, NODE_ENV: "production" },
  logFile: logOf(plan, "worker"),
  isReady: null,
});

/** First use: the webhook is registered and the marketplace filled. Later: the webhook follows when an address changed. */
async function fillDemo(plan: Plan, reporter: Reporter, keeper: Keeper): Promise<void> {
  const { seeding, webhook } = recall(plan.dataDir);
  const addressed = `${plan.settings.jetpay.apiUrl} to ${plan.settings.appUrl}`;
  const isFirst = seeding !== "done";
  if (!isFirst && webhook === addressed) return;
  if (isFirst) remember(plan.dataDir, { seeding: "begun" });
  const title = isFirst ? "Filling a marketplace to try things on" : "Telling Jetpay the desk's new address";
  const spec = {
    name: "demo",
    args: [...TSX, "prisma/seed/main.ts", ...(isFirst ? [] : ["--webhook-only"])],
    env: { ...plan.env, ...plan.setupEnv, JETDESK_OWN_DEMO: "1", NODE_ENV: "production" },
    logFile: logOf(plan, "demo"),
  };
  await reporter.step(title, (tell) => runChild(spec, keeper, tell));
  remember(plan.dataDir, { seeding: "done", webhook: addressed });
}
