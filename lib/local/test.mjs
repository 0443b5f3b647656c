// `npm test`: the whole check, or a part of it: node lib/local/test.mjs check | unit | pg15 | e2e
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, prepare, ROOT } from "./prepare.mjs";
import { bold, CannotStart, dim, giveUp, green, red, say } from "./steps.mjs";

const PARTS = { check: [check], unit: [unit, pg15], pg15: [pg15], e2e: [e2e] };
const WHOLE = [check, unit, pg15, e2e];
const WITH_DATABASE = [process.execPath, "--import", "tsx", "lib/local/with-database.ts"];

/** The exit code of a stage that could not be run here and has said why; as automake has it. */
const SKIPPED = 77;

/** What a developer has set for a desk of theirs must not reach the tests' own. */
const NOT_FOR_TESTS =
  /^(DATABASE_|JETPAY_|APP_|NEXTAUTH_|SANDBOX_|FINGERPRINT_KEY$|DATA_DIR$|PORT$|JETDESK_MODE$|NODE_ENV$)/;
const ENV = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_TESTS.test(name)));

const reports = mkdtempSync(join(tmpdir(), "jetdesk-reports-"));
const UNIT_REPORT = join(reports, "unit.json");
const PG15_REPORT = join(reports, "pg15.json");
const E2E_REPORT = join(reports, "e2e.json");
const skippedStages = [];

const tool = (path, ...args) => [process.execPath, join(ROOT, "node_modules", path), ...args];

async function check() {
  await stage("Format", tool("prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."));
  await stage("Lint", tool("oxlint/bin/oxlint", "-c", "lib/check/oxlint.json", "--type-aware"));
  await stage("Types of routes", tool("next/dist/bin/next", "typegen"), { NEXT_TELEMETRY_DISABLED: "1" });
  await stage("Types", tool("typescript/bin/tsc", "--noEmit"));
}

async function unit() {
  await stage("Unit tests", [...WITH_DATABASE, ...vitest(UNIT_REPORT, "run")]);
}

async function pg15() {
  const tests = vitest(PG15_REPORT, "related", "--run", "--passWithNoTests=false", ...databaseSources());
  const command = [...WITH_DATABASE, `--postgres15-or-exit=${SKIPPED}`, ...tests];
  await stage("Integration tests on PostgreSQL 15", command);
}

/** Every way to the tests' database leads through one of these, so vitest runs the tests that import one, however far. */
function databaseSources() {
  return readdirSync(join(ROOT, "lib"), { recursive: true })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => join("lib", path))
    .filter((path) => readFileSync(join(ROOT, path), "utf8").includes("TEST_DATABASE_URL"));
}

function vitest(report, ...args) {
  const limits = ["--dir=lib", "--testTimeout=30000", "--hookTimeout=60000"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  return tool("vitest/vitest.mjs", ...args, ...limits, ...reporters);
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

/** Runs one tool under a header. Throws when it fails, which ends the whole run; one that was skipped is told at the end. */
async function stage(title, [command, ...args], env = {}) {
  say(`\n${bold(title)}`);
  const since = Date.now();
  const code = await run(command, args, env);
  const took = dim(`${((Date.now() - since) / 1000).toFixed(1)} s`);
  if (code === SKIPPED) {
    skippedStages.push(title);
    return say(`${bold("–")} ${title}: skipped`);
  }
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

/** A stage that was skipped counts as one test, since how many it has is only known once it runs. */
function summary() {
  const units = [UNIT_REPORT, PG15_REPORT].map(readReport);
  const ofUnits = (name) => units.reduce((sum, report) => sum + (report?.[name] ?? 0), 0);
  const e2eStats = readReport(E2E_REPORT)?.stats;
  return {
    passed: ofUnits("numPassedTests") + (e2eStats?.expected ?? 0) + (e2eStats?.flaky ?? 0),
    failed: ofUnits("numFailedTests") + (e2eStats?.unexpected ?? 0),
    skipped: ofUnits("numPendingTests") + (e2eStats?.skipped ?? 0) + skippedStages.length,
  };
}

function readReport(path) {
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, "utf8"));
}

const since = Date.now();
try {
  const asked = process.argv[2];
  if (asked !== undefined && !Object.hasOwn(PARTS, asked))
    throw new CannotStart(
      `There is no part called ${asked}; the parts are ${Object.keys(PARTS).join(", ")}.`,
    );
  await prepare();
  for (const part of asked === undefined ? WHOLE : PARTS[asked]) await part();
  const took = dim(`${((Date.now() - since) / 1000).toFixed(0)} s`);
  say(
    `\n${green(skippedStages.length > 0 ? "Everything that could run holds" : "Everything holds")} ${took}`,
  );
} catch (error) {
  if (error instanceof Failed) say(`\n${red(`Stopped at: ${error.message}`)}`);
  else giveUp(error);
  process.exitCode = 1;
} finally {
  const { passed, failed, skipped } = summary();
  if (passed + failed + skipped > 0)
    say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  for (const title of skippedStages) say(`Not run: ${title}`);
  rmSync(reports, { recursive: true, force: true });
}
