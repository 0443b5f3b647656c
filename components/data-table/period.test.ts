import { expect, test } from "vitest";
import { NO_PERIOD, obstacleToPeriod, oneDay, periodPhrase, periodWords, presetsAt } from "./period";

const NOW = new Date("2026-11-23T22:00:00Z");
const words = (from: string | null, to: string | null) => periodWords({ from, to }, NOW);

test("a period is told as shortly as it can be", () => {
  expect(words("2026-11-20", "2026-11-20")).toBe("20 Nov");
  expect(words("2026-11-12", "2026-11-18")).toBe("12–18 Nov");
  expect(words("2026-10-28", "2026-11-03")).toBe("28 Oct – 3 Nov");
  expect(words("2026-11-12", null)).toBe("since 12 Nov");
  expect(words(null, "2026-11-18")).toBe("until 18 Nov");
  expect(words(null, null)).toBeNull();
});

test("a year is told when it is not this one", () => {
  expect(words("2025-11-20", "2025-11-20")).toBe("20 Nov 2025");
  expect(words("2025-11-12", "2025-11-18")).toBe("12–18 Nov 2025");
  expect(words("2025-12-28", "2026-01-03")).toBe("28 Dec 2025 – 3 Jan 2026");
});

test("in a sentence a day is on, and days are in", () => {
  expect(periodPhrase(oneDay("2026-11-20"), NOW)).toBe("on 20 Nov");
  expect(periodPhrase({ from: "2026-11-12", to: "2026-11-18" }, NOW)).toBe("in 12–18 Nov");
  expect(periodPhrase({ from: "2026-11-12", to: null }, NOW)).toBe("since 12 Nov");
  expect(periodPhrase(NO_PERIOD, NOW)).toBeNull();
});

test("what people ask for most ends today, counted in UTC", () => {
  expect(presetsAt(NOW).map(({ label, period }) => [label, period.from, period.to])).toEqual([
    ["Today", "2026-11-23", "2026-11-23"],
    ["Last 7 days", "2026-11-17", "2026-11-23"],
    ["Last 28 days", "2026-10-27", "2026-11-23"],
    ["This month", "2026-11-01", "2026-11-23"],
  ]);
});

test("two ends that are no period say why", () => {
  expect(obstacleToPeriod({ from: "2026-11-18", to: "2026-11-12" })).toBe(
    "The last day is before the first.",
  );
  expect(obstacleToPeriod(NO_PERIOD)).toBe("Choose a first day, a last day, or both.");
  expect(obstacleToPeriod({ from: null, to: "2026-11-12" })).toBeNull();
});
