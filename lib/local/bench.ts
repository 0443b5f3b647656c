import { findBrowser } from "./browser.mjs";
import { foreground } from "./foreground";
import { ensureBuilt } from "./prepare.mjs";
import { say } from "./steps.mjs";
import { onThrowawayPostgres } from "./throwaway-postgres";

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
  return onThrowawayPostgres("bench", { settings: AS_IN_PRODUCTION }, (postgres) => {
    const unset = Object.keys(process.env).filter((name) => NOT_FOR_BENCH.test(name));
    const env = {
      ...Object.fromEntries(unset.map((name) => [name, undefined])),
      TEST_DATABASE_URL: postgres.url("postgres"),
      JETDESK_BROWSER: browser,
    };
    return foreground(process.execPath, ["--import", "tsx", "lib/check/bench/main.ts", ...args], env);
  });
}
