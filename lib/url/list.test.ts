import { expect, test } from "vitest";
import { loadCollectionSearch, withCollectionSearch } from "./collections";
import { loadFailureSearch, withFailureSearch } from "./failures";
import { loadPayoutSearch, withPayoutSearch } from "./payouts";

test("a period and a reason survive the way through an address", () => {
  const period = { from: "2026-02-01", to: "2026-02-28" };
  const said = "?from=2026-02-01&to=2026-02-28";
  expect([
    withPayoutSearch("", period),
    withCollectionSearch("", period),
    withFailureSearch("", period),
  ]).toEqual([said, said, said]);
  for (const load of [loadPayoutSearch, loadCollectionSearch])
    expect(load(new URLSearchParams(said))).toMatchObject(period);
  const address = withFailureSearch("/failures", { from: "2026-02-01", reason: "nsf & more" });
  expect(loadFailureSearch(new URL(address, "http://x.test").searchParams)).toMatchObject({
    from: "2026-02-01",
    to: null,
    reason: "nsf & more",
  });
});

test.each([
  "2026-02-30",
  "2026-13-01",
  "2026-2-1",
  "20260201",
  "1969-12-31",
  "today",
  "",
  "2026-02-01T00:00",
])("the day %j reads as none", (from) => {
  expect(loadPayoutSearch(new URLSearchParams({ from })).from).toBeNull();
});

test("no reason, or one too long for any, reads as none", () => {
  for (const reason of ["", "x".repeat(101)])
    expect(loadFailureSearch(new URLSearchParams({ reason })).reason).toBeNull();
});
