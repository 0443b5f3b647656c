import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { findPostgres15, postgres15In } from "./postgres-15";
import { missingLibraries } from "./postgres-debian";

const never = new AbortController().signal;
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder whose postgres and initdb are scripts that say they are of these versions. */
function programs(postgres: string, initdb: string): string {
  const folder = mkdtempSync(join(tmpdir(), "jetdesk-programs-"));
  folders.push(folder);
  for (const [name, version] of Object.entries({ postgres, initdb })) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version}"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

test("a 15 is known by what both of its programs say", () => {
  const folder = programs("15.18 (Debian 15.18-0+deb12u1)", "15.18");
  expect(postgres15In(folder, null)).toEqual({
    postgres: join(folder, "postgres"),
    initdb: join(folder, "initdb"),
    version: "15.18",
    libraries: null,
  });
});

test.each([
  ["of another version", "17.2", "17.2"],
  ["of two versions", "15.18", "15.3"],
  ["that is older", "1.5", "1.5"],
])("a PostgreSQL %s is none", (_which, postgres, initdb) => {
  expect(postgres15In(programs(postgres, initdb), null)).toBeNull();
});

describe("JETDESK_POSTGRES15", () => {
  test("off says so", async () => {
    expect(await findPostgres15("off", never)).toEqual({ reason: "JETDESK_POSTGRES15 is off." });
  });

  test("names the one to take", async () => {
    const folder = programs("15.2", "15.2");
    expect(await findPostgres15(folder, never)).toMatchObject({ binaries: { version: "15.2" } });
  });

  test("naming one that is no 15 is an error, not a reason to skip", async () => {
    await expect(findPostgres15(programs("16.1", "16.1"), never)).rejects.toThrow(
      /JETDESK_POSTGRES15 names .* which holds no PostgreSQL 15/,
    );
  });
});

test("of what an installation would bring, only new libraries that PostgreSQL is linked with are fetched", () => {
  const simulation = [
    "The following NEW packages will be installed:",
    "Inst libpq5 [15.18-0+deb12u1] (15.20-0+deb12u1 Debian-Security:12/oldstable-security [amd64])",
    "Inst libicu72 (72.1-3+deb12u1 Debian:12.12/oldstable [amd64])",
    "Inst libxml2:arm64 (2.9.14+dfsg-1.3 Debian:12.12/oldstable [arm64]) []",
    "Inst libllvm14 (1:14.0.6-12 Debian:12.12/oldstable [amd64])",
    "Inst libjson-perl (4.10000-1 Debian:12.12/oldstable [all])",
    "Inst libc6 (2.36-9 Debian:12.12/oldstable [amd64])",
    "Inst postgresql-15 (15.18-0+deb12u1 Debian:12.12/oldstable [amd64])",
    "Conf libicu72 (72.1-3+deb12u1 Debian:12.12/oldstable [amd64])",
  ].join("\n");
  expect(missingLibraries(simulation)).toEqual(["libicu72", "libxml2"]);
});
