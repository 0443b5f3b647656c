import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { payoutFacts, sealOf } from "./facts";
import { ADMIN_URL, KINDS, twoDesks, uid, type TwoDesks } from "./reads.fixture";

const NOW = new Date("2026-03-20T12:00:00Z");
const ME = uid(1, KINDS.staff);
const PAYOUT = uid(141, KINDS.payout);
const NOBODY = "99999999-9999-4999-8999-999999999999";

describe.skipIf(ADMIN_URL === "")("reads", () => {
  let desks: TwoDesks;
  beforeAll(async () => {
    desks = await twoDesks();
  }, 60_000);
  afterAll(() => desks.close());

  test("a payout comes with its seal, its story in order, and what it resembles", async () => {
    const payout = await desks.full.read.payout(PAYOUT);
    const facts = await payoutFacts(desks.full.prisma, PAYOUT);
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
    const last = await desks.full.read.payout(uid(200, KINDS.payout));
    expect(last?.history).toEqual({ count: 19, medianCents: "300", largestCents: "400", toThisAccount: 19 });
  });

  test("the seal changes with any fact it covers", async () => {
    const before = (await desks.full.read.payout(uid(1, KINDS.payout)))?.seal;
    await desks.full.run(
      `UPDATE bank_account SET fingerprint = 'v1:other' WHERE id = '${uid(3, KINDS.account)}'`,
    );
    expect((await desks.full.read.payout(uid(1, KINDS.payout)))?.seal).not.toBe(before);
  });

  test("a contact shows its accounts, its sums and its latest payments", async () => {
    const contact = await desks.full.read.contact(uid(3, KINDS.contact));
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
    const overview = await desks.full.read.overview(NOW);
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
    expect(await desks.full.read.truth(NOW)).toEqual({
      lastDeliveryAt: "2026-03-01T02:10:00.000Z",
      lagMs: 90 * 86_400_000,
      quarantined: 120,
      unexplained: 120,
      alerts: [{ key: "a", message: "Look here.", lastAt: "2026-03-01T00:00:00.000Z" }],
      paused: { reason: "Wrong key.", since: NOW.toISOString() },
    });
  });

  test("search finds people, payments and a transaction by its whole id", async () => {
    expect(await desks.full.read.hits("tx_7")).toEqual([
      {
        kind: "transaction",
        label: "tx_7",
        detail: "Jetpay says: failed",
        href: "/events?view=events&q=tx_7",
      },
    ]);
    const kinds = (await desks.full.read.hits("name")).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "contact")).toHaveLength(5);
    for (const q of ["\0", "\ud800", "%", "'", "x".repeat(10_240), " "])
      expect(await desks.full.read.hits(q)).toEqual([]);
  });

  test("staff are known by address and by session", async () => {
    expect(await desks.full.read.staffByEmail(" P1@Desk.Test ")).toMatchObject({
      id: ME,
      passwordHash: "hash",
    });
    expect((await desks.full.read.staffSession(uid(1, KINDS.session)))?.staff.name).toBe("Person 1");
    expect(await desks.full.read.staffNames([ME, NOBODY, "x"])).toEqual({ [ME]: "Person 1" });
    expect(await desks.full.read.contactChoices("403", "vendor")).toMatchObject([
      { accounts: [{ transitNumber: "12345" }] },
    ]);
    expect(await desks.full.read.contactChoices("", "customer")).toHaveLength(12);
  });

  test.each(["full", "empty"] as const)(
    "on the %s database every single thing that is not there is null",
    async (which) => {
      const { read } = desks[which];
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
    expect((await desks.full.read.collection(uid(1, KINDS.collection)))?.transaction?.id).toBe("tx_120");
    expect(await desks.full.read.failure("tx_1")).toMatchObject({
      payoutId: PAYOUT,
      language: "en",
      kind: "returned",
    });
    expect((await desks.full.read.failure("tx_2"))?.story).toHaveLength(3);
    expect((await desks.full.read.failure(uid(131, KINDS.payout)))?.kind).toBe("unknown");
    expect(await desks.full.read.delivery("1")).toMatchObject({
      body: "{}",
      events: [{ id: "1" }],
      lagMs: 7_776_000_000,
    });
    expect(await desks.full.read.event("3")).toMatchObject({ payoutId: PAYOUT, deliveryId: "3" });
  });

  test("an empty database answers everything", async () => {
    const { read } = desks.empty;
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
