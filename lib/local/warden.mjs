// Started by the desk with a pipe as its input. When the pipe ends, the desk is gone, even by kill -9; whatever it had
// not taken off the list is ended. Lines: "watch <pid> <signal>", "forget <pid>".
import { createInterface } from "node:readline";

const PATIENCE_MS = 5_000;
const watched = new Map();

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => undefined);

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const [verb, pid, signal] = line.split(" ");
  if (verb === "watch") watched.set(Number(pid), signal);
  if (verb === "forget") watched.delete(Number(pid));
});
lines.once("close", () => {
  for (const [pid, signal] of watched) send(pid, signal);
  const until = Date.now() + PATIENCE_MS;
  const timer = setInterval(() => {
    const left = [...watched.keys()].filter((pid) => send(pid, 0));
    if (left.length > 0 && Date.now() < until) return;
    for (const pid of left) send(pid, "SIGKILL");
    clearInterval(timer);
  }, 50);
});

/** To the whole group the process leads, or to it alone. False when there is neither. */
function send(pid, signal) {
  return [-pid, pid].some((target) => {
    try {
      return process.kill(target, signal);
    } catch {
      return false;
    }
  });
}
