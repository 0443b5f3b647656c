import { expect, test } from "vitest";
import { preparedNames } from "./prepared";

test("a read is named once and for good, a search and a change never", () => {
  const nameOf = preparedNames();
  const first = nameOf({ sql: "SELECT 1" });
  expect(first).not.toBe("");
  expect(nameOf({ sql: "\n  select 2" })).not.toBe(first);
  expect(nameOf({ sql: "SELECT 1" })).toBe(first);
  expect(nameOf({ sql: "SELECT id FROM payout WHERE search LIKE $1" })).toBe("");
  expect(nameOf({ sql: "UPDATE payout SET state = $1" })).toBe("");
});

test("however many statements there are, a connection prepares only so many", () => {
  const nameOf = preparedNames();
  const names = Array.from({ length: 2_000 }, (_, n) => nameOf({ sql: `SELECT ${n}` }));
  expect(new Set(names).size).toBe(501);
  expect(nameOf({ sql: "SELECT 0" })).toBe(names[0]);
});
