import fc from "fast-check";
import { expect, test } from "vitest";
import { progressOf } from "../domain/transaction";
import { readRetryAfter, wordsIn } from "./answer";
import { presentable, redact } from "./redact";
import { defaultUnknowns, directionOf, isCardType, lastWordOf } from "./unknowns";

test.each([
  ["account 1111111", "account •••111"],
  ["27601-001-123456789012", "27601-001-•••012"],
  ["1234567890123456789012345", "•••345"],
  ["card 4242 4242 4242 4242 declined", "card •••242 declined"],
  ["card 4242-4242-4242-4242", "card •••242"],
  ["card 3782 822463 10005", "card •••005"],
  ["order 2026-11-23 4242", "order 2026-11-23 4242"],
  ["six digits: 123456", "six digits: 123456"],
  ["Authorization: bearer abc.def-1234567", "Authorization: Bearer •••"],
  ["12345678-1111-4111-8111-123456789012", "12345678-1111-4111-8111-123456789012"],
  ["secret12345678 tail", "••• tail"],
])("%s becomes %s", (text, expected) => {
  expect(redact(text, ["secret12345678"])).toBe(expected);
});

test("no run of seven digits survives in what is shown, and its text is fit for a database", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 800 }),
      fc.stringMatching(/^\d{7,19}$/),
      (noise, digits) => {
        const shown = presentable(`${noise} ${digits} ${noise}`);
        expect(shown).not.toContain(digits);
        expect(shown).not.toMatch(/\p{Cc}|\p{Cs}/u);
        expect(shown.length).toBeLessThanOrEqual(500);
      },
    ),
  );
});

test.each([
  [
    {
      detail: [
        { loc: ["body", "a", 0, "b"], msg: "bad" },
        { loc: ["query", "q"], msg: "worse" },
      ],
    },
    "a.0.b: bad; query.q: worse",
  ],
  [{ detail: "Not found" }, "Not found"],
  [{ error: { message: "No" } }, "No"],
  [{ ok: false }, null],
  [[], null],
  [undefined, null],
])("the words in %j", (json, words) => {
  expect(wordsIn(json)).toBe(words);
});

test.each([
  ["0", 0],
  [" 12 ", 12_000],
  ["Thu, 01 Jan 1970 00:00:05 GMT", 4_000],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["-5", null],
  ["soon", null],
  [null, null],
])("Retry-After “%s” is %s ms", (header, ms) => {
  expect(readRetryAfter(header, 1_000)).toBe(ms);
});

test("the table of unknowns agrees with what a state means", () => {
  for (const state of defaultUnknowns.cancelledStates) expect(progressOf(state)).toBe("cancelled");
});

test.each([
  ["transactions.debits.created", "debit"],
  ["transactions.credits.failed", "credit"],
  ["Transactions_Credits_updated", "credit"],
  ["transactions.debitsx.created", null],
  ["company.kyc.updated", null],
])("%s moves money as a %s", (type, direction) => {
  expect(directionOf(type, defaultUnknowns)).toBe(direction);
});

test.each([
  ["contacts.creditcards.tokenized", true, "tokenized"],
  ["Contacts_CreditCards_tokenization_failed", true, "failed"],
  ["contacts.credit_cards.tokenized", true, "tokenized"],
  ["contacts.creditcardsx.tokenized", false, "tokenized"],
  ["contacts.updated.", false, "updated"],
])("%s is about a card: %s, and ends in “%s”", (type, isCards, word) => {
  expect(isCardType(type, defaultUnknowns)).toBe(isCards);
  expect(lastWordOf(type)).toBe(word);
});
