import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  COLLECTION_SORTS,
  COLLECTION_VIEWS,
  CONTACT_SORTS,
  CONTACT_VIEWS,
  EVENT_VIEWS,
  FAILURE_SORTS,
  FAILURE_VIEWS,
  PAGE_SIZE,
  PAYOUT_SORTS,
  PAYOUT_VIEWS,
  type ListQuery,
} from "../../domain/lists";
import type { Page } from "../rows";
import type { Reads } from "./index";
import { ADMIN_URL, KINDS, twoDesks, uid, type TwoDesks } from "./reads.fixture";

const ME = uid(1, KINDS.staff);

type Named = { id: string };
type List = (read: Reads, query: ListQuery<never, never>) => Promise<Page<Named>>;
/** Every list with its views and sorts. The words of a list are its own, hence `never`. */
const LISTS: [name: string, views: readonly string[], sorts: readonly string[], list: List][] = [
  ["contacts", CONTACT_VIEWS, CONTACT_SORTS, (read, query) => read.contacts(query)],
  ["payouts", PAYOUT_VIEWS, PAYOUT_SORTS, (read, query) => read.payouts(query, ME)],
  ["collections", COLLECTION_VIEWS, COLLECTION_SORTS, (read, query) => read.collections(query)],
  ["failures", FAILURE_VIEWS, FAILURE_SORTS, (read, query) => read.failures(query)],
  ["deliveries", EVENT_VIEWS, ["-id"], (read, query) => read.deliveries(query)],
  ["events", EVENT_VIEWS, ["-id"], (read, query) => read.events(query)],
  ["quarantined", EVENT_VIEWS, ["-id"], (read, query) => read.quarantined(query)],
  ["unclaimed", EVENT_VIEWS, ["-id"], (read, query) => read.unclaimed(query)],
];
const EVERY_SORT = LISTS.flatMap(([name, views, sorts, list]) =>
  sorts.map((sort) => ({ name, sort, list, view: views.includes("all") ? "all" : (views[0] ?? "") })),
);
const ask = (changes: Partial<ListQuery<string, string>>) =>
  ({ q: "", view: "all", sort: "", after: null, before: null, ...changes }) as ListQuery<never, never>;
const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");

describe.skipIf(ADMIN_URL === "")("lists", () => {
  let desks: TwoDesks;
  beforeAll(async () => {
    desks = await twoDesks();
  }, 60_000);
  afterAll(() => desks.close());

  test.each(EVERY_SORT)(
    "$name by $sort: pages visit every row once, there and back",
    async ({ list, view, sort }) => {
      const first = await list(desks.full.read, ask({ view, sort }));
      expect(first.count.value).toBeGreaterThan(PAGE_SIZE);
      expect(first.previous).toBeNull();
      const there = [first.rows];
      let page = first;
      while (page.next !== null) {
        page = await list(desks.full.read, ask({ view, sort, after: page.next }));
        there.push(page.rows);
      }
      const ids = there.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBe(first.count.value);
      const back = [page.rows];
      while (page.previous !== null) {
        page = await list(desks.full.read, ask({ view, sort, before: page.previous }));
        back.unshift(page.rows);
      }
      expect(back.flat().map(({ id }) => id)).toEqual(ids);
    },
  );

  test.each(LISTS)(
    "%s: no cursor and no question, however bent, makes it throw",
    async (_name, views, sorts, list) => {
      const sort = sorts[0] ?? "";
      const keys = [
        "2026-02-30 10:00:00+00",
        "2100-02-29 10:00:00+00",
        "0000-01-01 00:00:00+00",
        "-1",
        "x'",
        "\0",
        "\ud800",
      ];
      const ids = [uid(1, KINDS.payout), "1", "999999999999999999", "x", "\0", "\ud800", ""];
      const bent = keys.flatMap((key) => ids.map((id) => cursor(key, id)));
      for (const text of [...bent, cursor(1, 2), cursor("a"), "", "%%%", "W10", "x".repeat(10_000)]) {
        await list(desks.full.read, ask({ view: views[0] ?? "", sort, after: text }));
        await list(desks.full.read, ask({ view: views[0] ?? "", sort, before: text }));
      }
      for (const q of [
        "%",
        "_",
        "\\",
        "'",
        "'; DROP TABLE payout",
        "\0",
        "a\0b",
        "\ud800",
        "x".repeat(10_240),
        "9".repeat(40),
      ])
        for (const view of views) await list(desks.full.read, ask({ view, sort, q }));
    },
  );

  test("wildcards in a question mean themselves", async () => {
    for (const q of ["%", "_"])
      expect((await desks.full.read.payouts(ask({ sort: "-made", q }), ME)).rows).toEqual([]);
  });

  test("a payment is found by reference and by amount, a contact by reference and by its account's last digits", async () => {
    const found = async (q: string) =>
      (await desks.full.read.contacts(ask({ sort: "name", q }))).rows.map(({ id }) => id);
    expect((await desks.full.read.payouts(ask({ sort: "-made", q: "jd-000141" }), ME)).rows).toHaveLength(1);
    expect((await desks.full.read.payouts(ask({ sort: "-made", q: "$4.00" }), ME)).count.value).toBe(50);
    expect(await found("jd-000141")).toEqual([uid(3, KINDS.contact)]);
    expect(await found("•••403")).toEqual([uid(3, KINDS.contact)]);
    expect(await found("JD-000777")).toEqual([]);
  });

  test("what I made waits under mine, what others made under waiting", async () => {
    const tabs = await desks.full.read.tabCounts("payouts", ME);
    expect(tabs).toMatchObject({
      waiting: { value: 65 },
      mine: { value: 65 },
      unknown: { value: 10 },
      all: { value: 200 },
    });
    expect(await desks.full.read.railCounts(ME)).toMatchObject({ payouts: 65, unknown: 21 });
    const { rows } = await desks.full.read.payouts(ask({ sort: "-made", view: "waiting" }), ME);
    expect(rows.every(({ makerId }) => makerId !== ME)).toBe(true);
  });

  test.each([
    ["contacts", CONTACT_VIEWS, 0],
    ["collections", COLLECTION_VIEWS, 2],
    ["failures", FAILURE_VIEWS, 3],
  ] as const)("each tab of %s counts what its list holds", async (noun, views, index) => {
    const tabs: Partial<Record<string, unknown>> = await desks.full.read.tabCounts(noun, ME);
    const [, , [sort = ""] = [], list] = LISTS[index] ?? [];
    for (const view of views)
      expect(tabs[view]).toEqual((await list?.(desks.full.read, ask({ view, sort })))?.count);
  });

  test("counts stop at 10,000 and say so", async () => {
    await desks.empty
      .run(`INSERT INTO contact (id, state, name, email, language, is_customer, is_vendor, created_at)
      SELECT uid(n, 3), 'active', 'n', 'e', 'en', true, true, '2026-01-01' FROM generate_series(1, 10001) n`);
    const capped = { value: 10_000, capped: true };
    expect((await desks.empty.read.contacts(ask({ sort: "name" }))).count).toEqual(capped);
    expect((await desks.empty.read.tabCounts("contacts", ME)).vendors).toEqual(capped);
    await desks.empty.run("DELETE FROM contact");
  });

  test("an empty database answers every list", async () => {
    const { read } = desks.empty;
    for (const { list, view, sort } of EVERY_SORT)
      expect(await list(read, ask({ view, sort }))).toEqual({
        rows: [],
        count: { value: 0, capped: false },
        next: null,
        previous: null,
      });
  });
});
