import { explainFailure, type Explanation, type OwnReason } from "@/lib/domain/explanation";
import type { FailureRow } from "@/lib/db/rows";

const OWN: Partial<Record<FailureRow["kind"], OwnReason>> = {
  refused: "refused_at_creation",
  unknown: "unknown_outcome",
};

/** What staff are told about a line of the failures list. Collections are asked for by payment link, payouts go to banks. */
export const explain = (row: FailureRow): Explanation =>
  explainFailure({
    direction: row.direction,
    method: row.direction === "debit" ? "link" : "bank",
    reason: OWN[row.kind] ?? row.reason,
    failDirection: row.failDirection,
    isReturn: row.kind === "returned",
    words: row.words,
    contactName: row.contactName,
  });

/** Events say that a payment failed, never why: until Jetpay was asked, nobody knows. */
export const isUnread = ({ kind, reason, words }: FailureRow): boolean =>
  (kind === "failed" || kind === "returned") && reason === null && words === null;

/** The failure in three words or so, for a list. */
export const shortReason = (row: FailureRow): string =>
  isUnread(row) ? "Reason not read from Jetpay yet" : explain(row).title;

/** The payment that failed, on its own page; null when nobody here asked for it. */
export function paymentHref({ payoutId, collectionId }: FailureRow): string | null {
  if (payoutId !== null) return `/payouts/${payoutId}`;
  return collectionId === null ? null : `/collections/${collectionId}`;
}
