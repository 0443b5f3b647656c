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
import { connect, type Connections } from "../client";
import type { Page } from "../rows";
import { payoutFacts, sealOf } from "./facts";
import { reads, type Reads } from "./index";
import { KINDS, ownDatabase, uid, type OwnDatabase } from "./reads.fixture";

const ADMIN_URL = process.env.TEST_DATABASE_URL ?? "";
const NOW = new Date("2026-03-20T12:00:00Z");
const ME = uid(1, KINDS.staff);
const PAYOUT = uid(141, KINDS.payout);
const NOBODY = "99999999-9999-4999-8999-999999999999";

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

describe.skipIf(ADMIN_URL === "")("reads", () => {
  const databases: OwnDatabase[] = [];
  const open: Connections[] = [];
  const readsOf = async (isFilled: boolean) => {
    const database = await ownDatabase(ADMIN_URL, isFilled);
    databases.push(database);
    const { url } = database;
    const connections = connect({ url, ingestUrl: url, listenUrl: url });
    open.push(connections);
    return { read: reads(connections.prisma), prisma: connections.prisma, database };
  };
  let full: Awaited<ReturnType<typeof readsOf>>;
  let empty: Awaited<ReturnType<typeof readsOf>>;
  beforeAll(async () => {
    full = await readsOf(true);
    empty = await readsOf(false);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(open.map((connections) => connections.close()));
    await Promise.all(databases.map((database) => database.drop()));
  });

  test.each(EVERY_SORT)(
    "$name by $sort: pages visit every row once, there and back",
    async ({ list, view, sort }) => {
      const first = await list(full.read, ask({ view, sort }));
      expect(first.count.value).toBeGreaterThan(PAGE_SIZE);
      expect(first.previous).toBeNull();
      const there = [first.rows];
      let page = first;
      while (page.next !== null) {
        page = await list(full.read, ask({ view, sort, after: page.next }));
        there.push(page.rows);
      }
      const ids = there.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBe(first.count.value);
      const back = [page.rows];
      while (page.previous !== null) {
        page = await list(full.read, ask({ view, sort, before: page.previous }));
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
        await list(full.read, ask({ view: views[0] ?? "", sort, after: text }));
        await list(full.read, ask({ view: views[0] ?? "", sort, before: text }));
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
        for (const view of views) await list(full.read, ask({ view, sort, q }));
    },
  );

  test("wildcards in a question mean themselves", async () => {
    for (const q of ["%", "_"])
      expect((await full.read.payouts(ask({ sort: "-made", q }), ME)).rows).toEqual([]);
  });

  test("a payment is found by reference and by amount, a contact by reference and by its account's last digits", async () => {
    const found = async (q: string) =>
      (await full.read.contacts(ask({ sort: "name", q }))).rows.map(({ id }) => id);
    expect((await full.read.payouts(ask({ sort: "-made", q: "jd-000141" }), ME)).rows).toHaveLength(1);
    expect((await full.read.payouts(ask({ sort: "-made", q: "$4.00" }), ME)).count.value).toBe(50);
    expect(await found("jd-000141")).toEqual([uid(3, KINDS.contact)]);
    expect(await found("•••403")).toEqual([uid(3, KINDS.contact)]);
    expect(await found("JD-000777")).toEqual([]);
  });

  test("what I made waits under mine, what others made under waiting", async () => {
    const tabs = await full.read.tabCounts("payouts", ME);
    expect(tabs).toMatchObject({
      waiting: { value: 65 },
      mine: { value: 65 },
      unknown: { value: 10 },
      all: { value: 200 },
    });
    expect(await full.read.railCounts(ME)).toMatchObject({ payouts: 65, unknown: 21 });
    const { rows } = await full.read.payouts(ask({ sort: "-made", view: "waiting" }), ME);
    expect(rows.every(({ makerId }) => makerId !== ME)).toBe(true);
  });

  test.each([
    ["contacts", CONTACT_VIEWS, 0],
    ["collections", COLLECTION_VIEWS, 2],
    ["failures", FAILURE_VIEWS, 3],
  ] as const)("each tab of %s counts what its list holds", async (noun, views, index) => {
    const tabs: Partial<Record<string, unknown>> = await full.read.tabCounts(noun, ME);
    const [, , [sort = ""] = [], list] = LISTS[index] ?? [];
    for (const view of views)
      expect(tabs[view]).toEqual((await list?.(full.read, ask({ view, sort })))?.count);
  });

  test("counts stop at 10,000 and say so", async () => {
    await empty.database
      .run(`INSERT INTO contact (id, state, name, email, language, is_customer, is_vendor, created_at)
      SELECT uid(n, 3), 'active', 'n', 'e', 'en', true, true, '2026-01-01' FROM generate_series(1, 10001) n`);
    const capped = { value: 10_000, capped: true };
    expect((await empty.read.contacts(ask({ sort: "name" }))).count).toEqual(capped);
    expect((await empty.read.tabCounts("contacts", ME)).vendors).toEqual(capped);
    await empty.database.run("DELETE FROM contact");
  });

  test("a payout comes with its seal, its story in order, and what it resembles", async () => {
    const payout = await full.read.payout(PAYOUT);
    const facts = await payoutFacts(full.prisma, PAYOUT);
    expect(payout?.seal).toBe(facts && sealOf(facts));
    expect(payout).toMatchObject({
      amountCents: "200",
      account: { institutionNumber: "003", lastThree: "403" },
    });
    expect(payout?.madeAt).toBe("2026-02-01T17:00:00.000Z");
    expect(payout?.story.map(({ title }) => title)).toEqual([
      "Payout prepared",
      "Approved",
      "Sent to Jetpay",
      "Jetpay accepted it",
      "Jetpay has it",
      "Completed",
      "Returned after it had completed",
    ]);
    expect(payout?.story.at(-1)?.detail).toBe("Reason: nsf");
    expect(payout?.transaction).toMatchObject({ id: "tx_1", isReturn: true });
    expect(payout?.lookAlikes.length).toBe(20);
    const last = await full.read.payout(uid(200, KINDS.payout));
    expect(last?.history).toEqual({ count: 19, medianCents: "300", largestCents: "400", toThisAccount: 19 });
  });

  test("the seal changes with any fact it covers", async () => {
    const before = (await full.read.payout(uid(1, KINDS.payout)))?.seal;
    await full.database.run(
      `UPDATE bank_account SET fingerprint = 'v1:other' WHERE id = '${uid(3, KINDS.account)}'`,
    );
    expect((await full.read.payout(uid(1, KINDS.payout)))?.seal).not.toBe(before);
  });

  test("a contact shows its accounts, its sums and its latest payments", async () => {
    const contact = await full.read.contact(uid(3, KINDS.contact));
    expect(contact?.accounts).toHaveLength(1);
    expect(contact?.payouts).toHaveLength(20);
    expect(contact?.totals).toEqual({
      collectedCents: "0",
      paidOutCents: "5000",
      inFlightCents: "2500",
      returnedCents: "10000",
    });
  });

  test("the overview has 56 days, days without anything included, and sums beyond 32 bits", async () => {
    const overview = await full.read.overview(NOW);
    expect(overview.days).toHaveLength(56);
    expect(overview.days.at(-1)?.day).toBe("2026-03-20");
    expect(overview.inCents).toBe("100000000000");
    expect(overview.days.find(({ day }) => day === "2026-03-15")?.inCents).toBe("100000000000");
    expect(overview.awaitingApproval).toMatchObject({
      count: { value: 130 },
      oldestAt: "2026-02-01T00:00:00.000Z",
    });
    expect(overview.openLinks.value).toBe(80);
    expect(overview.decisions.map(({ madeAt }) => madeAt)).toEqual(
      overview.decisions.map(({ madeAt }) => madeAt).toSorted(),
    );
    expect(overview.reasons[0]).toMatchObject({ reason: "nsf", count: 60 });
  });

  test("the truth says how late, how much is unread, and why nothing leaves", async () => {
    expect(await full.read.truth(NOW)).toEqual({
      lastDeliveryAt: "2026-03-01T02:10:00.000Z",
      lagMs: 90 * 86_400_000,
      quarantined: 120,
      unexplained: 120,
      alerts: [{ key: "a", message: "Look here.", lastAt: "2026-03-01T00:00:00.000Z" }],
      paused: { reason: "Wrong key.", since: NOW.toISOString() },
    });
  });

  test("search finds people, payments and a transaction by its whole id", async () => {
    expect(await full.read.hits("tx_7")).toEqual([
      {
        kind: "transaction",
        label: "tx_7",
        detail: "Jetpay says: failed",
        href: "/events?view=events&q=tx_7",
      },
    ]);
    const kinds = (await full.read.hits("name")).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "contact")).toHaveLength(5);
    for (const q of ["\0", "\ud800", "%", "'", "x".repeat(10_240), " "])
      expect(await full.read.hits(q)).toEqual([]);
  });

  test("staff are known by address and by session", async () => {
    expect(await full.read.staffByEmail(" P1@Desk.Test ")).toMatchObject({ id: ME, passwordHash: "hash" });
    expect((await full.read.staffSession(uid(1, KINDS.session)))?.staff.name).toBe("Person 1");
    expect(await full.read.staffNames([ME, NOBODY, "x"])).toEqual({ [ME]: "Person 1" });
    expect(await full.read.contactChoices("403", "vendor")).toMatchObject([
      { accounts: [{ transitNumber: "12345" }] },
    ]);
    expect(await full.read.contactChoices("", "customer")).toHaveLength(12);
  });

  test.each(["full", "empty"] as const)(
    "on the %s database every single thing that is not there is null",
    async (which) => {
      const { read } = which === "full" ? full : empty;
      const ones = [
        read.contact,
        read.payout,
        read.collection,
        read.failure,
        read.delivery,
        read.event,
        read.staffSession,
      ];
      for (const one of [...ones, read.staffByEmail])
        for (const id of [NOBODY, "", "0", "x", "'", "\0", "\ud800", "9".repeat(30), "x".repeat(10_240)])
          expect(await one(id)).toBeNull();
      expect(await read.bankAccountsOf("x")).toEqual([]);
    },
  );

  test("single things of the full database are there", async () => {
    expect((await full.read.collection(uid(1, KINDS.collection)))?.transaction?.id).toBe("tx_120");
    expect(await full.read.failure("tx_1")).toMatchObject({
      payoutId: PAYOUT,
      language: "en",
      kind: "returned",
    });
    expect((await full.read.failure("tx_2"))?.story).toHaveLength(3);
    expect((await full.read.failure(uid(131, KINDS.payout)))?.kind).toBe("unknown");
    expect(await full.read.delivery("1")).toMatchObject({
      body: "{}",
      events: [{ id: "1" }],
      lagMs: 7_776_000_000,
    });
    expect(await full.read.event("3")).toMatchObject({ payoutId: PAYOUT, deliveryId: "3" });
  });

  test("an empty database answers everything", async () => {
    const { read } = empty;
    for (const { list, view, sort } of EVERY_SORT)
      expect(await list(read, ask({ view, sort }))).toEqual({
        rows: [],
        count: { value: 0, capped: false },
        next: null,
        previous: null,
      });
    expect(await read.overview(NOW)).toMatchObject({
      inCents: "0",
      outCents: "0",
      reasons: [],
      decisions: [],
    });
    expect(await read.truth(NOW)).toMatchObject({ lastDeliveryAt: null, lagMs: null, paused: null });
    expect(await read.railCounts(ME)).toEqual({ payouts: 0, failures: 0, unknown: 0 });
    expect(await read.tabCounts("events", ME)).toMatchObject({ unclaimed: { value: 0, capped: false } });
    expect([await read.merchantAccounts(), await read.staff(), await read.hits("x")]).toEqual([[], [], []]);
  });
});
