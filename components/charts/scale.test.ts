import { expect, test } from "vitest";
import { percentOf, roundTop } from "./scale";

test("a share is exact to a hundredth of a percent, however large the money", () => {
  expect(percentOf(1n, 3n)).toBe(33.33);
  expect(percentOf(3_333_333_333_333_333_333n, 9_999_999_999_999_999_999n)).toBe(33.33);
  expect(percentOf(5n, 0n)).toBe(0);
});

test("the top of a scale is a round amount at or above the largest", () => {
  expect([0n, 100n, 101n, 1_090_000n, 8_100_000n].map(roundTop)).toEqual([
    100n,
    100n,
    150n,
    1_500_000n,
    10_000_000n,
  ]);
});
