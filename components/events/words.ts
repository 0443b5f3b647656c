import { duration } from "@/components/ui/time-words";
import type { DeliveryRow, EventRow } from "@/lib/db/rows";
import type { EventView } from "@/lib/domain/lists";
import type { Direction } from "@/lib/domain/transaction";

const DAY_MS = 86_400_000;

export const EVENT_VIEW_WORDS: Record<EventView, string> = {
  deliveries: "Deliveries",
  events: "Events",
  quarantined: "Quarantined",
  unclaimed: "Unclaimed",
};

export const DIRECTION_WORDS: Record<Direction, string> = {
  debit: "Debit, collects",
  credit: "Credit, disburses",
};

/** "4 s behind"; what is over a day late was replayed. */
export function lagWords(lagMs: number | null): string {
  if (lagMs === null) return "–";
  if (lagMs < 0) return "Jetpay’s clock is ahead";
  const late = `${duration(lagMs / 1_000)} behind`;
  return lagMs > DAY_MS ? `${late}, replayed` : late;
}

/** "12 events, all new", "12 events, 3 new, 1 unreadable". */
export function countsInWords({ eventCount, newCount, malformedCount }: DeliveryRow): string {
  const events = `${eventCount} ${eventCount === 1 ? "event" : "events"}`;
  const fresh = newCount === eventCount ? "all new" : `${newCount} new`;
  return [
    events,
    ...(eventCount === 0 ? [] : [fresh]),
    ...(malformedCount === 0 ? [] : [`${malformedCount} unreadable`]),
  ].join(", ");
}

/** "118 to 129", or one id. */
export function idsInWords({ firstEventId, lastEventId }: DeliveryRow): string {
  if (firstEventId === null || lastEventId === null) return "–";
  return firstEventId === lastEventId ? firstEventId : `${firstEventId} to ${lastEventId}`;
}

/** The payment an event is about; null when no row of ours has its transaction. */
export function paymentOf({ payoutId, collectionId }: EventRow): { href: string; label: string } | null {
  if (payoutId !== null) return { href: `/payouts/${payoutId}`, label: "Payout" };
  return collectionId === null ? null : { href: `/collections/${collectionId}`, label: "Collection" };
}

export const UNCLAIMED_SENTENCE =
  "Jetpay announced this transaction and no request of this desk answers to it. It may have been made on Jetpay’s own site, " +
  "or be one of ours whose answer never came. Its amount and contact are not told by events.";
