export const DIRECTIONS = ["debit", "credit"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How one of Jetpay's own words is to be read. */
export const PROGRESSES = ["requested", "in_flight", "completed", "failed", "cancelled"] as const;
export type Progress = (typeof PROGRESSES)[number];

/** Jetpay's guide, "Core concepts" and "Checking the status": many more states exist, and those are in flight. */
const PROGRESS_BY_STATE: ReadonlyMap<string, Progress> = new Map([
  ["requested", "requested"],
  ["completed", "completed"],
  ["failed", "failed"],
]);

/** The guide names no word for a cancelled transaction; these are what it could be. */
export const CANCELLED_STATES: readonly string[] = ["cancelled", "canceled", "deleted"];

/** Whatever the letter case: of Jetpay's words only the spelling is known. */
export function progressOf(state: string, cancelledStates = CANCELLED_STATES): Progress {
  const word = state.toLowerCase();
  return PROGRESS_BY_STATE.get(word) ?? (cancelledStates.includes(word) ? "cancelled" : "in_flight");
}
