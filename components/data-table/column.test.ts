import { expect, test } from "vitest";
import { nextSort } from "./column";

test("a header sorts falling first, then rising, then falling again", () => {
  const made = { sort: "made", firstSort: "falling" } as const;
  expect(nextSort("amount", made)).toBe("-made");
  expect(nextSort("-made", made)).toBe("made");
  expect(nextSort("made", made)).toBe("-made");
});

test("names sort rising first, and a column without a word cannot be sorted", () => {
  expect(nextSort("-created", { sort: "name", firstSort: "rising" })).toBe("name");
  expect(nextSort("-created", {})).toBeNull();
});
