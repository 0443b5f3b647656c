import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foreground } from "./foreground";
import { freePort } from "./ports";
import { removeCluster, startPostgres } from "./postgres";
import { findPostgres15 } from "./postgres-15";
import type { Binaries } from "./postgres-place";
import { watchOver } from "./roster";
import { giveUp, say } from "./steps.mjs";

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

async function withDatabase(
  [command = "true", ...args]: readonly string[],
  stopped: AbortSignal,
  binaries?: Binaries,
): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "jetdesk-test-"));
  const password = randomBytes(12).toString("hex");
  const port = await freePort(null);
  const watch = watchOver(dataDir);
  try {
    const logFile = join(dataDir, "postgres.log");
    const options = { dataDir, port, password, logFile, fleeting: true, ...(binaries && { binaries }) };
    const postgres = await startPostgres(options);
    watch.add("postgres", postgres.pid, "SIGINT");
    try {
      await postgres.ensureDatabase("jetdesk_test");
      if (stopped.aborted) return INTERRUPTED;
      return await foreground(command, args, { TEST_DATABASE_URL: postgres.url("jetdesk_test") });
    } finally {
      await postgres.stop();
      watch.remove(postgres.pid);
    }
  } finally {
    watch.close();
    await removeCluster(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A signal while PostgreSQL is being found or started must not leave it behind. */
const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => stop.abort());

try {
  process.exitCode = await main(process.argv.slice(2), stop.signal);
} catch (error) {
  giveUp(error);
}
