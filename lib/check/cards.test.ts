import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { collectFromMethod, sendCollection } from "../commands/collections";
import { captureCard } from "../commands/contacts";
import type { Ctx } from "../commands/context";
import { sweep } from "../commands/sweep";
import { AmountInput } from "../domain/money-input";
import { OPERATING, startRig, type Rig } from "./rig";

const PAGE = "^/contact/[^/]+/creditcards/url$";
const CHARGE = "^/contact/[^/]+/creditcards/[^/]+/charge$";
const NO_FUNDS = "4000000000009995";
const DEFAULTS = {
  declinedCharge: "402",
  firstChargeEvent: "paid",
  cardDetails: "event",
  laterEvents: "updated",
  unknownIds: 404,
};

let rig: Rig;
let contactId: string;
beforeAll(async () => {
  rig = await startRig("cards");
  ({ contactId } = await rig.vendor());
  await rig.registerWebhook();
});
afterAll(() => rig.stop());
beforeEach(async () => {
  await rig.call("DELETE", "/_sandbox/faults");
  await rig.vary(DEFAULTS);
});

const form = (cardId: string, amount = "42.00", collectionId: string = randomUUID()) => ({
  collectionId,
  contactId,
  amount: AmountInput.parse(amount),
  statement: "ORDER 88",
  note: null,
  merchantAccountId: OPERATING,
  from: { kind: "card" as const, cardId },
});
const cardOf = (id: string) => rig.prisma.card.findUniqueOrThrow({ where: { id } });
const collectionOf = (id: string) => rig.prisma.collection.findUniqueOrThrow({ where: { id } });
const attemptsOf = (intentId: string) =>
  rig.prisma.attempt.findMany({ where: { intentId }, orderBy: { id: "asc" } });
/** How often money was taken from the card, by Jetpay's own books. */
const takenFor = async (id: string) => {
  const { reference } = await collectionOf(id);
  return (await rig.movesOf(reference)).filter((move) => move === "pulled").length;
};
const withJetpay = <Who extends Ctx>(ctx: Who, jetpay: Partial<Ctx["jetpay"]>): Who => ({
  ...ctx,
  jetpay: { ...rig.desk.jetpay, ...jetpay },
});
const expectState = (id: string, state: string) =>
  vi.waitFor(async () => expect((await collectionOf(id)).state).toBe(state), { timeout: 20_000 });

describe("a card is captured on Jetpay's page", () => {
  test("asked for once, pending until the event, then ready with brand and last four", async () => {
    const cardId = randomUUID();
    const asked = await Promise.allSettled(
      [1, 2, 3].map(() => captureCard(rig.operator, { cardId, contactId })),
    );
    expect(asked.some(({ status }) => status === "fulfilled")).toBe(true);
    const { captureUrl } = await captureCard(rig.operator, { cardId, contactId });
    expect(captureUrl).toContain("/card/capture/");
    const pending = await cardOf(cardId);
    expect(pending).toMatchObject({ state: "pending", captureUrl, brand: null });
    expect(await attemptsOf(cardId)).toMatchObject([
      { intentKind: "card", step: "create", state: "accepted" },
    ]);
    await rig.call("POST", `/_sandbox/capture/${pending.jetpayId}`, {});
    await rig.deliver();
    expect(await cardOf(cardId)).toMatchObject({
      state: "active",
      brand: "visa",
      lastFour: "4242",
      captureUrl: null,
    });
    await expect(captureCard(rig.operator, { cardId, contactId })).rejects.toMatchObject({
      code: "already_exists",
    });
  });

  test("an event before the answer and the answer end in one ready card", async () => {
    const cardId = randomUUID();
    const slow = withJetpay(rig.operator, {
      captureCard: async (...given) => {
        const answer = await rig.desk.jetpay.captureCard(...given);
        if (answer.kind !== "accepted") return answer;
        await rig.call("POST", `/_sandbox/capture/${answer.value.identifier}`, {});
        await rig.deliver();
        return answer;
      },
    });
    await expect(captureCard(slow, { cardId, contactId })).rejects.toMatchObject({ code: "already_exists" });
    expect(await cardOf(cardId)).toMatchObject({ state: "active", lastFour: "4242", captureUrl: null });
  });

  test("a card that is turned down is failed, says why, and cannot be charged", async () => {
    const cardId = await rig.card(contactId, "4000000000000002");
    expect(await cardOf(cardId)).toMatchObject({ state: "failed", problem: "card_declined" });
    await expect(collectFromMethod(rig.operator, form(cardId))).rejects.toMatchObject({
      code: "bad_input",
      fields: { "from.cardId": expect.stringContaining("ready") as string },
    });
  });

  test.each(["commit_then_drop", "error_500_after_commit", "garbage_after_commit"])(
    "%s: unknown, nobody's work, and a new page may be asked for at once",
    async (fault) => {
      const cardId = randomUUID();
      await rig.fault({ method: "POST", path: PAGE, fault });
      await expect(captureCard(rig.operator, { cardId, contactId })).rejects.toMatchObject({
        code: "outcome_unknown",
        message: expect.stringContaining("Nobody has seen") as string,
      });
      expect(await cardOf(cardId)).toMatchObject({ state: "unknown", captureUrl: null });
      expect(await rig.prisma.alert.count({ where: { key: `unknown:${cardId}` } })).toBe(0);
      await captureCard(rig.operator, { cardId: randomUUID(), contactId });
    },
  );

  test("what was not sent may be sent again; what Jetpay refuses is refused in its words", async () => {
    const cardId = randomUUID();
    await rig.fault({ method: "POST", path: PAGE, fault: "rate_limit" });
    await expect(captureCard(rig.operator, { cardId, contactId })).rejects.toMatchObject({
      code: "jetpay_unreachable",
    });
    expect((await cardOf(cardId)).state).toBe("not_sent");
    expect((await sweep(rig.clock)).due).toBe(0);
    await captureCard(rig.operator, { cardId, contactId });
    const other = randomUUID();
    const refusing = withJetpay(rig.operator, {
      captureCard: () => rig.desk.jetpay.captureCard(randomUUID()),
    });
    await expect(captureCard(refusing, { cardId: other, contactId })).rejects.toMatchObject({
      code: "jetpay_refused",
    });
    expect((await cardOf(other)).state).toBe("refused");
  });

  test("a death before the answer ends as unknown by the sweep", async () => {
    const cardId = randomUUID();
    const dies = withJetpay(rig.operator, { captureCard: () => Promise.reject(new Error("killed")) });
    await expect(captureCard(dies, { cardId, contactId })).rejects.toThrow("killed");
    rig.wait(61);
    await sweep(rig.clock);
    expect(await cardOf(cardId)).toMatchObject({
      state: "unknown",
      problem: expect.stringContaining("Nobody has seen") as string,
    });
  });

  test("only a customer that Jetpay knows can have a card", async () => {
    await rig.prisma.contact.update({ where: { id: contactId }, data: { isCustomer: false } });
    await expect(captureCard(rig.operator, { cardId: randomUUID(), contactId })).rejects.toMatchObject({
      code: "bad_input",
    });
    await rig.prisma.contact.update({ where: { id: contactId }, data: { isCustomer: true } });
  });
});

describe("a saved card is charged at most once", () => {
  test.each([
    { firstChargeEvent: "paid", laterEvents: "updated" },
    { firstChargeEvent: "requested", laterEvents: "by_state" },
  ])("approved, in progress, completed, with %o", async (sides) => {
    const cardId = await rig.card(contactId);
    await rig.vary(sides);
    const sent = form(cardId);
    const { collectionId } = sent;
    expect(await collectFromMethod(rig.operator, sent)).toEqual({ collectionId, state: "in_progress" });
    expect(await collectionOf(collectionId)).toMatchObject({ method: "card", nextStep: null, link: null });
    expect(await attemptsOf(collectionId)).toMatchObject([{ step: "charge", state: "accepted" }]);
    await expectState(collectionId, "completed");
    expect(await takenFor(collectionId)).toBe(1);
    const { transactionId } = await collectionOf(collectionId);
    expect(
      await rig.prisma.transaction.findUniqueOrThrow({ where: { id: transactionId ?? "" } }),
    ).toMatchObject({ amountCents: 4_200n, contactId, direction: "debit", state: "completed" });
  });

  test.each(["402", "400", "failed"])(
    "declined as %s: told why, nothing taken, and later another card works",
    async (declinedCharge) => {
      const [bad, good] = [await rig.card(contactId, NO_FUNDS), await rig.card(contactId)];
      await rig.vary({ declinedCharge });
      const sent = form(bad);
      const { collectionId } = sent;
      const refused = {
        code: "jetpay_refused",
        message: expect.stringContaining("nothing was taken") as string,
      };
      await expect(collectFromMethod(rig.operator, sent)).rejects.toMatchObject(refused);
      await expect(collectFromMethod(rig.operator, sent)).rejects.toMatchObject(refused);
      await rig.deliver();
      expect(await collectionOf(collectionId)).toMatchObject({
        state: "declined",
        declineReason: "insufficient_funds",
        nextStep: null,
      });
      expect(await takenFor(collectionId)).toBe(0);
      expect(
        await rig.prisma.$queryRaw`
      SELECT kind, reason FROM failure WHERE collection_id = ${collectionId}::uuid`,
      ).toEqual([{ kind: "declined", reason: "insufficient_funds" }]);
      const later = form(good);
      await collectFromMethod(rig.operator, later);
      expect(await takenFor(later.collectionId)).toBe(1);
    },
  );

  test("the answer of a charge tells of a card that nothing was known of", async () => {
    await rig.vary({ cardDetails: "nowhere" });
    const cardId = await rig.card(contactId, "5555555555554444");
    expect(await cardOf(cardId)).toMatchObject({ state: "active", brand: null, lastFour: null });
    await collectFromMethod(rig.operator, form(cardId));
    expect(await cardOf(cardId)).toMatchObject({ brand: null, lastFour: null });
    await rig.vary({ cardDetails: "answer" });
    await collectFromMethod(rig.operator, form(cardId));
    expect(await cardOf(cardId)).toMatchObject({ brand: "mastercard", lastFour: "4444" });
  });

  test.each([
    "commit_then_drop",
    "error_500_after_commit",
    "garbage_after_commit",
    "cut_body_after_commit",
    "redirect",
    "error_500_before",
  ])("%s: unknown, not sent again by anything, and its event only proposes", async (fault) => {
    const cardId = await rig.card(contactId);
    const sent = form(cardId);
    const { collectionId } = sent;
    await rig.fault({ method: "POST", path: CHARGE, fault });
    await expect(collectFromMethod(rig.operator, sent)).rejects.toMatchObject({ code: "outcome_unknown" });
    await expect(collectFromMethod(rig.operator, sent)).rejects.toMatchObject({ code: "outcome_unknown" });
    rig.wait(400);
    await sweep(rig.clock);
    expect(await sendCollection(rig.clock, collectionId)).toBe("not_due");
    await rig.deliver();
    expect(await collectionOf(collectionId)).toMatchObject({
      state: "unknown",
      nextStep: "charge",
      transactionId: null,
    });
    const made = fault.endsWith("_commit") || fault === "commit_then_drop" ? 1 : 0;
    expect(await takenFor(collectionId)).toBe(made);
    const { reference } = await collectionOf(collectionId);
    const [at] = await rig.ledgerOf(reference);
    if (at)
      expect(await rig.prisma.transaction.findUnique({ where: { id: at.id } })).toMatchObject({
        attemptId: null,
      });
    expect((await attemptsOf(collectionId)).map(({ state }) => state)).toEqual(["unknown"]);
    expect(await rig.prisma.alert.count({ where: { key: `unknown:${collectionId}`, clearedAt: null } })).toBe(
      1,
    );
  });

  test("a double click, two tabs and a resend charge once; other values under the same id are refused", async () => {
    const cardId = await rig.card(contactId);
    const sent = form(cardId);
    await Promise.all(Array.from({ length: 5 }, () => collectFromMethod(rig.operator, sent)));
    await collectFromMethod(rig.operator, sent);
    expect(await takenFor(sent.collectionId)).toBe(1);
    const other = await rig.card(contactId);
    for (const changed of [form(other, "42.00", sent.collectionId), form(cardId, "43.00", sent.collectionId)])
      await expect(collectFromMethod(rig.operator, changed)).rejects.toMatchObject({
        code: "already_exists",
      });
  });

  test("two workers with the same job charge once", async () => {
    const cardId = await rig.card(contactId);
    const sent = form(cardId);
    await rig.fault({ method: "POST", path: CHARGE, fault: "rate_limit", retryAfter: 7 });
    expect((await collectFromMethod(rig.operator, sent)).state).toBe("waiting");
    expect((await collectionOf(sent.collectionId)).waitingFor).toContain("slow down");
    expect(await sendCollection(rig.clock, sent.collectionId)).toBe("not_due");
    rig.wait(20);
    expect((await sweep(rig.clock)).due).toBeGreaterThanOrEqual(1);
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => sendCollection(rig.clock, sent.collectionId)),
    );
    expect(outcomes.filter((outcome) => outcome === "accepted")).toHaveLength(1);
    expect(await takenFor(sent.collectionId)).toBe(1);
    expect((await attemptsOf(sent.collectionId)).map(({ step, state }) => [step, state])).toEqual([
      ["charge", "not_sent"],
      ["charge", "accepted"],
    ]);
  });

  test("killed before the call or before its answer is stored: unknown by the sweep, never charged again", async () => {
    const cardId = await rig.card(contactId);
    const before = form(cardId);
    const dies = withJetpay(rig.operator, { chargeCard: () => Promise.reject(new Error("killed")) });
    await expect(collectFromMethod(dies, before)).rejects.toThrow("killed");
    const after = form(cardId);
    const answerLost: typeof rig.operator = {
      ...rig.operator,
      audited: ((entry, work) =>
        entry.deed.startsWith("attempt.") && entry.deed !== "attempt.begin"
          ? Promise.reject(new Error("killed"))
          : rig.operator.audited(entry, work)) as typeof rig.operator.audited,
    };
    await expect(collectFromMethod(answerLost, after)).rejects.toThrow("killed");
    rig.wait(61);
    await sweep(rig.clock);
    for (const [{ collectionId }, taken] of [
      [before, 0],
      [after, 1],
    ] as const) {
      expect((await collectionOf(collectionId)).state).toBe("unknown");
      expect(await sendCollection(rig.clock, collectionId)).toBe("not_due");
      expect(await takenFor(collectionId)).toBe(taken);
    }
  });

  test("an answer after the lease, and an event before it, end in one claimed transaction", async () => {
    const cardId = await rig.card(contactId);
    const sent = form(cardId);
    const late = withJetpay(rig.operator, {
      chargeCard: async (...given) => {
        const answer = await rig.desk.jetpay.chargeCard(...given);
        await rig.deliver();
        rig.wait(61);
        await sweep(rig.clock);
        expect((await collectionOf(sent.collectionId)).state).toBe("unknown");
        return answer;
      },
    });
    expect(["in_progress", "completed"]).toContain((await collectFromMethod(late, sent)).state);
    expect((await attemptsOf(sent.collectionId)).map(({ state }) => state)).toEqual(["accepted"]);
    expect(await takenFor(sent.collectionId)).toBe(1);
    expect(
      await rig.prisma.alert.count({ where: { key: `unknown:${sent.collectionId}`, clearedAt: null } }),
    ).toBe(0);
  });

  test("somebody else's card cannot be charged", async () => {
    const { contactId: other } = await rig.vendor("3333333");
    const cardId = await rig.card(other);
    await expect(collectFromMethod(rig.operator, form(cardId))).rejects.toMatchObject({
      code: "bad_input",
      fields: { "from.cardId": expect.anything() as unknown },
    });
    expect(await rig.prisma.collection.count({ where: { cardId } })).toBe(0);
  });
});
