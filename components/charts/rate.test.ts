import { expect, test } from "vitest";
import { addUp, change, floorOf, inParts, rateOf, rateWords } from "./rate";

test("a rate is a hundred only when nothing failed", () => {
  expect(rateOf({ completed: 9_999, failed: 1 })).toBe(99.9);
  expect(rateOf({ completed: 3, failed: 0 })).toBe(100);
  expect(rateOf({ completed: 0, failed: 0 })).toBeNull();
  expect(rateWords(null)).toBe("–");
  expect(rateWords(98.2)).toBe("98.2%");
});

test("two rates differ by points, when both are known", () => {
  expect(change(97.9, 98.2)).toBe(0.3);
  expect(change(98.2, 97.9)).toBe(-0.3);
  expect(change(null, 97.9)).toBeNull();
});

test("parts end with the last item, and what is left over is at the beginning", () => {
  expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([
    [2, 3],
    [4, 5],
  ]);
  expect(
    addUp([
      { completed: 1, failed: 2 },
      { completed: 3, failed: 4 },
    ]),
  ).toEqual({ completed: 4, failed: 6 });
});

test("the scale begins in the tens below the lowest", () => {
  expect(floorOf([99.1, 97, null])).toBe(90);
  expect(floorOf([71, 99])).toBe(70);
  expect(floorOf([0, 50])).toBe(0);
  expect(floorOf([null])).toBe(0);
});
