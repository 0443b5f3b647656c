import type { Direction } from "../domain/transaction";
import type { Count, FailureRow, PayoutRow } from "./rows";

/** One day in UTC, `YYYY-MM-DD`. In is debits, out is credits; what came back later stays in `in` and `out` of its own day. */
export type DayTotals = {
  day: string;
  inCents: string;
  outCents: string;
  /** Sent back after completing, on this day. */
  inReturnedCents: string;
  outReturnedCents: string;
  completed: number;
  /** Failed and declined, returns not among them. */
  failed: number;
};
/** Approvals by how long they have waited. `upToHours` is null for the last, open-ended. */
export type AgeBand = { upToHours: number | null; count: Count; cents: string };
export type Overview = {
  awaitingApproval: { count: Count; cents: string };
  unknown: Count;
  /** The last seven days in UTC, today included: exactly what the failure list shows from `failedFrom`. */
  failedThisWeek: number;
  failedFrom: string;
  unclaimed: Count;
  openLinks: Count;
  days: DayTotals[];
  reasons: { reason: string; direction: Direction; count: number }[];
  /** The first day that `reasons` counts. */
  reasonsFrom: string;
  ages: AgeBand[];
  recentFailures: FailureRow[];
  /** Those that wait for this colleague, the longest first. */
  decisions: PayoutRow[];
};
