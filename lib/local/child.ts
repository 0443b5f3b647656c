import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream, existsSync, readFileSync, renameSync, statSync, type WriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { CannotStart } from "./steps.mjs";
import { ROOT } from "./prepare.mjs";
import { beganAt, end, pause } from "./processes";
import type { Watch } from "./roster";

export type ChildSpec = {
  readonly name: string;
  /** For node. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** Answers true once the child can work; null where being alive is all there is to ask. */
  readonly isReady: (() => Promise<boolean>) | null;
};

export type Child = {
  readonly name: string;
  /** Resolves when it can work; throws CannotStart with its last words. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
};

/** What the desk does with news of its children. */
export type Keeper = {
  readonly watch: Watch;
  /** Everything that can be stopped, in the order in which it was started. */
  readonly running: Set<{ stop(): Promise<void> }>;
  /** A line for the terminal. */
  tell(line: string): void;
};

const READY_MS = 90_000;
const STOP_MS = 6_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A child that lived this long begins anew with the shortest pause. */
const STEADY_MS = 60_000;
const LARGEST_LOG = 10 * 1024 * 1024;
const TELL_AGAIN_MS = 5_000;

/**
 * Starts a child. Once it has been ready, it is started again whenever it ends unasked, after growing pauses. Its words
 * go to its log; what it calls an error is told as one line.
 */
export function startChild(spec: ChildSpec, keeper: Keeper): Child {
  const log = openLog(spec.logFile);
  let isStopping = false;
  let pauseMs = FIRST_PAUSE_MS;
  let current = launch(spec, keeper, log);

  const keepAlive = (process: ChildProcess, since: number) => {
    process.once("exit", (code, signal) => {
      keeper.watch.remove(process.pid ?? 0);
      if (isStopping) return;
      if (Date.now() - since > STEADY_MS) pauseMs = FIRST_PAUSE_MS;
      const how = signal ?? `exit ${code}`;
      keeper.tell(`${spec.name} ended unasked (${how}); starting it again. See ${spec.logFile}`);
      setTimeout(again, pauseMs).unref();
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    });
  };
  const again = () => {
    if (isStopping) return;
    current = launch(spec, keeper, log);
    keepAlive(current, Date.now());
  };

  const ready = becomesReady(spec, current).then(() => {
    if (current.exitCode === null && current.signalCode === null) keepAlive(current, Date.now());
    else again();
  });
  const child = {
    name: spec.name,
    ready,
    stop: async () => {
      isStopping = true;
      await endProcess(current, keeper);
      keeper.running.delete(child);
      log.end();
    },
  };
  keeper.running.add(child);
  return child;
}

async function endProcess({ pid }: ChildProcess, keeper: Keeper): Promise<void> {
  const began = pid === undefined ? null : beganAt(pid);
  if (pid === undefined) return;
  if (began !== null) await end({ pid, began }, "SIGTERM", STOP_MS);
  keeper.watch.remove(pid);
}

/** Runs a child to its end, its lines given to `onLine`. Throws CannotStart with its last words when it fails. */
export async function runChild(
  spec: Omit<ChildSpec, "isReady">,
  keeper: Keeper,
  onLine: (line: string) => void,
): Promise<void> {
  const log = openLog(spec.logFile);
  const process = launch(spec, keeper, log, onLine);
  const one = { stop: () => endProcess(process, keeper) };
  keeper.running.add(one);
  const outcome = await new Promise<string | null>((done) => {
    process.once("error", (error) => done(String(error)));
    process.once("close", (code, signal) => done(code === 0 ? null : (signal ?? `exit ${code}`)));
  });
  keeper.running.delete(one);
  keeper.watch.remove(process.pid ?? 0);
  await new Promise<void>((done) => log.end(done));
  if (outcome !== null) throw failure(spec, outcome);
}

function launch(
  spec: Omit<ChildSpec, "isReady">,
  keeper: Keeper,
  log: WriteStream,
  onLine: (line: string) => void = troubleTeller(spec, keeper),
): ChildProcess {
  // A group of its own, so that Ctrl-C reaches it from us, in order, and everything it started ends with it.
  const child = spawn(process.execPath, spec.args, {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...spec.env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (child.pid !== undefined) keeper.watch.add(spec.name, child.pid, "SIGTERM");
  for (const stream of [child.stdout, child.stderr]) {
    stream?.pipe(log, { end: false });
    if (stream) createInterface({ input: stream }).on("line", onLine);
  }
  return child;
}

/** Tells of lines that a log marks as errors, at most one in a while. */
function troubleTeller(
  { name, logFile }: Omit<ChildSpec, "isReady">,
  keeper: Keeper,
): (line: string) => void {
  let toldAt = 0;
  return (line) => {
    const trouble = troubleIn(line);
    if (trouble === null || Date.now() - toldAt < TELL_AGAIN_MS) return;
    toldAt = Date.now();
    keeper.tell(`${name}: ${trouble} (see ${logFile})`);
  };
}

/** Pino's level 50 is an error. */
const ERROR_LEVEL = 50;

export function troubleIn(line: string): string | null {
  if (!line.startsWith("{")) return null;
  try {
    const { level, msg }: { level?: unknown; msg?: unknown } = JSON.parse(line);
    return typeof level === "number" && level >= ERROR_LEVEL
      ? typeof msg === "string"
        ? msg
        : "an error"
      : null;
  } catch {
    return null;
  }
}

async function becomesReady(spec: ChildSpec, child: ChildProcess): Promise<void> {
  const until = Date.now() + READY_MS;
  let failed: Error | null = null;
  child.once("error", (error) => (failed = error));
  while (Date.now() < until) {
    await pause(100);
    if (failed !== null || child.exitCode !== null || child.signalCode !== null)
      throw failure(spec, String(failed ?? child.signalCode ?? `exit ${child.exitCode}`));
    if (spec.isReady === null || (await spec.isReady())) return;
  }
  throw failure(spec, `no answer within ${READY_MS / 1000} s`);
}

const LAST_LINES = 12;

function failure({ name, logFile }: { name: string; logFile: string }, how: string): CannotStart {
  const said = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-LAST_LINES).join("\n");
  return new CannotStart(`${name} did not work (${how}). The end of ${logFile}:\n${said}`);
}

function openLog(path: string): WriteStream {
  if (existsSync(path) && statSync(path).size > LARGEST_LOG) renameSync(path, `${path}.1`);
  return createWriteStream(path, { flags: "a", mode: 0o600 });
}

/** Whether something answers there at all, with no trouble of its own. */
export async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: "manual" });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false;
  }
}
