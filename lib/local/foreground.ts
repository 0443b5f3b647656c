import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ROOT } from "./prepare.mjs";
import { signal } from "./processes";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a program in this terminal until it ends, and answers with its exit code. Signals are handed on, once each, to
 * the whole group that it leads.
 */
export function foreground(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: "inherit",
    detached: true,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  const handOn = (name: NodeJS.Signals) => {
    if (child.pid !== undefined) signal(child.pid, name);
  };
  const kill = () => handOn("SIGKILL");
  for (const name of SIGNALS) process.on(name, handOn);
  process.once("exit", kill);
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code, by) => {
      for (const name of SIGNALS) process.off(name, handOn);
      process.off("exit", kill);
      done(code ?? 128 + (by === null ? 0 : constants.signals[by]));
    });
  });
}
