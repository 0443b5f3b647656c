import type { IncomingCard, IncomingEvent, IncomingTransaction } from "./incoming";

/** What some events say of one transaction. Events are named by their place among all of them, from one. */
export type TransactionFacts = {
  readonly id: string;
  readonly direction: IncomingTransaction["direction"];
  readonly eventIds: bigint[];
  readonly first: number;
  newest: number;
  state: string;
  progress: IncomingTransaction["progress"];
  /** The first that showed it under way. */
  started: number | null;
  /** The first completion. */
  completed: number | null;
  /** The last failure: that after a completion is a return. */
  failed: number | null;
};
export type CardFacts = IncomingCard & { readonly eventId: bigint; readonly at: string };

/** Everything that these events, sorted by id, say of transactions, sorted by id so that two calls lock rows in one order. */
export function gatherTransactions(events: readonly IncomingEvent[]): TransactionFacts[] {
  const found = new Map<string, TransactionFacts>();
  for (const [index, { id, transaction }] of events.entries()) {
    if (transaction === null) continue;
    const place = index + 1;
    const { state, progress, direction } = transaction;
    let facts = found.get(transaction.id);
    if (facts === undefined) {
      const unset = { started: null, completed: null, failed: null };
      facts = {
        id: transaction.id,
        direction,
        eventIds: [],
        first: place,
        newest: place,
        state,
        progress,
        ...unset,
      };
      found.set(transaction.id, facts);
    }
    facts.eventIds.push(id);
    facts.newest = place;
    facts.state = state;
    facts.progress = progress;
    if (progress === "in_flight") facts.started ??= place;
    if (progress === "completed") facts.completed ??= place;
    if (progress === "failed") facts.failed = place;
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The newest word on each card, sorted by id. */
export function gatherCards(events: readonly IncomingEvent[]): CardFacts[] {
  const found = new Map<string, CardFacts>();
  for (const { id, createdAt, card } of events) {
    if (card !== null && id > (found.get(card.id)?.eventId ?? -1n))
      found.set(card.id, { ...card, eventId: id, at: createdAt });
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
