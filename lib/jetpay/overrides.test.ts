import { describe, expect, test } from "vitest";
import { unknownsFrom } from "./overrides";
import { defaultUnknowns } from "./unknowns";

test("nothing said otherwise leaves the table as it is", () => {
  expect(unknownsFrom({})).toEqual(defaultUnknowns);
  expect(unknownsFrom({ paths: {}, chargeFields: {} })).toEqual(defaultUnknowns);
});

test("every row can be said as it stands, and so be found", () => {
  expect(unknownsFrom({ ...defaultUnknowns })).toEqual(defaultUnknowns);
});

test("one name or path said otherwise leaves its neighbours as they are", () => {
  const unknowns = unknownsFrom({
    paths: { payDebit: "/transaction/{id}/pay" },
    payDebitMethod: "PUT",
    payDebitBy: "details",
    chargeFields: { note: "memo" },
    declineWrappers: [],
    cardFailedWords: ["Nope"],
  });
  expect(unknowns).toEqual({
    ...defaultUnknowns,
    paths: { ...defaultUnknowns.paths, payDebit: "/transaction/{id}/pay" },
    payDebitMethod: "PUT",
    payDebitBy: "details",
    chargeFields: { ...defaultUnknowns.chargeFields, note: "memo" },
    declineWrappers: [],
    cardFailedWords: ["nope"],
  });
});

describe("what cannot be is refused:", () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["a row there is not", { payDebitHow: "details" }],
    ["a path there is not", { paths: { refund: "/refund" } }],
    ["a path without its slash", { paths: { debit: "debit" } }],
    ["a path with a query", { paths: { debit: "/debit?x=1" } }],
    ["a path with a place nobody fills", { paths: { payDebit: "/debit/{identifier}/pay" } }],
    ["a path with half a place", { paths: { payDebit: "/debit/{id/pay" } }],
    ["a method that would not pay", { payDebitMethod: "GET" }],
    ["a way to pay there is not", { payDebitBy: "card" }],
    ["a field of the charge there is not", { chargeFields: { tip: "tip" } }],
    ["one name for two fields", { chargeFields: { note: "statement" } }],
    ["a header that cannot be one", { webhookKeyHeader: "x key" }],
    ["no name at all", { cardUrlFields: [] }],
    ["a decline that is no refusal", { declineStatuses: [200] }],
  ])("%s", (_, overrides) => {
    expect(() => unknownsFrom(overrides)).toThrow();
  });
});
