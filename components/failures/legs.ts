import { legsOf } from "@/components/intents/legs-of";
import type { Leg } from "@/components/payments/legs";
import type { FailureDetail } from "@/lib/db/rows";

/** The stations of the payment and where it stopped. A lost answer is never drawn as a failure. */
export function failureLegs({ kind, direction, at, transaction }: FailureDetail): Leg[] {
  if (transaction !== null) return legsOf(direction, transaction);
  const asked: Leg =
    kind === "unknown"
      ? { label: "asked, no answer came", state: "pending", at }
      : { label: "refused when asked", state: "failed", at };
  return [
    asked,
    { label: "sent to the bank", state: "pending" },
    { label: "moving the money", state: "pending" },
  ];
}
