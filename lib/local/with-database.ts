import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./ports";
import { removeCluster, startPostgres } from "./postgres";
import { signal } from "./processes";

/**
 * Runs a command with TEST_DATABASE_URL: an empty PostgreSQL whose user may make databases, gone when the command ends.
 * node --import tsx lib/local/with-database.ts node …
 */
async function main(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "jetdesk-test-"));
  const password = randomBytes(12).toString("hex");
  const logFile = join(dataDir, "postgres.log");
  const port = await freePort(null);
  const postgres = await startPostgres({ dataDir, port, password, logFile, fleeting: true });
  try {
    await postgres.ensureDatabase("jetdesk_test");
    return await run(process.argv.slice(2), { TEST_DATABASE_URL: postgres.url("jetdesk_test") });
  } finally {
    await postgres.stop();
    await removeCluster(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function run([command = "true", ...args]: string[], env: Record<string, string>): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(name, () => {
      if (child.pid !== undefined && name !== "SIGINT") signal(child.pid, name);
    });
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code) => done(code ?? 1));
  });
}

process.exitCode = await main();
