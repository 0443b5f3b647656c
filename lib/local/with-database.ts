import { foreground } from "./foreground";
import { findPostgres15 } from "./postgres-15";
import type { Binaries } from "./postgres-place";
import { giveUp, say } from "./steps.mjs";
import { onThrowawayPostgres } from "./throwaway-postgres";

/** `--postgres15-or-exit=77`: on a PostgreSQL 15; where there is none, nothing is run and this is the exit code. */
const ON_15 = /^--postgres15-or-exit=(\d+)$/;
const INTERRUPTED = 130;

/**
 * Runs a command with TEST_DATABASE_URL: an empty PostgreSQL whose user may make databases, gone when the command ends.
 * node --import tsx lib/local/with-database.ts [--postgres15-or-exit=77] node …
 */
async function main(args: readonly string[], stopped: AbortSignal): Promise<number> {
  const absent = ON_15.exec(args[0] ?? "")?.[1];
  if (absent === undefined) return withDatabase(args, stopped);
  const found = await findPostgres15(process.env["JETDESK_POSTGRES15"], stopped);
  if ("binaries" in found) {
    say(`  PostgreSQL ${found.binaries.version}: ${found.binaries.postgres}`);
    return withDatabase(args.slice(1), stopped, found.binaries);
  }
  if (!stopped.aborted) say(`  ${found.reason}`);
  return stopped.aborted ? INTERRUPTED : Number(absent);
}

function withDatabase(
  [command = "true", ...args]: readonly string[],
  stopped: AbortSignal,
  binaries?: Binaries,
): Promise<number> {
  return onThrowawayPostgres("test", { fleeting: true, ...(binaries && { binaries }) }, async (postgres) => {
    await postgres.ensureDatabase("jetdesk_test");
    if (stopped.aborted) return INTERRUPTED;
    return foreground(command, args, { TEST_DATABASE_URL: postgres.url("jetdesk_test") });
  });
}

/** A signal while PostgreSQL is being found or started must not leave it behind. */
const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => stop.abort());

try {
  process.exitCode = await main(process.argv.slice(2), stop.signal);
} catch (error) {
  giveUp(error);
}
