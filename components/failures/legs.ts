import { legsOf } from "@/components/intents/legs-of";
import type { Leg } from "@/components/payments/legs";
import type { FailureDetail } from "@/lib/db/rows";

const AHEAD: readonly Leg[] = [
  { label: "sent to the bank", state: "pending" },
  { label: "moving the money", state: "pending" },
];
const INTO_OURS: Leg = { label: "paying into yours", state: "pending" };

/** The stations of the payment and where it stopped; none where no money was to move. A lost answer is never drawn as a failure. */
export function failureLegs({ kind, subject, at, transaction }: FailureDetail): Leg[] {
  if (subject !== "payment") return [];
  if (kind === "declined") return [{ label: "charging the card", state: "failed", at }, INTO_OURS];
  if (transaction !== null) return legsOf(transaction.direction, transaction);
  if (kind === "unknown") return [{ label: "asked, no answer came", state: "pending", at }, ...AHEAD];
  return [{ label: "refused when asked", state: "failed", at }, ...AHEAD];
}
