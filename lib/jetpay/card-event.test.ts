import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cardIn } from "./card-event";
import { readDelivery } from "./delivery";
import { delivery, event } from "./fixtures/deliveries";
import { unknownsFrom } from "./overrides";
import { defaultUnknowns } from "./unknowns";

const TOKENIZED = "contacts.creditcards.tokenized";
const FAILED = "contacts.creditcards.failed";
const SOUND = { creditCardId: "cc_456", contactId: "contact_123", state: "active" };

const read = (type: string, data: unknown, unknowns = defaultUnknowns) => {
  const told = readDelivery(delivery(event({ type, data })), unknowns);
  const [only] = told.kind === "read" ? told.events : [];
  if (only?.kind !== "event") throw new Error("This event was not kept.");
  expect(only.transaction).toBeNull();
  return only.card;
};
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(SOUND).filter(([name]) => !names.includes(name)));

describe("a card event is read", () => {
  test("when it was captured", () => {
    expect(read(TOKENIZED, { ...SOUND, brand: "Visa", lastFour: "4242" })).toEqual({
      id: "cc_456",
      outcome: "captured",
      brand: "Visa",
      lastFour: "4242",
      reason: null,
    });
  });

  test("when it failed, with the reason and no digits in it", () => {
    const data = { ...SOUND, state: "failed", failReason: "Card 4242 4242 4242 4242 was declined" };
    expect(read(FAILED, data)).toEqual({
      id: "cc_456",
      outcome: "failed",
      brand: null,
      lastFour: null,
      reason: "Card •••242 was declined",
    });
  });

  test.each<[string, string, object, string | undefined]>([
    ["a yes", FAILED, { success: true }, "captured"],
    ["a no", TOKENIZED, { ok: false }, "failed"],
    ["a yes before a state", FAILED, { success: true, state: "failed" }, "captured"],
    ["a state", FAILED, { state: "Active" }, "captured"],
    ["a status", TOKENIZED, { status: "declined" }, "failed"],
    ["an outcome", TOKENIZED, { outcome: "failure" }, "failed"],
    ["a state beside one we do not know", TOKENIZED, { status: "processed", outcome: "success" }, "captured"],
    ["the type's last word", TOKENIZED, {}, "captured"],
    ["the type's last word, after another", "creditcards.tokenization_failed", {}, "failed"],
    ["a state that is no text, so the type", FAILED, { state: 7 }, "failed"],
    ["a state we do not know", TOKENIZED, { state: "pending" }, undefined],
    ["a type we do not know", "contacts.creditcards.created", {}, undefined],
  ])("by %s", (_, type, data, outcome) => {
    expect(read(type, { ...without("state"), ...data })?.outcome).toBe(outcome);
  });

  test.each([
    ["cardUid, if the table says so", { cardUid: "c" }],
    ["credit_card_id", { credit_card_id: "c" }],
    ["identifier", { identifier: "c" }],
    ["id, where `identifier` is the contact's", { identifier: "contact_123", id: "c" }],
  ])("under the name %s", (_, ids) => {
    const unknowns = unknownsFrom({
      cardEventIdFields: [...defaultUnknowns.cardEventIdFields, "cardUid"],
    });
    expect(read(TOKENIZED, { ...without("creditCardId"), ...ids }, unknowns)?.id).toBe("c");
  });

  test("with whatever words and prefixes the table says", () => {
    const unknowns = unknownsFrom({ cardPrefixes: ["vault."], cardWorkedWords: ["kept"] });
    expect(read("vault.kept", without("state"), unknowns)?.outcome).toBe("captured");
    expect(read(TOKENIZED, SOUND, unknowns)).toBeNull();
  });

  test.each([
    ["a brand of 41 characters", { brand: "x".repeat(41) }, { brand: null }],
    ["NUL in the brand", { brand: "Vi\u0000sa" }, { brand: null }],
    ["a brand that is no text", { brand: 7 }, { brand: null }],
    ["three digits", { lastFour: "424" }, { lastFour: null }],
    ["a whole number of a card", { lastFour: "4242424242424242" }, { lastFour: null }],
    ["digits of another script", { lastFour: "٤٢٤٢" }, { lastFour: null }],
    ["a number", { lastFour: 4242 }, { lastFour: null }],
    ["a reason of 201 characters", { state: "failed", failReason: "x".repeat(201) }, { reason: null }],
    [
      "a reason that grows past its bound",
      { state: "failed", reason: "Bearer x ".repeat(22) },
      { reason: null },
    ],
    ["a line break in the reason", { state: "failed", failReason: "a\nb" }, { reason: null }],
    ["a reason for what worked", { reason: "none" }, { reason: null }],
  ])("without %s", (_, data, expected) => {
    expect(read(TOKENIZED, { ...SOUND, ...data })).toMatchObject(expected);
  });
});

describe("a card event is kept as unhandled", () => {
  test.each<[string, unknown]>([
    ["no data", undefined],
    ["data as a list", [SOUND]],
    ["data as a text", "cc_456"],
    ["no id", without("creditCardId")],
    ["the contact's id alone", { ...without("creditCardId"), identifier: "contact_123" }],
    ["an id as a number", { ...SOUND, creditCardId: 456 }],
    ["an id of 101 characters", { ...SOUND, creditCardId: "x".repeat(101) }],
    ["an id of dots", { ...SOUND, creditCardId: ".." }],
    ["a space in the id", { ...SOUND, creditCardId: "a b" }],
    ["a state of 1 MB, when the type tells nothing either", { ...SOUND, state: "x".repeat(1_000_000) }],
    ["a transaction, as a charge has", { ...SOUND, state: "failed", transactionId: "t" }],
  ])("with %s", (_, data) => {
    expect(read("contacts.creditcards.updated", data)).toBeNull();
  });

  test("when its type is not about cards; and a transaction's event never has a card", () => {
    expect(read("company.kyc.updated", SOUND)).toBeNull();
    const data = { ...SOUND, transactionId: "t" };
    expect(readDelivery(delivery(event({ data })))).toMatchObject({
      events: [{ kind: "event", transaction: { id: "t" }, card: null }],
    });
  });

  test("or read within its bounds, whatever is in it", () => {
    const value = fc.oneof(fc.jsonValue(), fc.string({ unit: "binary", maxLength: 300 }), fc.boolean());
    const names = [
      ...defaultUnknowns.cardEventIdFields,
      ...defaultUnknowns.cardBrandFields,
      ...defaultUnknowns.cardReasonFields,
    ];
    const data = fc.dictionary(fc.constantFrom(...names, "success", "lastFour"), value);
    fc.assert(
      fc.property(fc.constantFrom(TOKENIZED, FAILED), data, (type, told) => {
        const card = cardIn(type, told, defaultUnknowns);
        if (card === null) return;
        expect(card.id).toMatch(/^[\x21-\x7e]{1,100}$/);
        expect(card.lastFour ?? "4242").toMatch(/^\d{4}$/);
        expect(`${card.brand}${card.reason}`).not.toMatch(/\p{Cc}|\p{Cs}/u);
        expect((card.brand ?? "").length).toBeLessThanOrEqual(40);
        expect((card.reason ?? "").length).toBeLessThanOrEqual(200);
      }),
    );
  });
});
