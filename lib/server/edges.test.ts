import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as edges from "./edges";
import { DATA_POLICY, edgeHeaders, obstacleToEdge, pagePolicy, type Edges } from "./edges";

const DESK: Edges = {
  appUrl: "https://desk.test",
  mode: "production",
  pageOrigins: ["https://jetpay.test"],
  isDev: false,
};
const LOCAL: Edges = { ...DESK, appUrl: "http://localhost:3000", mode: "local" };
const asked = (host: string, more: Record<string, string> = {}) => new Headers({ host, ...more });
const ruleOf = (policy: string, name: string) =>
  policy
    .split("; ")
    .find((rule) => rule.startsWith(`${name} `))
    ?.slice(name.length + 1);

describe("what a page may do", () => {
  const policy = pagePolicy("n0nce", DESK);

  test("scripts need this answer's nonce, and nothing inline is let in by rule", () => {
    expect(ruleOf(policy, "script-src")).toBe("'self' 'nonce-n0nce' 'strict-dynamic'");
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
    expect(ruleOf(policy, "frame-src")).toBe("https://jetpay.test");
    for (const [rule, value] of [
      ["frame-ancestors", "'none'"],
      ["base-uri", "'none'"],
      ["object-src", "'none'"],
      ["form-action", "'self'"],
      ["connect-src", "'self'"],
    ] as const)
      expect([rule, ruleOf(policy, rule)]).toEqual([rule, value]);
  });

  test("the styles that libraries write into the page are those that the policy names", () => {
    const source = readFileSync("node_modules/sonner/dist/index.mjs", "utf8");
    const style = JSON.parse(/^__insertCSS\((".*")\);?$/m.exec(source)?.[1] ?? "null") as string;
    const hashOf = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
    expect([hashOf(style), hashOf(""), hashOf("display:none")]).toEqual([
      edges.SONNER_STYLE,
      edges.EMPTY_STYLE,
      edges.HIDDEN_PART,
    ]);
  });
});

test("https is kept to only where the desk is at https", () => {
  expect(edgeHeaders("1", DATA_POLICY, DESK)["strict-transport-security"]).toMatch(/^max-age=63072000/);
  expect(edgeHeaders("1", DATA_POLICY, LOCAL)).not.toHaveProperty("strict-transport-security");
});

describe("a request", () => {
  test("for this desk is let in", () => {
    expect(obstacleToEdge("/", asked("desk.test"), DESK)).toBeNull();
    expect(obstacleToEdge("/", asked("web:3000", { "x-forwarded-host": "desk.test" }), DESK)).toBeNull();
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"])
      expect(obstacleToEdge("/", asked(host), LOCAL)).toBeNull();
  });

  test.each([
    ["evil.test", DESK],
    ["desk.test.evil.test", DESK],
    ["desk.test:8443", DESK],
    ["localhost:3000", DESK],
    ["", DESK],
    ["evil.test:3000", LOCAL],
    ["localhost.evil.test:3000", LOCAL],
    ["localhost:3000@evil.test", LOCAL],
  ])("for %j is not", (host, desk) => {
    expect(obstacleToEdge("/", asked(host), desk)).toBe("The request was sent to another address.");
    expect(obstacleToEdge("/api/payouts", asked(host), desk)).not.toBeNull();
    expect(obstacleToEdge("/api/healthy", asked(host), desk)).not.toBeNull();
  });

  test("for its health is answered under any name", () => {
    expect(obstacleToEdge("/api/health", asked("10.0.0.7:3000"), DESK)).toBeNull();
  });
});
