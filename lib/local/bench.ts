import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { foreground } from "./foreground";
import { freePort } from "./ports";
import { removeCluster, startPostgres } from "./postgres";
import { ensureBuilt } from "./prepare.mjs";
import { watchOver } from "./roster";
import { say, step } from "./steps.mjs";

/** What a developer has set for a desk of theirs must not reach the benchmark's own. */
const NOT_FOR_BENCH =
  /^(DATABASE_|JETPAY_|APP_|NEXTAUTH_|SANDBOX_|FINGERPRINT_KEY$|DATA_DIR$|PORT$|JETDESK_MODE$|NODE_ENV$)/;

/** What the README advises for production. Writing stays safe: fsync and synchronous commits. */
const AS_IN_PRODUCTION = [
  "shared_buffers=1GB",
  "max_wal_size=8GB",
  "checkpoint_timeout=30min",
  "wal_compression=on",
];

/** Measures the built desk on a PostgreSQL of its own, set as in production, and thrown away afterwards. */
export async function bench(args: readonly string[]): Promise<number> {
  await ensureBuilt();
  const browser = await findBrowser().catch((error: unknown) => {
    say(`  ${error instanceof Error ? error.message : String(error)}`);
    return "";
  });
  const dataDir = mkdtempSync(join(tmpdir(), "jetdesk-bench-"));
  const watch = watchOver(dataDir);
  try {
    const options = {
      dataDir,
      port: await freePort(null),
      password: randomBytes(12).toString("hex"),
      logFile: join(dataDir, "postgres.log"),
      settings: AS_IN_PRODUCTION,
    };
    const postgres = await step("Starting PostgreSQL", () => startPostgres(options));
    watch.add("postgres", postgres.pid, "SIGINT");
    try {
      const unset = Object.keys(process.env).filter((name) => NOT_FOR_BENCH.test(name));
      const env = {
        ...Object.fromEntries(unset.map((name) => [name, undefined])),
        TEST_DATABASE_URL: postgres.url("postgres"),
        JETDESK_BROWSER: browser,
      };
      return await foreground(process.execPath, ["--import", "tsx", "lib/check/bench/main.ts", ...args], env);
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
