import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  MOST_CENTS,
  formatCents,
  formatCentsPlain,
  obstacleToAmount,
  parseCents,
  sum,
  wireCents,
} from "./money";
import { AmountInput, Cents } from "./money-input";

const payable = fc.bigInt({ min: 0n, max: MOST_CENTS });
const int64 = fc.bigInt({ min: -(10n ** 18n - 1n), max: 10n ** 18n - 1n });

describe("an amount as typed", () => {
  test.each([
    ["1,234.56", 123_456n],
    ["$1,240", 124_000n],
    ["1234.5", 123_450n],
    [" $ 1,240.00 ", 124_000n],
    ["0.05", 5n],
    ["0", 0n],
    ["99,999,999.99", MOST_CENTS],
  ])("%s is read", (text, cents) => {
    expect(parseCents(text)).toBe(cents);
  });

  test.each([
    ["", "Type an amount, e.g. 1,234.56."],
    ["0", "The amount must be more than zero."],
    ["-5", "The amount must be more than zero."],
    ["-$5.00", "The amount must be more than zero."],
    ["1.234", "An amount has at most 2 digits after the point."],
    ["100000000", "The amount is over the limit of $99,999,999.99."],
    ["1,00", "The commas in “1,00” are not where thousands are. Use a point for cents, e.g. 1,234.56."],
    ["1e21", "“1e21” is not an amount. Type digits, e.g. 1,234.56."],
    [
      "12,34,567",
      "The commas in “12,34,567” are not where thousands are. Use a point for cents, e.g. 1,234.56.",
    ],
    ["5.", "“5.” is not an amount. Type digits, e.g. 1,234.56."],
    ["0x10", "“0x10” is not an amount. Type digits, e.g. 1,234.56."],
    ["NaN", "“NaN” is not an amount. Type digits, e.g. 1,234.56."],
    ["١٢٣", "“١٢٣” is not an amount. Type digits, e.g. 1,234.56."],
  ])("%j is refused in words", (text, sentence) => {
    expect(obstacleToAmount(text)).toBe(sentence);
    const answer = AmountInput.safeParse(text);
    expect(answer.error?.issues[0]?.message).toBe(sentence);
  });

  test("is accepted exactly when there is no obstacle, whatever is typed", () => {
    const typed = fc.oneof(fc.string(), fc.stringMatching(/^[$0-9,. -]{0,14}$/));
    fc.assert(
      fc.property(typed, (text) => {
        const cents = parseCents(text);
        expect(obstacleToAmount(text) === null).toBe(cents !== null && cents > 0n);
        expect(AmountInput.safeParse(text).data ?? 0n).toBe(cents ?? 0n);
      }),
      { numRuns: 1000 },
    );
  });

  test("written and read again is the same", () => {
    fc.assert(
      fc.property(payable, (cents) => {
        expect(parseCents(formatCents(cents))).toBe(cents);
        expect(parseCents(formatCentsPlain(cents))).toBe(cents);
        expect(parseCents(formatCentsPlain(cents).replaceAll(",", ""))).toBe(cents);
      }),
    );
  });

  test("beyond the limit is refused", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: MOST_CENTS + 1n, max: 10n ** 30n }), (cents) => {
        expect(parseCents(formatCents(cents))).toBeNull();
      }),
    );
  });
});

describe("an amount as shown", () => {
  test.each([
    [124_000n, "$1,240.00"],
    [5n, "$0.05"],
    [0n, "$0.00"],
    [-123_456_789n, "-$1,234,567.89"],
    [123_456_789_012_345_678_901n, "$1,234,567,890,123,456,789.01"],
  ])("%s cents", (cents, text) => {
    expect(formatCents(cents)).toBe(text);
    expect(formatCentsPlain(cents)).toBe(text.replace("$", ""));
  });
});

describe("cents on the wire", () => {
  test("come back as they left", () => {
    fc.assert(fc.property(int64, (cents) => Cents.parse(wireCents(cents)) === cents));
  });

  test.each(["", "1.5", "01", "-0", "+1", "1e3", " 1", "9223372036854775808", "0x1"])(
    "%j is refused",
    (text) => {
      expect(Cents.safeParse(text).success).toBe(false);
    },
  );

  test("a number is refused", () => {
    expect(Cents.safeParse(5).success).toBe(false);
  });
});

test("a sum is independent of order, and empty is zero", () => {
  expect(sum([])).toBe(0n);
  fc.assert(
    fc.property(fc.array(int64), fc.array(int64), (some, others) => {
      expect(sum([...some, ...others])).toBe(sum(others) + sum(some));
    }),
  );
});
