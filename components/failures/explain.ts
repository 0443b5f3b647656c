import { explainFailure, type Explanation, type OwnReason } from "@/lib/domain/explanation";
import type { FailureRow } from "@/lib/db/rows";
import { explainUnmade } from "./unmade";

const OWN: Partial<Record<FailureRow["kind"], OwnReason>> = {
  refused: "refused_at_creation",
  unknown: "unknown_outcome",
};

/** Only a card is declined; other collections are asked for by link as far as a line tells, and payouts go to banks. */
const methodOf = ({ kind, direction }: FailureRow) => {
  if (kind === "declined") return "card";
  return direction === "debit" ? "link" : "bank";
};

/** What staff are told about a line of the failures list. */
export const explain = (row: FailureRow): Explanation =>
  row.subject === "payment"
    ? explainFailure({
        direction: row.direction ?? "debit",
        method: methodOf(row),
        reason: OWN[row.kind] ?? row.reason,
        failDirection: row.failDirection,
        isReturn: row.kind === "returned",
        words: row.words,
        contactName: row.contactName,
      })
    : explainUnmade(row.subject, row);

/** Events say that a payment failed, never why: until Jetpay was asked, nobody knows. */
export const isUnread = ({ kind, reason, words }: FailureRow): boolean =>
  (kind === "failed" || kind === "returned") && reason === null && words === null;

/** The failure in three words or so, for a list. */
export const shortReason = (row: FailureRow): string =>
  isUnread(row) ? "Reason not read from Jetpay yet" : explain(row).title;

/** The payment that failed, on its own page; null when nobody here asked for it, or no money was to move. */
export function paymentHref({ payoutId, collectionId }: FailureRow): string | null {
  if (payoutId !== null) return `/payouts/${payoutId}`;
  return collectionId === null ? null : `/collections/${collectionId}`;
}
