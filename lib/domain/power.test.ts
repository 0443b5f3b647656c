import { describe, expect, test } from "vitest";
import { ROLES } from "./deeds";
import {
  leftToday,
  limitWords,
  movesMoney,
  needsConsent,
  NO_LIMITS,
  obstacleToAmountOf,
  obstacleToGive,
  obstacleToPower,
  type Power,
} from "./power";

const power = (changes: Partial<Power>): Power => ({ role: "administrator", ...NO_LIMITS, ...changes });

test("those who can move money, or change who can, are three of the six roles", () => {
  expect(ROLES.filter(movesMoney)).toEqual(["operator", "approver", "administrator"]);
});

test.each([
  [null, "viewer", false],
  [null, "operator", true],
  ["viewer", "support", false],
  ["viewer", "approver", true],
  ["approver", "viewer", true],
] as const)("from %s to %s takes consent: %s", (before, role, expected) => {
  expect(needsConsent(before && power({ role: before }), power({ role }))).toBe(expected);
});

describe("nobody hands out what they do not hold", () => {
  test("an administrator without limits gives every role", () => {
    expect(ROLES.filter((role) => obstacleToGive(power({}), power({ role })) !== null)).toEqual([]);
  });
  test.each(ROLES.filter((role) => role !== "administrator"))("%s cannot make an administrator", (role) => {
    expect(obstacleToGive(power({ role }), power({}))?.code).toBe("no_permission");
  });
  test("an administrator with limits gives none above them, and none without", () => {
    const giver = power({ mostCents: 5_000n, dayCents: 20_000n });
    const given = (mostCents: bigint | null, dayCents: bigint | null) =>
      obstacleToGive(giver, power({ role: "approver", mostCents, dayCents }))?.code ?? null;
    expect(given(5_000n, 20_000n)).toBeNull();
    expect(given(5_001n, 20_000n)).toBe("no_permission");
    expect(given(5_000n, null)).toBe("no_permission");
    expect(given(null, null)).toBe("no_permission");
    expect(obstacleToGive(giver, power({ role: "operator" }))).toBeNull();
  });
});

test("limits belong to those who approve, and one payout fits into a day", () => {
  expect(obstacleToPower(power({ role: "viewer", mostCents: 1n }))?.message).toMatch(/Empty both/);
  expect(obstacleToPower(power({ role: "approver", mostCents: 10n, dayCents: 9n }))?.fields).toHaveProperty(
    "day",
  );
  expect(obstacleToPower(power({ role: "approver", mostCents: 10n, dayCents: 10n }))).toBeNull();
});

describe("how much is left to approve", () => {
  const room = { mostCents: 50_000n, dayCents: 80_000n, approvedCents: 60_000n };
  test.each([
    [20_000n, null],
    [20_001n, /\$800\.00 a day \(in UTC\), of which \$200\.00 is left today; this payout is \$200\.01/],
    [50_001n, /up to \$500\.00; this one is \$500\.01/],
  ])("%s", (cents, words) => {
    const message = obstacleToAmountOf(cents, room)?.message ?? null;
    if (words === null) expect(message).toBeNull();
    else expect(message).toMatch(words);
  });
  test("without limits anything passes and nothing is said", () => {
    const free = { ...NO_LIMITS, approvedCents: 10n ** 17n };
    expect([obstacleToAmountOf(10n ** 16n, free), limitWords(free), leftToday(free)]).toEqual([
      null,
      null,
      null,
    ]);
  });
  test("a limit lowered below what was approved leaves nothing, not less", () => {
    expect(leftToday({ ...room, dayCents: 10_000n })).toBe(0n);
    expect(limitWords(room)).toBe("You may approve up to $500.00 each, $200.00 of $800.00 left today (UTC).");
  });
});
