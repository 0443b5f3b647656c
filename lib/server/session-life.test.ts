import { expect, test } from "vitest";
import { SESSION_IDLE_S, SESSION_LONGEST_S, sessionHolds } from "./session-life";

const START = Date.UTC(2026, 10, 23, 9);
const at = (seconds: number) => new Date(START + seconds * 1_000);
const session = (differences: object = {}) => ({
  seenAt: at(0),
  expiresAt: at(SESSION_LONGEST_S),
  endedAt: null,
  staff: { disabledAt: null },
  ...differences,
});

test("a sign-in holds for two hours without a sign of life, and for twelve at most", () => {
  expect(sessionHolds(session(), at(SESSION_IDLE_S - 1))).toBe(true);
  expect(sessionHolds(session(), at(SESSION_IDLE_S))).toBe(false);
  const busy = session({ seenAt: at(SESSION_LONGEST_S - 60) });
  expect(sessionHolds(busy, at(SESSION_LONGEST_S - 1))).toBe(true);
  expect(sessionHolds(busy, at(SESSION_LONGEST_S))).toBe(false);
});

test("it ends at once with a sign-out and with its person disabled", () => {
  expect(sessionHolds(session({ endedAt: at(1) }), at(2))).toBe(false);
  expect(sessionHolds(session({ staff: { disabledAt: at(1) } }), at(2))).toBe(false);
});
