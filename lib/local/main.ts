import { join, relative } from "node:path";
import { z } from "zod";
import { startDesk, type Desk, type Reporter } from "./desk";
import { ensureBuilt } from "./prepare.mjs";
import { readState } from "./state";
import { bold, dim, say, step } from "./steps.mjs";

const REPORTER: Reporter = { step, say };

/** One Ctrl-C may arrive twice, from the terminal and from npm; only one after this long means impatience. */
const ECHO_MS = 1_000;
const PARENT_CHECK_MS = 1_000;

/** Starts the desk, says where it is, and runs until it is told to stop. */
export async function main({ isDev }: { isDev: boolean }): Promise<void> {
  say(bold("Jetdesk"));
  const given = new AbortController();
  const asked = untilAsked().then(() => given.abort());
  const starting = startDesk({
    seed: true,
    quiet: false,
    isDev,
    reporter: REPORTER,
    signal: given.signal,
    ...(isDev ? {} : { build: ensureBuilt }),
  });
  const desk = await starting.catch((error: unknown) => {
    if (given.signal.aborted) return null;
    throw error;
  });
  if (desk !== null) {
    introduce(desk);
    await asked;
    await step("Stopping", () => desk.stop());
  }
  process.exit();
}

/** Resolves when a signal asks us to stop, or npm, which started us, is gone. A second signal ends us at once. */
function untilAsked(): Promise<void> {
  return new Promise((done) => {
    let askedAt: number | null = null;
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(name, () => {
        if (askedAt !== null && Date.now() - askedAt > ECHO_MS) process.exit(130);
        askedAt ??= Date.now();
        done();
      });
    if (process.env["npm_lifecycle_event"] === undefined) return;
    const parent = process.ppid;
    setInterval(() => void (process.ppid === parent || done()), PARENT_CHECK_MS).unref();
  });
}

const SignIns = z.array(
  z.object({ role: z.string(), name: z.string(), email: z.string(), password: z.string() }),
);

function introduce(desk: Desk): void {
  say(`\n  ${bold("Jetdesk is ready:")} ${bold(desk.url)}`);
  say(`  ${dim(`Jetpay: ${desk.sandboxUrl}   logs: ${nearPath(join(desk.dataDir, "logs"))}`)}\n`);
  const people = desk.isDemo ? readState(desk.dataDir, "sign-ins.json", SignIns) : null;
  if (people) for (const line of table(people)) say(`  ${line}`);
  else
    say("  The demo's people are made only on a database and sandbox of its own. Add yours: npm run staff");
  say(`\n  ${dim("Ctrl-C stops everything.")}`);
}

/** As seen from here, unless it lies elsewhere. */
function nearPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith("..") ? path : near;
}

function table(people: z.infer<typeof SignIns>): string[] {
  const rows = [
    ["Role", "Name", "E-mail", "Password"],
    ...people.map(({ role, name, email, password }) => [role, name, email, password]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row, index) => {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("   ");
    return index === 0 ? dim(line) : line;
  });
}
