// `npm test`: the whole check, or a part of it: node lib/local/test.mjs check | unit | e2e
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, prepare, ROOT } from "./prepare.mjs";
import { bold, CannotStart, dim, giveUp, green, red, say } from "./steps.mjs";

const PARTS = ["check", "unit", "e2e"];
const TSX = ["--import", "tsx"];

/** What a developer has set for a desk of theirs must not reach the tests' own. */
const NOT_FOR_TESTS =
  /^(DATABASE_|JETPAY_|APP_|NEXTAUTH_|SANDBOX_|FINGERPRINT_KEY$|DATA_DIR$|PORT$|JETDESK_MODE$|NODE_ENV$)/;
const ENV = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_TESTS.test(name)));

const reports = mkdtempSync(join(tmpdir(), "jetdesk-reports-"));
const UNIT_REPORT = join(reports, "unit.json");
const E2E_REPORT = join(reports, "e2e.json");

const tool = (path, ...args) => [process.execPath, join(ROOT, "node_modules", path), ...args];

async function check() {
  await stage("Format", tool("prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."));
  await stage("Lint", tool("oxlint/bin/oxlint", "-c", "lib/check/oxlint.json", "--type-aware"));
  await stage("Types of routes", tool("next/dist/bin/next", "typegen"), { NEXT_TELEMETRY_DISABLED: "1" });
  await stage("Types", tool("typescript/bin/tsc", "--noEmit"));
}

async function unit() {
  const vitest = tool(
    "vitest/vitest.mjs",
    "run",
    "--dir=lib",
    "--testTimeout=30000",
    "--hookTimeout=60000",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${UNIT_REPORT}`,
  );
  await stage("Unit tests", [process.execPath, ...TSX, "lib/local/with-database.ts", ...vitest]);
}

async function e2e() {
  await ensureBuilt();
  const { findBrowser } = await import("./browser.mjs");
  const browser = await findBrowser();
  const playwright = tool("@playwright/test/cli.js", "test", "-c", "e2e/playwright.config.ts");
  await stage("Browser tests", playwright, {
    JETDESK_BROWSER: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: E2E_REPORT,
  });
}

/** Runs one tool under a header. Throws when it fails, which ends the whole run. */
async function stage(title, [command, ...args], env = {}) {
  say(`\n${bold(title)}`);
  const since = Date.now();
  const code = await run(command, args, env);
  const took = dim(`${((Date.now() - since) / 1000).toFixed(1)} s`);
  say(code === 0 ? `${green("✓")} ${title} ${took}` : `${red("✗")} ${title} ${took}`);
  if (code !== 0) throw new Failed(title);
}

class Failed extends Error {}

let current = null;
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(name, () => {
    if (current) current.kill(name);
    else process.exit(130);
  });

function run(command, args, env) {
  return new Promise((done, fail) => {
    current = spawn(command, args, { cwd: ROOT, stdio: "inherit", env: { ...ENV, ...env } });
    current.once("error", fail);
    current.once("close", (code) => {
      current = null;
      done(code ?? 1);
    });
  });
}

function summary() {
  const unitReport = readReport(UNIT_REPORT);
  const e2eStats = readReport(E2E_REPORT)?.stats;
  const passed = (unitReport?.numPassedTests ?? 0) + (e2eStats?.expected ?? 0) + (e2eStats?.flaky ?? 0);
  const failed = (unitReport?.numFailedTests ?? 0) + (e2eStats?.unexpected ?? 0);
  const skipped = (unitReport?.numPendingTests ?? 0) + (e2eStats?.skipped ?? 0);
  return { passed, failed, skipped };
}

function readReport(path) {
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, "utf8"));
}

const since = Date.now();
try {
  const asked = process.argv[2];
  if (asked !== undefined && !PARTS.includes(asked))
    throw new CannotStart(`There is no part called ${asked}; the parts are ${PARTS.join(", ")}.`);
  await prepare();
  for (const [name, part] of Object.entries({ check, unit, e2e }))
    if (asked === undefined || asked === name) await part();
  say(`\n${green("Everything holds")} ${dim(`${((Date.now() - since) / 1000).toFixed(0)} s`)}`);
} catch (error) {
  if (error instanceof Failed) say(`\n${red(`Stopped at: ${error.message}`)}`);
  else giveUp(error);
  process.exitCode = 1;
} finally {
  const { passed, failed, skipped } = summary();
  if (passed + failed > 0)
    say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  rmSync(reports, { recursive: true, force: true });
}
