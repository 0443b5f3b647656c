import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CannotStart } from "./steps.mjs";
import { isRunning, self } from "./processes";

/** The folder for what this machine keeps. As root, others may pass through it but not look: PostgreSQL is another user. */
export function makeDataDir(dataDir: string): void {
  const isRoot = process.getuid?.() === 0;
  try {
    mkdirSync(join(dataDir, "logs"), { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  } catch (error) {
    throw new CannotStart(
      `The data folder ${dataDir} cannot be made: ${String(error)}. Choose another with DATA_DIR.`,
    );
  }
}

/** What the file holds, or null when there is none. */
export function readState<T>(dataDir: string, name: string, schema: z.ZodType<T>): T | null {
  const text = readText(join(dataDir, name));
  if (text === null) return null;
  const { data, error } = schema.safeParse(parsed(text));
  if (error) throw new CannotStart(`${join(dataDir, name)} is damaged. Remove it to have it made anew.`);
  return data ?? null;
}

/** Written whole or not at all, and for our own eyes. */
export function writeState(dataDir: string, name: string, value: unknown): void {
  const half = join(dataDir, `.${name}.${randomBytes(4).toString("hex")}`);
  writeFileSync(half, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, join(dataDir, name));
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const Secrets = z.object({
  /** Of the database's owner, who runs the migrations. */
  databasePassword: z.string(),
  /** Of the logins that the programs have in the database. */
  webPassword: z.string(),
  workerPassword: z.string(),
  ingestPassword: z.string(),
  appSecret: z.string(),
  fingerprintKey: z.string(),
  jetpayToken: z.string(),
});
export type Secrets = z.infer<typeof Secrets>;
const SinceFirst = Secrets.partial({ webPassword: true, workerPassword: true, ingestPassword: true });

/** The secrets of local mode, made once. A folder of an earlier version gets those that it lacks. */
export function localSecrets(dataDir: string): Secrets {
  const kept = readState(dataDir, "secrets.json", SinceFirst);
  const whole = Secrets.safeParse(kept);
  if (whole.success) return whole.data;
  const made = {
    databasePassword: readable(20),
    webPassword: readable(20),
    workerPassword: readable(20),
    ingestPassword: readable(20),
    appSecret: randomBytes(48).toString("base64url"),
    fingerprintKey: randomBytes(48).toString("base64url"),
    jetpayToken: readable(32),
    ...kept,
  };
  writeState(dataDir, "secrets.json", made);
  return Secrets.parse(made);
}

/** Letters and digits that are not mistaken for one another when read aloud or typed. */
const READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

// 31 characters do not divide 256, which favours a few of them by less than a hundredth of a bit.
const readable = (length: number) =>
  Array.from(randomBytes(length), (byte) => READABLE[byte % READABLE.length]).join("");

const Memory = z.object({
  postgresPort: z.int().nullable().default(null),
  /** Where the sandbox was told to deliver, and which sandbox. */
  webhook: z.string().nullable().default(null),
  seeding: z.enum(["not yet", "begun", "done"]).default("not yet"),
});
export type Memory = z.infer<typeof Memory>;

/** What one start remembers for the next. */
export const recall = (dataDir: string): Memory =>
  readState(dataDir, "memory.json", Memory) ?? Memory.parse({});

export const remember = (dataDir: string, news: Partial<Memory>): void =>
  writeState(dataDir, "memory.json", { ...recall(dataDir), ...news });

const Holder = z.object({ pid: z.int(), began: z.string(), url: z.string() });
const LOCK = "desk.lock";

/**
 * Takes the data folder for this process; the answer gives it back. One whose holder is dead is taken over. Throws
 * CannotStart with who has it.
 */
export function takeLock(dataDir: string, url: string): () => void {
  const path = join(dataDir, LOCK);
  const mine = `${LOCK}.${process.pid}`;
  writeState(dataDir, mine, { ...self(), url });
  try {
    claim(dataDir, join(dataDir, mine), path);
  } finally {
    rmSync(join(dataDir, mine), { force: true });
  }
  return () => rmSync(path, { force: true });
}

/** A link appears whole or fails, so two starts at once cannot both have it. */
function claim(dataDir: string, mine: string, path: string, triesLeft = 3): void {
  try {
    linkSync(mine, path);
  } catch (error) {
    const holder = readState(dataDir, LOCK, Holder);
    if (holder && isRunning(holder))
      throw new CannotStart(
        `A desk already runs on ${dataDir}: ${holder.url}, process ${holder.pid}. ` +
          "Stop it first, or start another with a folder and port of its own: DATA_DIR=.data2 PORT=3100 npm start.",
      );
    if (triesLeft === 0) throw error;
    rmSync(path, { force: true });
    claim(dataDir, mine, path, triesLeft - 1);
  }
}

const Running = z.record(z.string(), z.string());
const RUNNING = "running.json";

/** Leaves word of how the desk's programs are set, for others started on the same machine. The answer takes it back. */
export function announce(dataDir: string, env: Readonly<Record<string, string>>): () => void {
  writeState(dataDir, RUNNING, env);
  return () => rmSync(join(dataDir, RUNNING), { force: true });
}

/** How the programs of the desk that runs on this folder are set; null when none runs. */
export function runningDesk(dataDir: string): Readonly<Record<string, string>> | null {
  const holder = readState(dataDir, LOCK, Holder);
  return holder && isRunning(holder) ? readState(dataDir, RUNNING, Running) : null;
}
