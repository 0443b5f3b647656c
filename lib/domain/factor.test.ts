import { expect, test } from "vitest";
import { isFresh, readCode, recoveryCodeFrom } from "./factor";

test.each([
  ["123456", { kind: "totp", code: "123456" }],
  [" 123 456 ", { kind: "totp", code: "123456" }],
  ["12345", null],
  ["1234567", null],
  ["١٢٣٤٥٦", null],
  ["7k2m-9qfx-3hpt-a0c4", { kind: "recovery", code: "7K2M9QFX3HPTA0C4" }],
  ["7K2M 9QFX 3HPT AOCI", { kind: "recovery", code: "7K2M9QFX3HPTA0C1" }],
  ["7K2M-9QFX-3HPT-A0C", null],
  ["7K2M-9QFX-3HPT-A0CU", null],
  ["", null],
])("%j is read as %j", (typed, read) => {
  expect(readCode(typed)).toEqual(read);
});

test("a recovery code is read back as it was made", () => {
  const made = recoveryCodeFrom(Uint8Array.from({ length: 16 }, (_, at) => at * 17));
  expect(made).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  expect(readCode(made)).toEqual({ kind: "recovery", code: made.replaceAll("-", "") });
});

test("a proof is fresh for five minutes, and never before there was one", () => {
  const now = new Date("2026-11-26T12:00:00Z");
  expect(isFresh(new Date("2026-11-26T11:55:00.001Z"), now)).toBe(true);
  expect(isFresh(new Date("2026-11-26T11:55:00Z"), now)).toBe(false);
  expect(isFresh(null, now)).toBe(false);
});
