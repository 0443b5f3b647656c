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
    const overview = await desks.full.read.overview(NOW, ME);
    expect(overview.days).toHaveLength(56);
    expect(overview.days.at(-1)?.day).toBe("2026-03-20");
    expect(overview.days.find(({ day }) => day === "2026-03-15")).toEqual({
      day: "2026-03-15",
      inCents: "1000000000000",
      outCents: "1000000000000",
      inReturnedCents: "0",
      outReturnedCents: "0",
      completed: 20,
      failed: 0,
    });
    expect(overview.days.find(({ day }) => day === "2026-03-10")).toMatchObject({
      inReturnedCents: "6000000000000",
      outReturnedCents: "6000000000000",
      completed: 24,
    });
    expect(overview.awaitingApproval).toMatchObject({ count: { value: 130 } });
    expect(overview.reasonsFrom).toBe("2026-02-21");
    expect(overview.reasons).toEqual([
      { reason: "nsf", direction: "credit", count: 60 },
      { reason: "nsf", direction: "debit", count: 60 },
    ]);
  });

  test("every number of the overview equals the list that it opens", async () => {
    const { read } = desks.full;
    const open = { q: "", after: null, before: null } as const;
    for (const day of ["2026-02-01", "2026-03-12", "2026-03-16", "2026-03-17"]) {
      const overview = await read.overview(new Date(`${day}T12:00:00Z`), ME);
      const failures = await read.failures({ ...open, view: "all", sort: "-at", from: overview.failedFrom });
      expect(overview.failedThisWeek).toBe(failures.count.value);
      for (const { reason, direction, count } of overview.reasons) {
        const view = direction === "debit" ? "collections" : "payouts";
        const from = overview.reasonsFrom;
        const listed = await read.failures({ ...open, view, sort: "-at", from, reason });
        expect(listed.count.value).toBe(count);
      }
    }
    const overview = await read.overview(NOW, ME);
    const waiting = await read.payouts({ ...open, view: "waiting", sort: "made" }, ME);
    expect(overview.decisions).toEqual(waiting.rows.slice(0, overview.decisions.length));
    expect(overview.decisions).toHaveLength(6);
    const unknown = await read.failures({ ...open, view: "unknown", sort: "-at" });
    expect(overview.unknown).toEqual(unknown.count);
    expect((await read.railCounts(ME)).unknown).toBe(unknown.count.value);
    const links = await read.collections({ ...open, view: "open", sort: "-asked" });
    expect(overview.openLinks).toEqual(links.count);
    expect(links.rows.every(({ state, method }) => state === "asked" && method === "link")).toBe(true);
    expect(overview.unclaimed).toEqual(
      (await read.unclaimed({ ...open, view: "unclaimed", sort: "-id" })).count,
    );
  });

  test("approvals are told apart by how long they have waited, and the bands add up", async () => {
    const { ages, awaitingApproval } = await desks.full.read.overview(new Date("2026-02-01T23:59:59Z"), ME);
    expect(ages).toEqual([
      { upToHours: 4, count: { value: 0, capped: false }, cents: "0" },
      { upToHours: 24, count: { value: 130, capped: false }, cents: awaitingApproval.cents },
      { upToHours: 72, count: { value: 0, capped: false }, cents: "0" },
      { upToHours: 168, count: { value: 0, capped: false }, cents: "0" },
      { upToHours: null, count: { value: 0, capped: false }, cents: "0" },
    ]);
    const later = await desks.full.read.overview(new Date("2026-02-04T04:30:00Z"), ME);
    expect(later.ages.map(({ count }) => count.value)).toEqual([0, 0, 91, 39, 0]);
    expect(later.ages.reduce((sum, { cents }) => sum + BigInt(cents), 0n)).toBe(
      BigInt(awaitingApproval.cents),
    );
  });

  test("a collection says how it is paid, and its story what each call was", async () => {
    const titles = async (n: number) =>
      (await desks.full.read.collection(uid(n, KINDS.collection)))?.story.map(({ title }) => title);
    expect(await desks.full.read.collection(uid(3, KINDS.collection))).toMatchObject({
      method: "card",
      card: { brand: "visa", lastFour: "4242" },
      account: null,
      declineReason: "insufficient_funds",
      nextStep: null,
      agreedOn: null,
    });
    expect(await titles(3)).toEqual([
      "Collection asked for",
      "Asked Jetpay to charge the card",
      "Card declined: insufficient funds",
    ]);
    expect(await desks.full.read.collection(uid(5, KINDS.collection))).toMatchObject({
      method: "bank_account",
      card: null,
      account: { lastThree: "406" },
      nextStep: "pay",
      agreedOn: "2026-01-31",
    });
    expect(await titles(5)).toEqual([
      "Collection asked for",
      "Sent to Jetpay",
      "Debit created at Jetpay",
      "Asked Jetpay to pay it from the account",
      "Jetpay did not answer: nobody knows yet whether it was done",
    ]);
    expect(await desks.full.read.collection(uid(1, KINDS.collection))).toMatchObject({
      method: "link",
      card: null,
      account: null,
    });
  });

  test("a contact's cards, with the capture page of one that waits only", async () => {
    const contact = await desks.full.read.contact(uid(2, KINDS.contact));
    expect(contact?.cards).toMatchObject([
      {
        id: uid(2, KINDS.card),
        state: "pending",
        captureUrl: "https://capture.test",
        askedByName: "Person 1",
      },
      { id: uid(1, KINDS.card), state: "active", captureUrl: null, brand: "visa", lastFour: "4242" },
    ]);
    expect(contact?.collections[0]).toHaveProperty("method");
  });

  test("a contact or a method whose outcome nobody knows is a failure with a story", async () => {
    expect(await desks.full.read.failure(uid(20, KINDS.contact))).toMatchObject({
      kind: "unknown",
      subject: "contact",
      contactName: "Name 2",
      direction: null,
      amountCents: null,
      language: "fr",
      story: [{ title: "Contact added" }],
    });
    const card = await desks.full.read.failure(uid(3, KINDS.card));
    expect(card).toMatchObject({ subject: "card", contactId: uid(3, KINDS.contact), contactName: "Name 0" });
    expect(card?.story).toMatchObject([{ title: "Capture page asked for", detail: "By Person 2" }]);
    const declined = await desks.full.read.failure(uid(3, KINDS.collection));
    expect(declined).toMatchObject({ kind: "declined", reason: "insufficient_funds", failDirection: "pull" });
    expect(declined?.story.at(-1)?.title).toBe("Card declined: insufficient funds");
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
    expect(await read.overview(NOW, ME)).toMatchObject({
      failedThisWeek: 0,
      reasons: [],
      decisions: [],
      awaitingApproval: { count: { value: 0 }, cents: "0" },
    });
    expect(await read.truth(NOW)).toMatchObject({ lastDeliveryAt: null, lagMs: null, paused: null });
    expect(await read.railCounts(ME)).toEqual({ payouts: 0, failures: 0, unknown: 0 });
    expect(await read.tabCounts("events", ME)).toMatchObject({ unclaimed: { value: 0, capped: false } });
    expect([await read.merchantAccounts(), await read.staff(), await read.hits("x")]).toEqual([[], [], []]);
  });
});
