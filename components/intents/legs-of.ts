import type { Leg } from "@/components/payments/legs";
import type { TransactionFacts } from "@/lib/db/rows";
import type { CollectionMethod } from "@/lib/domain/collection";
import type { Direction } from "@/lib/domain/transaction";

const TAKING: Record<Direction, string> = { debit: "taking from their bank", credit: "taking from yours" };
const PAYING: Record<Direction, string> = { debit: "paying into yours", credit: "paying into theirs" };
const STARTED: Record<Exclude<CollectionMethod, "card">, string> = {
  link: "bank or card approved",
  bank_account: "sent to the bank",
};

const reached = (label: string, at: string | null): Leg => ({
  label,
  state: at === null ? "pending" : "ok",
  at,
});
const failed = (label: string, at: string): Leg => ({ label, state: "failed", at });

/**
 * The stations of a payment, as far as events have told them. A failure whose leg nobody told fails both at once. `method`
 * is how a collection is paid.
 */
export function legsOf(
  direction: Direction,
  transaction: TransactionFacts,
  method: CollectionMethod = "link",
): Leg[] {
  if (method === "card") return cardLegs(transaction);
  const { announcedAt, startedAt, completedAt, failedAt, failDirection, isReturn } = transaction;
  const asked = reached("asked", announcedAt);
  const started = reached(direction === "debit" ? STARTED[method] : "sent to the bank", startedAt);
  const taking: Leg = { label: TAKING[direction], state: completedAt === null ? "pending" : "ok" };
  const paying = reached(PAYING[direction], completedAt);
  if (failedAt === null) return [asked, started, taking, paying];
  if (isReturn) return [asked, started, taking, paying, failed("came back", failedAt)];
  if (failDirection === "pull") return [asked, started, failed(taking.label, failedAt), paying];
  if (failDirection === "push")
    return [asked, started, { ...taking, state: "ok" }, failed(paying.label, failedAt)];
  return [asked, started, failed("moving the money", failedAt)];
}

/** A saved card is authorised and captured in one call; after that, only the way into our account is left. */
function cardLegs({
  announcedAt,
  startedAt,
  completedAt,
  failedAt,
  failDirection,
  isReturn,
}: TransactionFacts): Leg[] {
  const charged = reached("card charged", startedAt ?? completedAt ?? announcedAt);
  const paying = reached(PAYING.debit, completedAt);
  if (failedAt === null) return [charged, paying];
  if (isReturn) return [charged, paying, failed("came back", failedAt)];
  return failDirection === "pull"
    ? [failed("charging the card", failedAt), paying]
    : [charged, failed(paying.label, failedAt)];
}
