export const DIRECTIONS = ["debit", "credit"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How one of Jetpay's own words is to be read. */
export type Progress = "requested" | "in_flight" | "completed" | "failed" | "cancelled";

/** Jetpay's guide, "Core concepts" and "Checking the status": many more states exist, and those are in flight. */
export const PROGRESS_BY_STATE: ReadonlyMap<string, Progress> = new Map([
  ["requested", "requested"],
  ["completed", "completed"],
  ["failed", "failed"],
  ["cancelled", "cancelled"],
  ["canceled", "cancelled"],
  ["deleted", "cancelled"],
]);

export const progressOf = (state: string): Progress => PROGRESS_BY_STATE.get(state) ?? "in_flight";
