// Finds a browser for the tests, or installs one.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { CannotStart, say } from "./steps.mjs";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const DOWNLOAD_MS = 180_000;
const INSTALL_MS = 600_000;

/** The path of a browser that Playwright can drive. */
export async function findBrowser() {
  const given = process.env.JETDESK_BROWSER;
  if (given && !works(given)) throw new CannotStart(`JETDESK_BROWSER names ${given}, which does not run.`);
  const found = given || (await present()) || (await download()) || (await installFromDebian());
  if (found) return found;
  throw new CannotStart(
    "No browser was found for the tests, and none could be installed. " +
      "Install Chromium, or name one: JETDESK_BROWSER=/path/to/chromium npm test",
  );
}

async function present() {
  const { chromium } = await import("@playwright/test");
  return [chromium.executablePath(), ...INSTALLED].find(works) ?? null;
}

const works = (path) =>
  existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000, stdio: "ignore" }).status === 0;

async function download() {
  say("  No browser found; fetching Playwright's.");
  const args = ["node_modules/@playwright/test/cli.js", "install", "chromium"];
  spawnSync(process.execPath, args, { stdio: "ignore", timeout: DOWNLOAD_MS });
  return present();
}

async function installFromDebian() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return null;
  say("  Playwright's could not be fetched; installing Debian's.");
  const options = {
    stdio: "ignore",
    timeout: INSTALL_MS,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  };
  spawnSync("apt-get", ["update"], options);
  spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
  return present();
}
