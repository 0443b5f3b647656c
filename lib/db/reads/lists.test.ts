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
    expect(await desks.full.read.railCounts(ME)).toMatchObject({ payouts: 65, unknown: 23 });
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

  const days = async (list: List, view: string, sort: string, period: { from?: string; to?: string }) => {
    const { rows, count } = await list(desks.full.read, ask({ view, sort, ...period }));
    return { ids: rows.map(({ id }) => id), count: count.value };
  };
  test.each([
    ["payouts", "all", "-made", "p.made_at", "payout p", (read, query) => read.payouts(query, ME)],
    ["payouts", "completed", "made", "p.completed_at", "payout p", (read, query) => read.payouts(query, ME)],
    [
      "payouts",
      "completed",
      "-amount",
      "p.completed_at",
      "payout p",
      (read, query) => read.payouts(query, ME),
    ],
    ["collections", "open", "-asked", "o.asked_at", "collection o", (read, query) => read.collections(query)],
    [
      "collections",
      "completed",
      "-asked",
      "o.completed_at",
      "collection o",
      (read, query) => read.collections(query),
    ],
    ["failures", "all", "-at", "f.at", "failure f", (read, query) => read.failures(query)],
    ["failures", "returned", "at", "f.at", "failure f", (read, query) => read.failures(query)],
  ] as [string, string, string, string, string, List][])(
    "a period of %s, %s by %s, speaks of %s",
    async (_name, view, sort, moment, from, list) => {
      const where = { all: "true", open: "o.state = 'asked'", returned: "f.kind = 'returned'" }[view];
      for (const [first, last] of [
        ["2026-02-01", "2026-02-01"],
        ["2026-03-02", "2026-03-05"],
        ["2026-03-10", "2026-03-10"],
        ["2026-03-11", "2026-03-10"],
        ["2026-02-02", "2026-12-31"],
      ] as const) {
        const wanted = await desks.full.prisma.$queryRawUnsafe<{ n: number }[]>(`
          SELECT count(*)::int AS n FROM ${from} WHERE ${where ?? "completed_at IS NOT NULL"}
            AND (${moment} AT TIME ZONE 'UTC')::date BETWEEN '${first}' AND '${last}'`);
        const found = await days(list, view, sort, { from: first, to: last });
        expect(found.count).toBe(wanted[0]?.n);
        expect(found.ids).toHaveLength(Math.min(found.count, PAGE_SIZE));
      }
      const unbounded = await days(list, view, sort, {});
      for (const nonsense of ["2026-02-30", "yesterday", "", "\0", "2026-2-1", "99999-01-01"])
        expect((await days(list, view, sort, { from: nonsense, to: nonsense })).count).toBe(unbounded.count);
    },
  );

  test("a period of completed ones pages by when they completed, there and back", async () => {
    const asking = { view: "completed", sort: "-made", from: "2026-03-01" };
    const list: List = (read, query) => read.collections(query);
    const first = await list(desks.full.read, ask({ ...asking, sort: "-asked" }));
    const second = await list(desks.full.read, ask({ ...asking, sort: "-asked", after: first.next }));
    expect(first.rows.length + second.rows.length).toBe(first.count.value);
    const back = await list(desks.full.read, ask({ ...asking, sort: "-asked", before: second.previous }));
    expect(back.rows).toEqual(first.rows);
  });

  test("failures are found by reason, and by what their search column says", async () => {
    const { read } = desks.full;
    const of = async (changes: object) => (await read.failures(ask({ sort: "-at", ...changes }))).count.value;
    expect(await of({ reason: "nsf" })).toBe(120);
    expect(await of({ reason: "nsf", view: "collections" })).toBe(60);
    expect(await of({ reason: "insufficient_funds", view: "declined" })).toBe(1);
    expect(await of({ reason: "NSF" })).toBe(0);
    for (const nonsense of ["\0", "\ud800", "", "x".repeat(500)])
      expect(await of({ reason: nonsense })).toBe(144);
    expect(await of({ q: "jd-000141" })).toBe(1);
    expect(await of({ q: "tx_11" })).toBe(11);
    expect(await of({ q: "na", view: "unknown" })).toBe(23);
    expect(await of({ q: "am", view: "unknown" })).toBe(0);
  });

  test("what is found for a word is counted to 1,000", async () => {
    await desks.empty
      .run(`INSERT INTO contact (id, state, name, email, language, is_customer, is_vendor, created_at)
      SELECT uid(n, 3), 'active', 'Maple', 'e', 'en', true, true, '2026-01-01' FROM generate_series(1, 1001) n`);
    const found = await desks.empty.read.contacts(ask({ sort: "name", q: "maple" }));
    expect(found.count).toEqual({ value: 1_000, capped: true });
    await desks.empty.run("DELETE FROM contact");
  });

  test("a rare word far down a long list and a common one are both found whole, page by page", async () => {
    const { read, run } = desks.empty;
    await run(`INSERT INTO contact (id, state, name, email, language, is_customer, is_vendor, created_at)
      SELECT uid(n, 3), 'active', CASE WHEN n <= 120 THEN 'Rarely' ELSE 'Common' END || n, 'e', 'en', true, true,
        timestamptz '2026-01-01Z' + (n / 3) * interval '1 minute' FROM generate_series(1, 5000) n`);
    for (const [q, sort, wanted, isCommonAtFirst] of [
      ["rarely", "-created", 120, false],
      ["rarely", "created", 120, true],
      ["common4", "-created", 1_100, true],
      ["ra", "name", 120, false],
    ] as const) {
      const ids: string[] = [];
      let page = await read.contacts(ask({ view: "vendors", sort, q }));
      const { value, capped } = page.count;
      expect([q, sort, capped]).toEqual([q, sort, isCommonAtFirst]);
      expect(value).toBeLessThanOrEqual(wanted);
      expect(value).toBeGreaterThanOrEqual(isCommonAtFirst ? PAGE_SIZE : wanted);
      ids.push(...page.rows.map(({ id }) => id));
      while (page.next !== null) {
        page = await read.contacts(ask({ view: "vendors", sort, q, after: page.next }));
        ids.push(...page.rows.map(({ id }) => id));
      }
      expect(new Set(ids).size).toBe(wanted);
      expect(ids).toHaveLength(wanted);
      expect(page.count).toEqual({ value, capped });
      const back = await read.contacts(ask({ view: "vendors", sort, q, before: page.previous }));
      expect(back.rows.map(({ id }) => id)).toEqual(
        ids.slice(-page.rows.length - PAGE_SIZE, -page.rows.length),
      );
    }
    await run("DELETE FROM contact");
  });

  test("counts stop at 1,000 and say so", async () => {
    const { read, run } = desks.empty;
    await run(`INSERT INTO contact (id, state, name, email, language, is_customer, is_vendor, created_at)
      SELECT uid(n, 3), 'active', 'n', 'e', 'en', true, true, '2026-01-01' FROM generate_series(1, 1001) n`);
    const capped = { value: 1_000, capped: true };
    expect((await read.contacts(ask({ sort: "name" }))).count).toEqual(capped);
    expect((await read.tabCounts("contacts", ME)).vendors).toEqual(capped);
    await run("DELETE FROM contact WHERE id = uid(1, 3)");
    expect((await read.contacts(ask({ sort: "name" }))).count).toEqual({ value: 1_000, capped: false });
    await run("DELETE FROM contact");
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
