import type { FailureRow } from "@/lib/db/rows";

/** "Collection", "Payout", "Card": what a failure is of, as staff know it. */
export function thingOf({ subject, direction }: Pick<FailureRow, "subject" | "direction">): string {
  if (subject === "contact") return "Contact";
  if (subject === "bank_account") return "Bank account";
  if (subject === "card") return "Card";
  return direction === "credit" ? "Payout" : "Collection";
}
