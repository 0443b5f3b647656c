import { describe, expect, test } from "vitest";
import { obstacleToHost, obstacleToOrigin } from "./origin";

const APP = "https://desk.test";
const sent = (differences: Record<string, string> = {}) =>
  new Headers({ origin: APP, host: "desk.test", ...differences });
const without = (name: string) => {
  const headers = sent();
  headers.delete(name);
  return headers;
};

describe("a request that changes something", () => {
  test("is let in from our own page", () => {
    expect(obstacleToOrigin(sent(), APP)).toBeNull();
    expect(obstacleToOrigin(sent({ host: "web:3000", "x-forwarded-host": "desk.test" }), APP)).toBeNull();
  });

  test.each([
    "null",
    "https://desk.test.evil.test",
    "http://desk.test",
    "https://desk.test:8443",
    "https://DESK.evil",
    "",
  ])("is refused from %j", (origin) => expect(obstacleToOrigin(sent({ origin }), APP)).not.toBeNull());

  test("is refused without Origin, without Host, and for another Host", () => {
    expect(obstacleToOrigin(without("origin"), APP)).toContain("does not say");
    expect(obstacleToOrigin(without("host"), APP)).toContain("another address");
    expect(obstacleToOrigin(sent({ host: "evil.test" }), APP)).toContain("another address");
    expect(obstacleToOrigin(sent({ "x-forwarded-host": "evil.test" }), APP)).toContain("another address");
  });
});

test("localhost and 127.0.0.1 are two addresses", () => {
  expect(obstacleToHost(new Headers({ host: "localhost:3000" }), "http://localhost:3000")).toBeNull();
  expect(obstacleToHost(new Headers({ host: "127.0.0.1:3000" }), "http://localhost:3000")).not.toBeNull();
});
