import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ownedFolder, SHARED_FOLDER, type Binaries } from "./postgres-place";
import { say } from "./steps.mjs";

const execute = promisify(execFile);

const PACKAGE = "postgresql-15";
const BIN = "usr/lib/postgresql/15/bin";
/** Compiles long queries. It wants 30 MB of libraries more, and PostgreSQL does without when it is not there. */
const COMPILER = "usr/lib/postgresql/15/lib/llvmjit.so";
const FETCH_MS = 300_000;

type Verify = (bin: string, libraries: string | null) => Binaries | null;

/**
 * Debian's PostgreSQL 15 and the libraries it lacks here, as apt fetches and verifies them, unpacked into a cache folder:
 * the system stays as it is, and nobody needs to be root. The reason given else completes "... and <reason>.".
 */
export async function debianPostgres15(
  signal: AbortSignal,
  verify: Verify,
): Promise<Binaries | { readonly reason: string }> {
  if (spawnSync("apt-get", ["--version"]).status !== 0 || spawnSync("dpkg", ["--version"]).status !== 0)
    return { reason: "this system has no apt-get to fetch Debian's with" };
  const folder = join(SHARED_FOLDER, `${PACKAGE}-for-jetdesk-${process.getuid?.() ?? 0}`);
  ownedFolder(folder);
  const root = join(folder, "root");
  const cached = verify(join(root, BIN), librariesUnder(root));
  if (cached) return cached;
  say(`  No PostgreSQL 15 is installed; fetching Debian's into ${folder}.`);
  try {
    await fetchInto(root, AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]));
  } catch (error) {
    return { reason: `Debian's could not be fetched (${complaintOf(error)})` };
  }
  return (
    verify(join(root, BIN), librariesUnder(root)) ?? { reason: "Debian's, fetched now, does not run here" }
  );
}

/** `rename` makes a half-made one invisible. */
async function fetchInto(root: string, signal: AbortSignal): Promise<void> {
  const half = `${root}-${randomBytes(6).toString("hex")}`;
  mkdirSync(join(half, "packages"), { recursive: true });
  mkdirSync(join(half, "root"));
  try {
    await download(join(half, "packages"), signal);
    for (const name of readdirSync(join(half, "packages")).filter((one) => one.endsWith(".deb")))
      await execute("dpkg", ["--extract", join(half, "packages", name), join(half, "root")], { signal });
    rmSync(join(half, "root", COMPILER), { force: true });
    rmSync(root, { recursive: true, force: true });
    renameSync(join(half, "root"), root);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** With apt's own lists of packages; where those are missing or too old, with lists of ours. */
async function download(folder: string, signal: AbortSignal): Promise<void> {
  const options = {
    cwd: folder,
    signal,
    env: { ...process.env, LC_ALL: "C", DEBIAN_FRONTEND: "noninteractive" },
  };
  const asWeAre = ["-o", "APT::Sandbox::User=root"];
  const fetchAll = async (lists: readonly string[]) => {
    const simulate = [...lists, "--simulate", "--no-install-recommends", "install", PACKAGE];
    // A system whose own packages are at odds plans nothing, but can still fetch.
    const { stdout } = await execute("apt-get", simulate, options).catch(() => ({ stdout: "" }));
    await execute("apt-get", [...lists, "download", PACKAGE, ...missingLibraries(stdout)], options);
  };
  try {
    await fetchAll(asWeAre);
  } catch (error) {
    if (signal.aborted) throw error;
    for (const name of ["lists/partial", "cache/archives/partial"])
      mkdirSync(join(folder, name), { recursive: true });
    const ours = [`Dir::State::Lists=${join(folder, "lists")}`, `Dir::Cache=${join(folder, "cache")}`];
    const lists = [...asWeAre, ...ours.flatMap((one) => ["-o", one])];
    await execute("apt-get", [...lists, "update"], options);
    await fetchAll(lists);
  }
}

/**
 * What an installation would bring that is not here yet, of the libraries PostgreSQL is linked with. An upgrade shows the
 * old version in square brackets first and is not needed.
 */
export const missingLibraries = (simulation: string): string[] =>
  [...simulation.matchAll(/^Inst (lib[^\s:]+)\S* \(/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => !/^lib(c6|c-|llvm|z3-|.*-perl$)/.test(name));

/** The folders with shared libraries, as LD_LIBRARY_PATH wants them; null when there are none. */
function librariesUnder(root: string): string | null {
  const folders = ["lib", "usr/lib"]
    .filter((name) => existsSync(join(root, name)))
    .flatMap((name) => readdirSync(join(root, name)).map((child) => join(root, name, child)))
    .filter((path) => /-linux-gnu[^/]*$/.test(path));
  return folders.length === 0 ? null : folders.join(":");
}

/** What apt says of it, in one line. */
function complaintOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "AbortError") return `not done within ${FETCH_MS / 60_000} minutes`;
  const said = "stderr" in error ? String(error.stderr) : "";
  return (/^E: (.*?)\.?$/m.exec(said)?.[1] ?? error.message.split("\n")[0] ?? "").trim();
}
