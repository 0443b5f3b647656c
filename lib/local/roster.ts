import { spawn } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { readState, writeState } from "./state";
import { ROOT } from "./prepare.mjs";
import { beganAt, end } from "./processes";

const Entry = z.object({ name: z.string(), pid: z.int().positive(), began: z.string(), signal: z.string() });
type Entry = z.infer<typeof Entry>;
const Roster = z.array(Entry);

const PATIENCE_MS = 5_000;

/** PostgreSQL takes SIGINT as its fast shutdown; SIGTERM would wait for every session to leave by itself. */
const gently = (signal: string): NodeJS.Signals => (signal === "SIGINT" ? "SIGINT" : "SIGTERM");

export type Watch = {
  add(name: string, pid: number, signal: "SIGINT" | "SIGTERM"): void;
  remove(pid: number): void;
  close(): void;
};

/**
 * Every process of ours that runs, kept twice: in a file, for the next start to end what was left behind, and with a
 * warden, a process that ends them as soon as this one is gone.
 */
export function watchOver(dataDir: string): Watch {
  const warden = spawn(process.execPath, [join(ROOT, "lib/local/warden.mjs")], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  warden.stdin.on("error", () => undefined);
  warden.unref();
  let entries: Entry[] = [];
  const keep = () => writeState(dataDir, "processes.json", entries);
  return {
    add: (name, pid, signal) => {
      warden.stdin.write(`watch ${pid} ${signal}\n`);
      entries = [...entries, { name, pid, began: beganAt(pid) ?? "", signal }];
      keep();
    },
    remove: (pid) => {
      warden.stdin.write(`forget ${pid}\n`);
      entries = entries.filter((entry) => entry.pid !== pid);
      keep();
    },
    close: () => void warden.stdin.end(),
  };
}

/** Ends what a start that was killed left running. A process that only has the same number is left alone. */
export async function endLeftovers(dataDir: string): Promise<string[]> {
  const left = readState(dataDir, "processes.json", Roster) ?? [];
  const running = left.filter(({ pid, began }) => began !== "" && beganAt(pid) === began);
  for (const entry of running.toReversed()) await end(entry, gently(entry.signal), PATIENCE_MS);
  writeState(dataDir, "processes.json", []);
  return running.map(({ name }) => name);
}
