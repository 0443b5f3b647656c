import type { Direction } from "../domain/transaction";
import { cardIn, type EventCard } from "./card-event";
import { isLine } from "./fields";
import {
  afterSpace,
  decoded,
  elementsOf,
  elementsOfCompact,
  isRecord,
  membersOf,
  parsedJson,
  wholeNumberIn,
  type Span,
} from "./json-text";
import { defaultUnknowns, directionOf, type Unknowns } from "./unknowns";

export type EventTransaction = {
  readonly id: string;
  readonly state: string;
  readonly direction: Direction;
};

/**
 * An event fit to be kept. It tells of a transaction, of a card's capture, or of neither where we do not handle its type.
 *
 */
export type SoundEvent = {
  readonly kind: "event";
  readonly position: number;
  readonly id: bigint;
  readonly type: string;
  /** ISO 8601 in UTC with six decimals. */
  readonly createdAt: string;
  readonly transaction: EventTransaction | null;
  readonly card: EventCard | null;
  /** Where in the body, in bytes, the event's own JSON text lies. */
  readonly rawAt: number;
  readonly rawBytes: number;
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
const isType = isLine(200);
const isState = isLine(60);
const isTransactionId = isLine(100);

/**
 * Takes a delivery apart. Never throws: what is wrong with one event is said of that event alone. `raw` is a
 * malformed event's own JSON text, at most 64 kB, in which NUL and lone surrogates can only stand as escapes; of a sound
 * one, as much of the body is named by place.
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

  const layout = layoutOf(text, value);
  const placeOf = placesIn(body, text);
  return {
    kind: "read",
    webhookId: layout.webhookId,
    events: layout.spans.map(({ start, end }, position) =>
      readEvent(text.slice(start, end), events[position], position, { unknowns, rawAt: placeOf(start) }),
    ),
  };
}

type Layout = { readonly webhookId: bigint | null; readonly spans: readonly Span[] };

/** Where the events stand, and the webhook's id from its digits. Most bodies are compact JSON, which is quick to see. */
function layoutOf(text: string, value: Readonly<Record<string, unknown>>): Layout {
  const compact = elementsOfCompact(text, value, "events");
  if (compact !== null)
    return { webhookId: wholeNumberIn(JSON.stringify(value["webhookId"]) ?? ""), spans: compact };
  const members = membersOf(text, afterSpace(text, 0));
  const webhook = members.get("webhookId");
  return {
    webhookId: webhook ? wholeNumberIn(text.slice(webhook.start, webhook.end)) : null,
    spans: elementsOf(text, members.get("events")?.start ?? text.length),
  };
}

const BYTE_ORDER_MARK_BYTES = 3;

/** Turns places in the text into places in the body, asked for in rising order. Most bodies are ASCII. */
function placesIn(body: Uint8Array, text: string): (at: number) => number {
  if (body.length === text.length) return (at) => at;
  let known = { at: 0, bytes: body[0] === 0xef && body[1] === 0xbb ? BYTE_ORDER_MARK_BYTES : 0 };
  return (at) => {
    known = { at, bytes: known.bytes + Buffer.byteLength(text.slice(known.at, at)) };
    return known.bytes;
  };
}

const unreadable = (reason: string): Delivery => ({ kind: "unreadable", reason });

type Reading = { readonly unknowns: Unknowns; readonly rawAt: number };

function readEvent(text: string, value: unknown, position: number, { unknowns, rawAt }: Reading): ReadEvent {
  const malformed = (id: bigint | null, problem: string): ReadEvent => ({
    kind: "malformed",
    position,
    id,
    problem,
    raw: cut(text),
  });
  if (!isRecord(value)) return malformed(null, "The event is not an object.");

  const id = idIn(text, value["id"]);
  if (id === null) return malformed(null, "The event has no whole number as its id.");
  const { type, createdAt, data } = value;
  if (!isType(type)) return malformed(id, "The event has no usable type.");
  const moment = readMoment(createdAt);
  if (moment === null) return malformed(id, "The event has no usable time of creation.");
  const rawBytes = Buffer.byteLength(cut(text));
  const event = { kind: "event", position, id, type, createdAt: moment, rawAt, rawBytes } as const;

  const direction = directionOf(type, unknowns);
  if (direction === null) return { ...event, transaction: null, card: cardIn(type, data, unknowns) };
  if (!isRecord(data)) return malformed(id, "The event has no data.");
  const { state, transactionId } = data;
  if (!isState(state)) return malformed(id, "The event has no usable state.");
  if (!isTransactionId(transactionId) || /^\.{1,2}$/.test(transactionId))
    return malformed(id, "The event has no usable transaction id.");
  return { ...event, transaction: { id: transactionId, state, direction }, card: null };
}

const NUMBER_NEXT = /[,}\s]/;

/**
 * The id exactly as written, which JSON's own numbers would round. In the usual layout, where the id comes first, the
 * number that was read is what is written; every other event is searched for it.
 */
function idIn(text: string, read: unknown): bigint | null {
  const usual = `{"id":${String(read)}`;
  if (Number.isSafeInteger(read) && text.startsWith(usual) && NUMBER_NEXT.test(text[usual.length] ?? ""))
    return wholeNumberIn(String(read));
  const span = membersOf(text, 0).get("id");
  return span ? wholeNumberIn(text.slice(span.start, span.end)) : null;
}

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
function readMoment(value: unknown): string | null {
  const [, day, time, fraction = "", zone = "Z"] = (typeof value === "string" && MOMENT.exec(value)) || [];
  if (day === undefined || time === undefined || day < FIRST_YEAR) return null;
  if (!isOnCalendar(day, time)) return null;
  const micros = fraction.padEnd(6, "0").slice(0, 6);
  if (zone === "Z") return `${day}T${time}.${micros}Z`;
  const inUtc = new Date(`${day}T${time}.${micros.slice(0, 3)}${zone.toUpperCase()}`);
  if (Number.isNaN(inUtc.getTime())) return null;
  const iso = inUtc.toISOString();
  if (!/^\d{4}-/.test(iso) || iso < FIRST_YEAR) return null;
  return `${iso.slice(0, -1)}${micros.slice(3)}Z`;
}

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** By hand: there are a hundred of them in a delivery, and a Date each would be the dearest thing about them. */
function isOnCalendar(day: string, time: string): boolean {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && !isLeap ? 28 : (DAYS_IN_MONTH[month - 1] ?? 0);
  return date >= 1 && date <= days && time < "24" && time.slice(3, 5) < "60" && time.slice(6) < "60";
}
