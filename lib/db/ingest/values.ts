import { arrayText } from "./array-text";
import type { TransactionFacts } from "./gathered";
import type { Fresh, IncomingEvent } from "./incoming";

function verdictOf({ incoming, events }: Fresh): string {
  if (incoming.problem !== null) return "unreadable";
  if (incoming.malformed.length > 0) return "partly";
  return events.length === 0 && incoming.events.length > 0 ? "duplicate" : "applied";
}

/** The first and the last of a delivery's events, also of those that were known, and the newest moment. */
function rangeOf({ incoming: { events } }: Fresh) {
  const [one] = events;
  if (one === undefined) return { first: null, last: null, newest: null };
  let [first, last, newest] = [one.id, one.id, one.createdAt];
  for (const { id, createdAt } of events) {
    if (id < first) first = id;
    if (id > last) last = id;
    if (createdAt > newest) newest = createdAt;
  }
  return { first, last, newest };
}

/** Deliveries as they came. */
export function deliveryValues(deliveries: readonly Fresh[]): unknown[] {
  const of = deliveries.map(({ incoming }) => incoming);
  const ranges = deliveries.map(rangeOf);
  let end = 0;
  const places = of.map(({ body }) => (end += body.length) - body.length);
  return [
    arrayText(of.map(({ receivedAt }) => receivedAt.toISOString())),
    arrayText(of.map(({ webhookId }) => webhookId)),
    arrayText(of.map(({ tokenId }) => tokenId)),
    arrayText(of.map(({ keyId }) => keyId)),
    Buffer.concat(of.map(({ body }) => body)),
    arrayText(places),
    arrayText(of.map(({ body }) => body.length)),
    Buffer.concat(of.map(({ sha256 }) => sha256)),
    arrayText(deliveries.map(verdictOf)),
    arrayText(of.map(({ problem }) => problem)),
    arrayText(of.map(({ events, malformed }) => events.length + malformed.length)),
    arrayText(deliveries.map(({ events }) => events.length)),
    arrayText(of.map(({ malformed }) => malformed.length)),
    arrayText(ranges.map(({ first }) => first)),
    arrayText(ranges.map(({ last }) => last)),
    arrayText(ranges.map(({ newest }) => newest)),
  ];
}

/** An event that is to be kept, and the place of its delivery, from one. */
export type Placed = { readonly event: IncomingEvent; readonly delivery: number };

/** All events of these deliveries, sorted by id so that two calls never wait for each other. */
export const eventsOf = (deliveries: readonly Fresh[]): Placed[] =>
  deliveries
    .flatMap(({ events }, index) => events.map((event) => ({ event, delivery: index + 1 })))
    .toSorted((a, b) => (a.event.id < b.event.id ? -1 : 1));

export const eventValues = (placed: readonly Placed[]): string[] => [
  arrayText(placed.map(({ delivery }) => delivery)),
  arrayText(placed.map(({ event }) => event.id)),
  arrayText(placed.map(({ event }) => event.type)),
  arrayText(placed.map(({ event }) => event.createdAt)),
  arrayText(placed.map(({ event }) => event.transaction?.id ?? null)),
  arrayText(placed.map(({ event }) => event.transaction?.direction ?? null)),
  arrayText(placed.map(({ event }) => event.transaction?.state ?? null)),
  arrayText(placed.map(({ event }) => (event.card === null ? null : JSON.stringify(event.card)))),
  arrayText(placed.map(({ event }) => event.rawAt)),
  arrayText(placed.map(({ event }) => event.rawBytes)),
];

/** What they say of transactions. */
export const transactionValues = (facts: readonly TransactionFacts[]): string[] => [
  arrayText(facts.map(({ id }) => id)),
  arrayText(facts.map(({ direction }) => direction)),
  arrayText(facts.map(({ state }) => state)),
  arrayText(facts.map(({ progress }) => progress)),
  arrayText(facts.map(({ eventIds }) => arrayText(eventIds))),
  arrayText(facts.map(({ newest }) => newest)),
  arrayText(facts.map(({ first }) => first)),
  arrayText(facts.map(({ started }) => started)),
  arrayText(facts.map(({ completed }) => completed)),
  arrayText(facts.map(({ failed }) => failed)),
];
