import type { Leg } from "@/components/payments/legs";
import type { TransactionFacts } from "@/lib/db/rows";
import type { Direction } from "@/lib/domain/transaction";

const TAKING: Record<Direction, string> = { debit: "taking from their bank", credit: "taking from yours" };
const PAYING: Record<Direction, string> = { debit: "paying into yours", credit: "paying into theirs" };
const STARTED: Record<Direction, string> = { debit: "bank or card approved", credit: "sent to the bank" };

/** The stations of a payment, as far as events have told them. A failure whose leg nobody told fails both at once. */
export function legsOf(direction: Direction, transaction: TransactionFacts): Leg[] {
  const { announcedAt, startedAt, completedAt, failedAt, failDirection, isReturn } = transaction;
  const asked: Leg = { label: "asked", state: announcedAt === null ? "pending" : "ok", at: announcedAt };
  const started: Leg = {
    label: STARTED[direction],
    state: startedAt === null ? "pending" : "ok",
    at: startedAt,
  };
  const taking: Leg = { label: TAKING[direction], state: completedAt === null ? "pending" : "ok" };
  const paying: Leg = {
    label: PAYING[direction],
    state: completedAt === null ? "pending" : "ok",
    at: completedAt,
  };
  if (failedAt === null) return [asked, started, taking, paying];
  if (isReturn)
    return [asked, started, taking, paying, { label: "came back", state: "failed", at: failedAt }];
  if (failDirection === "pull") return [asked, started, { ...taking, state: "failed", at: failedAt }, paying];
  if (failDirection === "push")
    return [asked, started, { ...taking, state: "ok" }, { ...paying, state: "failed", at: failedAt }];
  return [asked, started, { label: "moving the money", state: "failed", at: failedAt }];
}
