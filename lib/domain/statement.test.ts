import { expect, test } from "vitest";
import { obstacleToNote, obstacleToStatement } from "./statement";
import { Note, Statement } from "./statement-input";

test("a statement of 30 plain characters is taken, without the spaces around it", () => {
  expect(Statement.parse(` ${"X".repeat(30)} `)).toBe("X".repeat(30));
});

test.each([
  ["X".repeat(31), "The statement has 31 characters; banks show at most 30."],
  ["", "Write what the bank statement should show."],
  [
    "Atelier Boréal",
    "The statement contains “é”; banks show only plain letters without accents, digits and common signs.",
  ],
  ["two\nlines", "The statement must be one line of visible characters."],
])("the statement %j is refused in words", (text, sentence) => {
  expect(obstacleToStatement(text)).toBe(sentence);
  expect(Statement.safeParse(text).error?.issues[0]?.message).toBe(sentence);
});

test("a note may have lines and accents, and a blank one is none", () => {
  expect(Note.parse("Étagère,\nnoyer")).toBe("Étagère,\nnoyer");
  expect(Note.parse("  ")).toBeNull();
  expect(Note.parse(undefined)).toBeNull();
});

test("a note is bounded, by characters as people count them", () => {
  expect(obstacleToNote("🍁".repeat(500))).toBeNull();
  expect(obstacleToNote("x".repeat(501))).toBe("The note has 501 characters; at most 500 are kept.");
  expect(obstacleToNote("a\u0000")).toBe(
    "The note contains a character that cannot be shown; type it again.",
  );
});
