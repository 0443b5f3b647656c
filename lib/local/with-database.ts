import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foreground } from "./foreground";
import { freePort } from "./ports";
import { removeCluster, startPostgres } from "./postgres";
import { watchOver } from "./roster";

/**
 * Runs a command with TEST_DATABASE_URL: an empty PostgreSQL whose user may make databases, gone when the command ends.
 * node --import tsx lib/local/with-database.ts node …
 */
async function main([command = "true", ...args]: string[]): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "jetdesk-test-"));
  const password = randomBytes(12).toString("hex");
  const port = await freePort(null);
  const watch = watchOver(dataDir);
  try {
    const logFile = join(dataDir, "postgres.log");
    const postgres = await startPostgres({ dataDir, port, password, logFile, fleeting: true });
    watch.add("postgres", postgres.pid, "SIGINT");
    try {
      await postgres.ensureDatabase("jetdesk_test");
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

process.exitCode = await main(process.argv.slice(2));
