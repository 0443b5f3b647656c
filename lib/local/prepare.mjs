// No dependency: this runs before node_modules exists.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CannotStart, step } from "./steps.mjs";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const OLDEST_NODE = [20, 19];
const GENERATED = "lib/db/generated";
const GENERATED_STAMP = `${GENERATED}/.stamp`;
const BUILD_STAMP = ".next/jetdesk-build";

/** What `next build` reads. Tests and the programs beside the web are left out: changing them needs no build. */
const BUILT_FROM = [
  "app",
  "proxy.ts",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "next.config.mjs",
];
const NOT_BUILT = /^lib\/(local|check|sandbox|worker|db\/generated)\/|\.test\.tsx?$/;

const at = (path) => join(ROOT, path);
const read = (path) => (existsSync(at(path)) ? readFileSync(at(path), "utf8") : null);

/** Everything that must be there before TypeScript can run: a new enough Node, packages, Prisma's client. */
export async function prepare() {
  checkNode();
  process.chdir(ROOT);
  if (!isInstalled()) await step("Installing packages", install);
  const stamp = generatedStamp();
  if (read(GENERATED_STAMP) !== stamp) await step("Generating the database client", () => generate(stamp));
}

/** Builds the web when what it is built from has changed since. */
export async function ensureBuilt(signal) {
  const stamp = sourceHash();
  if (read(BUILD_STAMP) !== stamp) await step("Building the desk", () => build(stamp, signal));
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [oldest, oldestMinor] = OLDEST_NODE;
  if (major > oldest || (major === oldest && minor >= oldestMinor)) return;
  throw new CannotStart(
    `Jetdesk needs Node ${OLDEST_NODE.join(".")} or newer; this is Node ${process.versions.node}. See https://nodejs.org.`,
  );
}

/** npm writes node_modules/.package-lock.json last, so it tells both what is there and that it is whole. */
function isInstalled() {
  const installed = read("node_modules/.package-lock.json");
  if (installed === null) return false;
  const wanted = JSON.parse(read("package-lock.json")).packages;
  const found = JSON.parse(installed).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === "" || (found[path] ? found[path].version === version : (optional ?? devOptional) === true),
  );
}

async function install() {
  const [command, ...first] = npm();
  // With NODE_ENV=production npm would leave out what builds and tests need.
  const args = [...first, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  await quietly(command, args, "The packages could not be installed", { NODE_ENV: undefined });
}

function npm() {
  const besideNode = join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
  const script = [process.env.npm_execpath, besideNode].find(
    (path) => path?.endsWith("npm-cli.js") && existsSync(path),
  );
  return script ? [process.execPath, script] : ["npm"];
}

const generatedStamp = () => hashOf([read("prisma/schema.prisma"), installedVersion("prisma")]);

const installedVersion = (name) => JSON.parse(read(`node_modules/${name}/package.json`)).version;

async function generate(stamp) {
  const args = ["node_modules/prisma/build/index.js", "generate", "--config", "prisma/prisma.config.ts"];
  const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  await quietly(process.execPath, args, "The database client could not be generated", env);
  mkdirSync(at(GENERATED), { recursive: true });
  writeFileSync(at(GENERATED_STAMP), stamp);
}

async function build(stamp, signal) {
  rmSync(at(BUILD_STAMP), { force: true });
  const args = ["node_modules/next/dist/bin/next", "build"];
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  await quietly(process.execPath, args, "The desk could not be built", env, signal);
  writeFileSync(at(BUILD_STAMP), stamp);
}

function sourceHash() {
  const files = BUILT_FROM.flatMap(filesUnder).filter((path) => !NOT_BUILT.test(path));
  return hashOf([process.versions.node, ...files.flatMap((path) => [path, readFileSync(at(path))])]);
}

function filesUnder(path) {
  if (!existsSync(at(path))) return [];
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(at(path), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
    );
}

function hashOf(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part ?? "").update("\0");
  return hash.digest("hex");
}

/** Runs a program whose words matter only when it fails. */
function quietly(command, args, complaint, env, signal) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    });
    const kill = () => child.kill();
    process.once("exit", kill);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    child.once("error", (error) => fail(new CannotStart(`${complaint}: ${error.message}`)));
    child.once("close", (code, by) => {
      process.off("exit", kill);
      if (code === 0) done();
      else fail(new CannotStart(`${complaint} (${by ?? `exit ${code}`}).\n${said.trim()}`));
    });
  });
}
