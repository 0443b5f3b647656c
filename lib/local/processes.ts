import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** One process, told apart from a later one with the same number by when it began. */
export type Known = { readonly pid: number; readonly began: string };

/** When the process began, in a form that only compares; null when there is none (or only its remains). */
export function beganAt(pid: number): string | null {
  if (process.platform === "win32") return isAnswering(pid) ? "running" : null;
  return process.platform === "linux" ? beganOnLinux(pid) : beganElsewhere(pid);
}

function beganOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything; state is the first field after it, the start the twentieth (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z") return null;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${fields[19] ?? ""}`;
  } catch {
    return null;
  }
}

function beganElsewhere(pid: number): string | null {
  try {
    const text = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    return text === "" ? null : text;
  } catch {
    return null;
  }
}

function isAnswering(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

export const isRunning = ({ pid, began }: Known) => beganAt(pid) === began;

export const self = (): Known => ({ pid: process.pid, began: beganAt(process.pid) ?? "" });

/** Signals a process and, where it leads a group, everything it started. */
export function signal(pid: number, name: NodeJS.Signals): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, name);
      return;
    } catch {
      // No such group: the process alone is next. No such process: there is nothing to end.
    }
  }
}

/** Asks with `gently`, waits, then kills. Resolves when the process is gone. */
export async function end(known: Known, gently: NodeJS.Signals, patienceMs: number): Promise<void> {
  if (!isRunning(known)) return;
  signal(known.pid, gently);
  if (await gone(known, patienceMs)) return;
  signal(known.pid, "SIGKILL");
  await gone(known, 5_000);
}

async function gone(known: Known, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (isRunning(known)) {
    if (Date.now() > until) return false;
    await pause(25);
  }
  return true;
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
