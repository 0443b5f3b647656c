import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDelivery, type ReadEvent } from "./delivery";
import { bytes, delivery, event } from "./fixtures/deliveries";
import vectors from "./fixtures/webhook-vectors.json";

function eventsOf(body: Uint8Array): readonly ReadEvent[] {
  const read = readDelivery(body);
  if (read.kind === "unreadable") throw new Error(read.reason);
  return read.events;
}
/** What an event said, word for word, as it is found again in the body that is kept. */
const rawOf = (body: Uint8Array, read: ReadEvent): string =>
  read.kind === "malformed"
    ? read.raw
    : new TextDecoder().decode(body.subarray(read.rawAt, read.rawAt + read.rawBytes));
const only = (body: Uint8Array) => eventsOf(body)[0];

describe("a sound delivery", () => {
  test("is read whole, down to the microsecond", () => {
    expect(readDelivery(delivery(event()))).toEqual({
      kind: "read",
      webhookId: 123n,
      events: [
        {
          kind: "event",
          position: 0,
          id: 45678n,
          type: "transactions.credits.created",
          createdAt: "2026-01-22T10:15:30.123456Z",
          transaction: {
            id: "41fc05d5-3148-4ee2-bfdf-9ad5ab7172c6",
            state: "requested",
            direction: "credit",
          },
          card: null,
          rawAt: '{"webhookId":123,"events":['.length,
          rawBytes: JSON.stringify(event()).length,
        },
      ],
    });
  });

  test.each(vectors.cases.filter((vector) => vector.expect === "accept"))(
    "$name has no malformed event",
    ({ body }) => {
      const events = eventsOf(bytes(body));
      expect(events.length).toBeGreaterThan(0);
      expect(events.map(({ kind }) => kind)).not.toContain("malformed");
      for (const event of events) expect(body).toContain(rawOf(bytes(body), event));
    },
  );

  test("may hold unknown types, which have no transaction, and unknown states, which are kept", () => {
    const [strange, odd] = eventsOf(
      delivery(
        event({ type: "company.kyc.updated", data: 7 }),
        event({ data: { state: "thawing", transactionId: "t" } }),
      ),
    );
    expect(strange).toMatchObject({
      kind: "event",
      type: "company.kyc.updated",
      transaction: null,
      card: null,
    });
    expect(odd).toMatchObject({ kind: "event", transaction: { state: "thawing" } });
  });

  test("without events, or with a strange webhook id, is still read", () => {
    expect(readDelivery(delivery())).toEqual({ kind: "read", webhookId: 123n, events: [] });
    expect(readDelivery(bytes('{"events":[]}'))).toMatchObject({ kind: "read", webhookId: null });
    expect(readDelivery(bytes('{"events":[],"webhookId":"x"}'))).toMatchObject({ webhookId: null });
  });

  test.each([
    ["2026-01-22T10:15:30Z", "2026-01-22T10:15:30.000000Z"],
    ["2026-01-22T10:15:30.1+01:30", "2026-01-22T08:45:30.100000Z"],
    ["2026-01-22 10:15:30.123456", "2026-01-22T10:15:30.123456Z"],
    ["2024-02-29T23:59:59.999999999Z", "2024-02-29T23:59:59.999999Z"],
  ])("a time written %s is %s", (written, createdAt) => {
    expect(only(delivery(event({ createdAt: written })))).toMatchObject({ kind: "event", createdAt });
  });

  test.each(["9007199254740993", "9223372036854775807"])(
    "the id %s is not rounded, nor in the raw text",
    (id) => {
      for (const written of [
        `{"type":"x","createdAt":"2026-01-22T10:15:30Z", "id" : ${id} }`,
        `{"id":${id},"type":"x","createdAt":"2026-01-22T10:15:30Z"}`,
      ]) {
        const body = bytes(`{"events":[ ${written} ]}`);
        const [read] = eventsOf(body);
        expect(read).toMatchObject({ kind: "event", id: BigInt(id) });
        expect(read && rawOf(body, read)).toBe(written);
      }
    },
  );

  test("of equal names the last counts, for the id as for the rest", () => {
    const text = `{"events":[],"events":[${JSON.stringify(event()).replace("{", '{"id":1,')}]}`;
    expect(only(bytes(text))).toMatchObject({ kind: "event", id: 45678n });
  });
});

describe("one bad event", () => {
  const LONG = "x".repeat(1_000_000);
  const data = (changes: object) => ({ data: { ...event().data, ...changes } });

  test.each<[string, unknown]>([
    ["null", null],
    ["a number", 7],
    ["a list", [event()]],
    ["no id", event({ id: undefined })],
    ["an id as text", event({ id: "45678" })],
    ["an id of zero", event({ id: 0 })],
    ["a negative id", event({ id: -1 })],
    ["a broken id", event({ id: 1.5 })],
    ["an id in exponents", event({ id: 1e30 })],
    ["no type", event({ type: undefined })],
    ["an empty type", event({ type: "" })],
    ["a type of 1 MB", event({ type: LONG })],
    ["NUL in the type", event({ type: "transactions.debits.\u0000" })],
    ["no time", event({ createdAt: undefined })],
    ["a time in seconds", event({ createdAt: 1_769_077_020 })],
    ["30 February", event({ createdAt: "2026-02-30T10:00:00Z" })],
    ["hour 24", event({ createdAt: "2026-01-01T24:00:00Z" })],
    ["the year 0", event({ createdAt: "0000-01-01T00:00:00Z" })],
    ["after the year 9999", event({ createdAt: "9999-12-31T23:59:59-23:00" })],
    ["no data", event({ data: undefined })],
    ["data as a list", event({ data: [] })],
    ["no state", event(data({ state: undefined }))],
    ["a state of 61 characters", event(data({ state: "x".repeat(61) }))],
    ["a lone surrogate in the state", event(data({ state: "a\ud800" }))],
    ["no transaction id", event(data({ transactionId: null }))],
    ["a transaction id of 1 MB", event(data({ transactionId: LONG }))],
    ["a transaction id of dots", event(data({ transactionId: ".." }))],
    ["a line break in the transaction id", event(data({ transactionId: "a\nb" }))],
  ])("with %s is malformed, and its neighbours are not", (_, bad) => {
    const events = eventsOf(delivery(event({ id: 1 }), bad, event({ id: 3 })));
    expect(events.map(({ kind }) => kind)).toEqual(["event", "malformed", "event"]);
    expect(events[1]?.position).toBe(1);
    const [, malformed] = events;
    const raw = malformed?.kind === "malformed" ? malformed.raw : "not malformed\n";
    expect(raw).not.toMatch(/\p{Cc}|\p{Cs}/u);
    expect(bytes(raw).length).toBeLessThanOrEqual(65_536);
  });

  test("with an id beyond 2^63 - 1 is malformed; with a sound id it is named by it", () => {
    expect(only(bytes('{"events":[{"id":9223372036854775808}]}'))).toMatchObject({
      kind: "malformed",
      id: null,
    });
    expect(only(delivery(event({ type: 7 })))).toMatchObject({ kind: "malformed", id: 45678n });
  });

  test("is cut between characters", () => {
    const long = "€🙂".repeat(40_000);
    const body = delivery(event({ type: "company.updated", data: long }), event({ type: long }));
    const raws = eventsOf(body).map((read) => rawOf(body, read));
    expect(raws).toHaveLength(2);
    for (const raw of raws) {
      expect(raw.isWellFormed() && !raw.includes("\ufffd")).toBe(true);
      expect(bytes(raw).length).toBeGreaterThan(65_530);
    }
  });
});

describe("an unreadable delivery", () => {
  test.each<[string, Uint8Array]>([
    ["nothing", bytes("")],
    ["no JSON", bytes("{")],
    ["bytes that are no UTF-8", new Uint8Array([0xff, 0xfe, 0x7b])],
    ["a raw NUL in a string", bytes('{"events":["\u0000"]}')],
    ["a list", bytes("[]")],
    ["null", bytes("null")],
    ["no events", bytes("{}")],
    ["events that are no list", bytes('{"events":{}}')],
    ["too many events", bytes(`{"events":[${"1,".repeat(10_000)}1]}`)],
  ])("%s", (_, body) => {
    expect(readDelivery(body).kind).toBe("unreadable");
  });
});

describe("whatever comes", () => {
  test("no depth of nesting is too much", () => {
    const deep = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
    const sound = JSON.stringify(event());
    const read = readDelivery(bytes(`{"events":[${deep},{"id":1,"data":${deep}},${sound}]}`));
    expect(read.kind === "read" && read.events.at(-1)).toMatchObject({ kind: "event", id: 45678n });
    expect(() => readDelivery(bytes("[".repeat(4_000_000)))).not.toThrow();
  });

  test("it never throws, for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (body) => void readDelivery(body)));
  });

  test("it never throws, for any JSON, and finds as many events as there are", () => {
    const json = fc.array(fc.oneof(fc.jsonValue(), fc.record(anyEvent())), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1, "\t"), (events, indent) => {
        const body = bytes(JSON.stringify({ a: ']},\\"', events, webhookId: 5 }, null, indent));
        const read = eventsOf(body);
        expect(read).toHaveLength(events.length);
        for (const [position, event] of read.entries())
          expect(JSON.parse(rawOf(body, event))).toEqual(JSON.parse(JSON.stringify(events[position])));
      }),
    );
  });
});

const anyEvent = () => ({
  id: fc.oneof(fc.jsonValue(), fc.maxSafeNat()),
  type: fc.oneof(fc.jsonValue(), fc.constant("transactions.debits.created")),
  createdAt: fc.oneof(fc.jsonValue(), fc.constant("2026-01-22T10:15:30.123456Z")),
  data: fc.oneof(fc.jsonValue(), fc.record({ state: fc.jsonValue(), transactionId: fc.jsonValue() })),
});
