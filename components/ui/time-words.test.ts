import { describe, expect, test } from "vitest";
import {
  calendarDay,
  clockTime,
  duration,
  fullMoment,
  historyMoment,
  plainMoment,
  relativeMoment,
} from "./time-words";

const ZONE = "America/Toronto";
const at = (text: string) => new Date(text);
const NOW = at("2026-11-23T19:02:09Z"); // 14:02:09 in Toronto, a Monday

describe("how long ago something was", () => {
  test.each([
    ["2026-11-23T19:02:07Z", "just now"],
    ["2026-11-23T19:01:43Z", "26 s ago"],
    ["2026-11-23T18:36:00Z", "26 min ago"],
    ["2026-11-23T13:00:00Z", "6 h ago"],
    ["2026-11-22T19:00:00Z", "yesterday"],
    ["2026-11-19T15:00:00Z", "Thu 19 Nov"],
    ["2025-11-19T15:00:00Z", "19 Nov 2025"],
    ["2026-11-23T19:05:10Z", "in 3 min"],
    ["2026-11-24T19:00:00Z", "tomorrow"],
  ])("%s reads as %s", (moment, words) => {
    expect(relativeMoment(at(moment), NOW, true, ZONE)).toBe(words);
  });

  test("late last evening is hours ago, not yesterday, just after midnight", () => {
    expect(relativeMoment(at("2026-11-23T04:30:00Z"), at("2026-11-23T06:00:00Z"), true, ZONE)).toBe(
      "1 h ago",
    );
  });

  test("the short form leaves out the word ago", () => {
    expect(relativeMoment(at("2026-11-23T18:36:00Z"), NOW, false, ZONE)).toBe("26 min");
  });
});

test("a history says the hour today, the weekday this week, and the date before", () => {
  expect(historyMoment(at("2026-11-23T14:14:00Z"), NOW, ZONE)).toBe("09:14");
  expect(historyMoment(at("2026-11-21T17:10:00Z"), NOW, ZONE)).toBe("Sat 12:10");
  expect(historyMoment(at("2026-10-01T17:10:00Z"), NOW, ZONE)).toBe("1 Oct 13:10");
  expect(historyMoment(at("2025-10-01T17:10:00Z"), NOW, ZONE)).toBe("1 Oct 2025");
});

test("an exact moment names its zone", () => {
  expect(fullMoment(NOW, ZONE)).toBe("23 Nov 2026, 14:02:09 EST");
  expect(plainMoment(NOW)).toBe("23 Nov, 19:02 UTC");
});

test("midnight is 00:00 and a day of this year needs no year", () => {
  expect(clockTime(at("2026-11-23T05:00:00Z"), ZONE)).toBe("00:00");
  expect(calendarDay(at("2026-11-19T15:00:00Z"), NOW, ZONE)).toBe("Thu 19 Nov");
});

test("a duration keeps its largest unit and is never negative", () => {
  expect([4.1, 59, 61, 7_200, 200_000, -3].map(duration)).toEqual([
    "4 s",
    "59 s",
    "1 min",
    "2 h",
    "2 d",
    "0 s",
  ]);
});
