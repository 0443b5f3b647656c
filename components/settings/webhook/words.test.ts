import { expect, test } from "vitest";
import { batchWords, progressOf, stateOf, waitWords } from "./words";

test("every state that Jetpay's guide names is told, and one it does not name is shown as it came", () => {
  for (const state of ["active", "scheduled", "dispatching", "backing_off", "failed"])
    expect(stateOf(state).means).not.toMatch(/own word/);
  expect(stateOf("backing_off").todo).not.toBeNull();
  expect(stateOf("failed").meaning).toBe("bad");
  expect(stateOf("warming-up").word).toBe("Warming up");
  expect(stateOf(null).word).toBe("No state");
});

test("what was sent is compared with what is here", () => {
  expect(progressOf({ lastSentEventId: "12" }, "12").tone).toBe("good");
  expect(progressOf({ lastSentEventId: "15" }, "12").words).toMatch(/replay from 12/);
  expect(progressOf({ lastSentEventId: "9" }, "12").tone).toBe("plain");
  expect(progressOf({ lastSentEventId: "9" }, null).tone).toBe("attention");
  expect(progressOf({ lastSentEventId: null }, null).tone).toBe("plain");
});

test("sizes are told in words", () => {
  expect(batchWords(100)).toBe("up to 100 in one delivery");
  expect(waitWords(60)).toBe("1 min, then even a lone event is sent");
  expect(waitWords(null)).toBe("Jetpay did not say");
});
