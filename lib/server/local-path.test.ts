import fc from "fast-check";
import { expect, test } from "vitest";
import { localPath, signInPath } from "./local-path";

test.each([
  ["/payouts", "/payouts"],
  ["/payouts?view=waiting&q=a%20b", "/payouts?view=waiting&q=a%20b"],
  ["/contacts/Élan", "/contacts/%C3%89lan"],
  ["/payouts#part", "/payouts"],
])("%j leads to %j", (given, path) => expect(localPath(given)).toBe(path));

test.each([
  "https://evil.test",
  "//evil.test",
  "///evil.test",
  "/\\evil.test",
  "\\\\evil.test",
  "/\t/evil.test",
  "/a\r\nSet-Cookie: x=1",
  "/./\\evil.test",
  "/.//evil.test",
  "/x/..//evil.test",
  "javascript:alert(1)",
  "/sign-in?to=/sign-in",
  "/api/auth/signout",
  "/\ud800",
  ` /payouts`,
  "",
  `/${"a".repeat(3_000)}`,
  ["/payouts"],
  undefined,
])("%j leads to the overview", (given) => expect(localPath(given)).toBe("/"));

test("no text leads away from the desk or breaks a header", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "@",
    ":",
    "//",
    "evil.test",
    "%2f",
    "%5c",
    "\t",
    "\n",
    "?",
    "#",
    "a",
    "é",
  );
  const text = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => `/${String.fromCharCode(...units)}`),
    fc.array(piece).map((pieces) => `/${pieces.join("")}`),
  );
  fc.assert(
    fc.property(text, (given) => {
      const path = localPath(given);
      expect(path).toMatch(/^\/(?!\/)[\x21-\x7e]*$/);
      expect(new URL(path, "https://desk.test").origin).toBe("https://desk.test");
      expect(localPath(path)).toBe(path);
    }),
    { numRuns: 300 },
  );
});

test("the address that asks for a sign-in remembers the page", () => {
  expect(signInPath("/payouts?q=a&b=c")).toBe("/sign-in?to=%2Fpayouts%3Fq%3Da%26b%3Dc");
  expect(signInPath("//evil.test")).toBe("/sign-in");
});
