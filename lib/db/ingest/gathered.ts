import type { IncomingCard, IncomingEvent, IncomingTransaction } from "./incoming";

type Mark = { readonly id: bigint; readonly at: string };

/** What some events say of one transaction. Two of these merge the same way in any order, and any number of times. */
export type TransactionFacts = {
  readonly transactionId: string;
  first: Mark;
  newest: Mark & { readonly transaction: IncomingTransaction };
  /** The first that showed it under way. */
  started: Mark | null;
  /** The first completion. */
  completed: Mark | null;
  /** The last failure: that after a completion is a return. */
  failed: Mark | null;
  direction: IncomingTransaction["direction"];
};
export type CardFacts = IncomingCard & { readonly eventId: bigint; readonly at: string };

const earlier = (known: Mark | null, mark: Mark) => (known === null || mark.id < known.id ? mark : known);
const later = (known: Mark | null, mark: Mark) => (known === null || mark.id > known.id ? mark : known);

/** Everything that these events say of transactions, sorted by id so that two deliveries lock rows in one order. */
export function gatherTransactions(events: readonly IncomingEvent[]): TransactionFacts[] {
  const found = new Map<string, TransactionFacts>();
  for (const { id, createdAt, transaction } of events) {
    if (transaction === null) continue;
    const mark: Mark = { id, at: createdAt };
    const known = found.get(transaction.id);
    const facts = known ?? {
      transactionId: transaction.id,
      first: mark,
      newest: { ...mark, transaction },
      started: null,
      completed: null,
      failed: null,
      direction: transaction.direction,
    };
    if (known === undefined) found.set(transaction.id, facts);
    if (id < facts.first.id) Object.assign(facts, { first: mark, direction: transaction.direction });
    if (id > facts.newest.id) facts.newest = { ...mark, transaction };
    if (transaction.progress === "in_flight") facts.started = earlier(facts.started, mark);
    if (transaction.progress === "completed") facts.completed = earlier(facts.completed, mark);
    if (transaction.progress === "failed") facts.failed = later(facts.failed, mark);
  }
  return [...found.values()].toSorted((a, b) => (a.transactionId < b.transactionId ? -1 : 1));
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
