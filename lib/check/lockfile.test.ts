import { describe, expect, test } from "vitest";
import { z } from "zod";
import { textOf } from "./sources";

const Package = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});
const { packages } = z
  .object({ packages: z.record(z.string(), Package) })
  .parse(JSON.parse(textOf("package-lock.json")));

/** Below these, code of a stranger's runs in our server: CVE-2026-126187 in React Server Components. */
const FLOORS = { next: "16.4.1", react: "19.3.1", "react-dom": "19.3.1" };

const numbers = (version: string) => version.split("-")[0]?.split(".").map(Number) ?? [];

function isAtLeast(version: string, floor: string): boolean {
  const [found, least] = [numbers(version), numbers(floor)];
  const at = least.findIndex((part, index) => (found[index] ?? 0) !== part);
  return at === -1 || (found[at] ?? 0) > (least[at] ?? 0);
}

test.each([
  ["16.4.1", "16.4.1", true],
  ["16.10.0", "16.4.1", true],
  ["16.4.0", "16.4.1", false],
  ["15.9.9", "16.4.1", false],
])("%s against %s: %s", (version, floor, expected) => {
  expect(isAtLeast(version, floor)).toBe(expected);
});

describe("the lockfile", () => {
  test.each(Object.entries(FLOORS))("has every copy of %s at %s or newer", (name, floor) => {
    const copies = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    expect(copies).not.toEqual([]);
    expect(copies.filter(([, { version }]) => !isAtLeast(version ?? "0", floor))).toEqual([]);
  });

  test("takes no package from anywhere but the registry it is installed from", () => {
    const foreign = Object.entries(packages).filter(
      ([, { resolved }]) =>
        resolved !== undefined && !/^https:\/\/registry\.npmjs\.org\/[^?#]+\.tgz$/.test(resolved),
    );
    expect(foreign).toEqual([]);
  });

  test("names the packages of every platform, without which npm ci refuses it", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    );
    expect(missing).toEqual([]);
  });
});
