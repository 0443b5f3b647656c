import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { debianPostgres15 } from "./postgres-debian";
import type { Binaries } from "./postgres-place";
import { CannotStart } from "./steps.mjs";

/** A PostgreSQL 15, or one sentence that says why there is none. */
export type Found = { readonly binaries: Binaries } | { readonly reason: string };

/** Debian, Red Hat, Homebrew on both kinds of Mac, Postgres.app. */
const INSTALLED = [
  "/usr/lib/postgresql/15/bin",
  "/usr/pgsql-15/bin",
  "/opt/homebrew/opt/postgresql@15/bin",
  "/usr/local/opt/postgresql@15/bin",
  "/Applications/Postgres.app/Contents/Versions/15/bin",
];

/**
 * The oldest PostgreSQL that the desk promises to run on: the one `setting` (JETDESK_POSTGRES15) names, an installed one,
 * or Debian's, fetched now. `setting` may also be "off". Throws CannotStart when it names a folder without one.
 */
export async function findPostgres15(setting: string | undefined, signal: AbortSignal): Promise<Found> {
  if (setting === "off") return { reason: "JETDESK_POSTGRES15 is off." };
  if (setting) return { binaries: named(setting) };
  const folders = [...INSTALLED, ...(process.env["PATH"] ?? "").split(delimiter)];
  for (const folder of folders) {
    const binaries = postgres15In(folder, null);
    if (binaries) return { binaries };
  }
  const fetched = await debianPostgres15(signal, postgres15In);
  return "reason" in fetched
    ? { reason: `No PostgreSQL 15 is installed, and ${fetched.reason}.` }
    : { binaries: fetched };
}

function named(folder: string): Binaries {
  const binaries = postgres15In(folder, null);
  if (binaries) return binaries;
  throw new CannotStart(
    `JETDESK_POSTGRES15 names ${folder}, which holds no PostgreSQL 15 that runs. ` +
      "It is the folder with postgres and initdb, or off.",
  );
}

/** The PostgreSQL 15 whose programs lie in `folder`, or null when there is none or it does not run. */
export function postgres15In(folder: string, libraries: string | null): Binaries | null {
  const [postgres, initdb] = [join(folder, "postgres"), join(folder, "initdb")];
  const version = versionOf(postgres, libraries);
  if (version?.split(".")[0] !== "15" || versionOf(initdb, libraries) !== version) return null;
  return { postgres, initdb, version, libraries };
}

function versionOf(program: string, libraries: string | null): string | null {
  const env = libraries === null ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries };
  const { stdout } = spawnSync(program, ["--version"], { encoding: "utf8", timeout: 20_000, env });
  return /\(PostgreSQL\) (\d+(?:\.\d+)?)/.exec(stdout ?? "")?.[1] ?? null;
}
