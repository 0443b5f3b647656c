import type { Direction } from "../domain/transaction";
import { afterSpace, decoded, elementsOf, isRecord, membersOf, parsedJson, wholeNumberIn } from "./json-text";
import { defaultUnknowns, directionOf, type Unknowns } from "./unknowns";

export type EventTransaction = {
  readonly id: string;
  readonly state: string;
  readonly direction: Direction;
};

/** An event fit to be kept. `transaction` is null for a type we do not handle. `createdAtText` has its microseconds. */
export type SoundEvent = {
  readonly kind: "event";
  readonly position: number;
  readonly id: bigint;
  readonly type: string;
  readonly createdAt: Date;
  readonly createdAtText: string;
  readonly transaction: EventTransaction | null;
  readonly raw: string;
};
export type MalformedEvent = {
  readonly kind: "malformed";
  readonly position: number;
  readonly id: bigint | null;
  readonly problem: string;
  readonly raw: string;
};
export type ReadEvent = SoundEvent | MalformedEvent;
export type Delivery =
  | { readonly kind: "read"; readonly webhookId: bigint | null; readonly events: readonly ReadEvent[] }
  | { readonly kind: "unreadable"; readonly reason: string };

const MOST_EVENTS = 10_000;
const MOST_RAW_BYTES = 65_536;
const MOST_TYPE = 200;
const MOST_STATE = 60;
const MOST_TRANSACTION_ID = 100;

/**
 * Takes a delivery apart. Never throws: what is wrong with one event is said of that event alone. `raw` is the event's
 * own JSON text, at most 64 kB, in which NUL and lone surrogates can only stand as escapes.
 */
export function readDelivery(body: Uint8Array, unknowns: Unknowns = defaultUnknowns): Delivery {
  const text = decoded(body);
  if (text === null) return unreadable("The body is not UTF-8.");
  const value = parsedJson(text);
  if (value === undefined) return unreadable("The body is not JSON.");
  if (!isRecord(value)) return unreadable("The body is not a JSON object.");
  const { events } = value;
  if (!Array.isArray(events)) return unreadable("The body has no list of events.");
  if (events.length > MOST_EVENTS) return unreadable(`The body has more than ${MOST_EVENTS} events.`);

  const members = membersOf(text, afterSpace(text, 0));
  const webhookSpan = members.get("webhookId");
  const spans = elementsOf(text, members.get("events")?.start ?? text.length);
  return {
    kind: "read",
    webhookId: webhookSpan ? wholeNumberIn(text.slice(webhookSpan.start, webhookSpan.end)) : null,
    events: spans.map(({ start, end }, position) =>
      readEvent(text.slice(start, end), events[position], position, unknowns),
    ),
  };
}

const unreadable = (reason: string): Delivery => ({ kind: "unreadable", reason });

function readEvent(text: string, value: unknown, position: number, unknowns: Unknowns): ReadEvent {
  const raw = cut(text);
  const malformed = (id: bigint | null, problem: string): ReadEvent => ({
    kind: "malformed",
    position,
    id,
    problem,
    raw,
  });
  if (!isRecord(value)) return malformed(null, "The event is not an object.");

  const idSpan = membersOf(text, 0).get("id");
  const id = idSpan ? wholeNumberIn(text.slice(idSpan.start, idSpan.end)) : null;
  if (id === null) return malformed(null, "The event has no whole number as its id.");
  const { type, createdAt, data } = value;
  if (!isLine(type, MOST_TYPE)) return malformed(id, "The event has no usable type.");
  const moment = readMoment(createdAt);
  if (moment === null) return malformed(id, "The event has no usable time of creation.");
  const event = { kind: "event", position, id, type, ...moment, raw } as const;

  const direction = directionOf(type, unknowns);
  if (direction === null) return { ...event, transaction: null };
  if (!isRecord(data)) return malformed(id, "The event has no data.");
  const { state, transactionId } = data;
  if (!isLine(state, MOST_STATE)) return malformed(id, "The event has no usable state.");
  if (!isLine(transactionId, MOST_TRANSACTION_ID) || /^\.{1,2}$/.test(transactionId))
    return malformed(id, "The event has no usable transaction id.");
  return { ...event, transaction: { id: transactionId, state, direction } };
}

const isLine = (value: unknown, limit: number): value is string =>
  typeof value === "string" && value !== "" && value.length <= limit && !/\p{Cc}|\p{Cs}/u.test(value);

/** Never splits a character. */
function cut(text: string): string {
  if (text.length * 3 <= MOST_RAW_BYTES) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(MOST_RAW_BYTES));
  return text.slice(0, read);
}

/** ISO 8601, to the microsecond, UTC where no zone is written (guide, "General Payload Structure"). */
const MOMENT = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)?$/;
const FIRST_YEAR = "1970";

/** The text is written anew, in UTC with six decimals, so that no calendar of PostgreSQL's can refuse it. */
function readMoment(value: unknown): { createdAt: Date; createdAtText: string } | null {
  const [, day, time, fraction = "", zone = "Z"] = (typeof value === "string" && MOMENT.exec(value)) || [];
  if (day === undefined || time === undefined || day < FIRST_YEAR) return null;
  const asWritten = new Date(`${day}T${time}Z`);
  const isOnCalendar =
    !Number.isNaN(asWritten.getTime()) && asWritten.toISOString().startsWith(`${day}T${time}`);
  const micros = fraction.padEnd(6, "0").slice(0, 6);
  const createdAt = new Date(`${day}T${time}.${micros.slice(0, 3)}${zone.toUpperCase()}`);
  if (!isOnCalendar || Number.isNaN(createdAt.getTime())) return null;
  const iso = createdAt.toISOString();
  if (!/^\d{4}-/.test(iso) || iso < FIRST_YEAR) return null;
  return { createdAt, createdAtText: `${iso.slice(0, -1)}${micros.slice(3)}Z` };
}
