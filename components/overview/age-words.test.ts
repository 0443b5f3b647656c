import { expect, test } from "vitest";
import { ageWords } from "./age-words";

test("a band of waiting is told in the unit it is counted in", () => {
  expect(ageWords(0, 4)).toBe("Under 4 hours");
  expect(ageWords(0, 1)).toBe("Under 1 hour");
  expect(ageWords(4, 24)).toBe("4 to 24 hours");
  expect(ageWords(4, 48)).toBe("4 hours to 2 days");
  expect(ageWords(24, 72)).toBe("1 to 3 days");
  expect(ageWords(168, null)).toBe("Over 7 days");
  expect(ageWords(0, null)).toBe("Any time");
});
