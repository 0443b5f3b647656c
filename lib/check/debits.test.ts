import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  cancelCollection,
  collectFromMethod,
  CollectFromMethod,
  payCollection,
  sendCollection,
  withdrawDebit,
} from "../commands/collections";
import type { Ctx, StaffCtx } from "../commands/context";
import { sweep } from "../commands/sweep";
import { AmountInput } from "../domain/money-input";
import { OPERATING, startRig, type Rig } from "./rig";

const PAY = "^/debit/[^/]+/pay$";
const DEFAULTS = {
  payDebitMethod: "POST",
  payDebitBy: "account",
  lateCancel: "409",
  cancelRaisesEvent: true,
};

let rig: Rig;
let vendor: { contactId: string; bankAccountId: string };
beforeAll(async () => {
  rig = await startRig("debits");
  vendor = await rig.vendor();
  await rig.registerWebhook();
});
afterAll(() => rig.stop());
beforeEach(async () => {
  await rig.call("DELETE", "/_sandbox/faults");
  await rig.vary(DEFAULTS);
});

type Source = { accountNumber?: string | null; agreedOn?: string };
const form = ({ accountNumber = null, agreedOn = "2026-05-04" }: Source = {}, amount = "75.00") => ({
  collectionId: randomUUID(),
  contactId: vendor.contactId,
  amount: AmountInput.parse(amount),
  statement: "MONTHLY",
  note: null,
  merchantAccountId: OPERATING,
  from: { kind: "bank_account" as const, bankAccountId: vendor.bankAccountId, agreedOn, accountNumber },
});
const collectionOf = (id: string) => rig.prisma.collection.findUniqueOrThrow({ where: { id } });
const stepsOf = async (intentId: string) =>
  (await rig.prisma.attempt.findMany({ where: { intentId }, orderBy: { id: "asc" } })).map(
    ({ step, state }) => `${step} ${state}`,
  );
const movesOf = async (id: string) => rig.movesOf((await collectionOf(id)).reference);
const jetpaysStateOf = async (id: string) =>
  (await rig.ledgerOf((await collectionOf(id)).reference)).map(({ state }) => state);
const isAlerted = async (id: string) =>
  (await rig.prisma.alert.count({ where: { key: `unknown:${id}`, clearedAt: null } })) === 1;
const withJetpay = <Who extends Ctx>(ctx: Who, jetpay: Partial<Ctx["jetpay"]>): Who => ({
  ...ctx,
  jetpay: { ...ctx.jetpay, ...jetpay },
});
const expectCompleted = (id: string) =>
  vi.waitFor(async () => expect((await collectionOf(id)).state).toBe("completed"), { timeout: 20_000 });
/** Paid once and no more, by Jetpay's own books and ours. */
const expectPaidOnce = async (id: string) => {
  await expectCompleted(id);
  const moves = await movesOf(id);
  expect(moves.filter((move) => move === "created")).toHaveLength(1);
  expect(moves.filter((move) => move === "pulled")).toHaveLength(1);
  expect(await collectionOf(id)).toMatchObject({ nextStep: null, link: null, waitingFor: null });
};
/** A debit that is made and not yet paid, because Jetpay was busy. */
async function waitingToBePaid(ctx: StaffCtx = rig.operator, source: Source = {}): Promise<string> {
  const sent = form(source);
  await rig.fault({ path: PAY, fault: "rate_limit", retryAfter: 7 });
  expect(await collectFromMethod(ctx, sent)).toMatchObject({ state: "waiting" });
  return sent.collectionId;
}
/** A debit whose call to pay Jetpay has carried out, or not, and whose answer was lost. */
async function unknownPay(fault: string): Promise<string> {
  const sent = form();
  await rig.call("POST", "/_sandbox/deliveries/hold");
  await rig.fault({ path: PAY, fault });
  await expect(collectFromMethod(rig.operator, sent)).rejects.toMatchObject({ code: "outcome_unknown" });
  expect(await collectionOf(sent.collectionId)).toMatchObject({ state: "unknown", nextStep: "pay" });
  return sent.collectionId;
}
async function release() {
  await rig.call("POST", "/_sandbox/deliveries/release");
  await rig.deliver();
}

describe("a debit from a saved account is created, then paid, at most once", () => {
  test("both calls are made at once and it follows Jetpay's events to completed", async () => {
    const sent = form();
    const { collectionId } = sent;
    expect(await collectFromMethod(rig.operator, sent)).toEqual({ collectionId, state: "in_progress" });
    expect(await stepsOf(collectionId)).toEqual(["create accepted", "pay accepted"]);
    expect((await collectionOf(collectionId)).agreedOn?.toISOString()).toBe("2026-05-04T00:00:00.000Z");
    await expectPaidOnce(collectionId);
  });

  test("a Jetpay that takes the payment by PUT is a matter of a setting", async () => {
    await rig.vary({ payDebitMethod: "PUT" });
    const { operator } = rig.deskWith({ JETPAY_SETTINGS: '{"payDebitMethod":"PUT"}' });
    const sent = form();
    await collectFromMethod(operator, sent);
    await expectPaidOnce(sent.collectionId);
  });

  test("a double click and a resent form debit once; other values under the same id are refused", async () => {
    const sent = form();
    await Promise.all(Array.from({ length: 5 }, () => collectFromMethod(rig.operator, sent)));
    await collectFromMethod(rig.operator, sent);
    const other = { ...sent, from: { ...sent.from, agreedOn: "2026-05-05" } };
    await expect(collectFromMethod(rig.operator, other)).rejects.toMatchObject({ code: "already_exists" });
    await expectPaidOnce(sent.collectionId);
  });

  test("told to slow down between the two, it waits and a job pays once", async () => {
    const id = await waitingToBePaid();
    const waiting = await collectionOf(id);
    expect(waiting).toMatchObject({ state: "waiting", nextStep: "pay", link: null });
    expect(waiting.transactionId).not.toBeNull();
    await rig.deliver();
    expect(await collectionOf(id)).toMatchObject({ state: "waiting", nextStep: "pay" });
    rig.wait(20);
    expect((await sweep(rig.clock)).due).toBeGreaterThanOrEqual(1);
    await Promise.all(Array.from({ length: 4 }, () => sendCollection(rig.clock, id)));
    expect(await stepsOf(id)).toEqual(["create accepted", "pay not_sent", "pay accepted"]);
    await expectPaidOnce(id);
  });

  test("killed between the two calls, the sweep and a job pay once", async () => {
    const sent = form();
    const dies: typeof rig.operator = {
      ...rig.operator,
      audited: ((entry, work) =>
        entry.deed === "attempt.begin" && entry.after?.["step"] === "pay"
          ? Promise.reject(new Error("killed"))
          : rig.operator.audited(entry, work)) as typeof rig.operator.audited,
    };
    await expect(collectFromMethod(dies, sent)).rejects.toThrow("killed");
    expect(await collectionOf(sent.collectionId)).toMatchObject({ state: "waiting", nextStep: "pay" });
    expect((await sweep(rig.clock)).due).toBeGreaterThanOrEqual(1);
    expect(await sendCollection(rig.clock, sent.collectionId)).toBe("accepted");
    expect(await stepsOf(sent.collectionId)).toEqual(["create accepted", "pay accepted"]);
    await expectPaidOnce(sent.collectionId);
  });

  test("an unknown creation is never paid", async () => {
    const sent = form();
    await rig.fault({ method: "PUT", path: "/debit", fault: "error_500_after_commit" });
    await expect(collectFromMethod(rig.operator, sent)).rejects.toMatchObject({ code: "outcome_unknown" });
    await sweep(rig.clock);
    expect(await sendCollection(rig.clock, sent.collectionId)).toBe("not_due");
    expect(await collectionOf(sent.collectionId)).toMatchObject({ state: "unknown", nextStep: "create" });
    expect(await movesOf(sent.collectionId)).toEqual(["created"]);
  });

  test("a debit that somebody paid on its link meanwhile is not paid again", async () => {
    const id = await waitingToBePaid();
    await rig.call("POST", `/_sandbox/pay/${(await collectionOf(id)).transactionId}`, {});
    await rig.deliver();
    rig.wait(20);
    expect(await sendCollection(rig.clock, id)).toBe("not_due");
    expect(await stepsOf(id)).toEqual(["create accepted", "pay not_sent"]);
    await expectPaidOnce(id);
  });

  test("an event before the answer of the payment, and the answer, end in one state", async () => {
    const sent = form();
    const early = withJetpay(rig.operator, {
      payDebit: async (...given) => {
        const answer = await rig.desk.jetpay.payDebit(...given);
        await rig.deliver();
        expect(["in_progress", "completed"]).toContain((await collectionOf(sent.collectionId)).state);
        return answer;
      },
    });
    await collectFromMethod(early, sent);
    expect(await stepsOf(sent.collectionId)).toEqual(["create accepted", "pay accepted"]);
    await expectPaidOnce(sent.collectionId);
  });
});

describe("a payment whose answer was lost", () => {
  test.each(["commit_then_drop", "error_500_after_commit", "garbage_after_commit", "cut_body_after_commit"])(
    "%s: unknown, never paid again; its event settles it and the sweep the attempt",
    async (fault) => {
      const id = await unknownPay(fault);
      expect(await isAlerted(id)).toBe(true);
      rig.wait(400);
      expect((await sweep(rig.clock)).paid).toBe(0);
      expect(await sendCollection(rig.clock, id)).toBe("not_due");
      await release();
      expect((await collectionOf(id)).state).not.toBe("unknown");
      expect((await sweep(rig.clock)).paid).toBe(1);
      expect(await stepsOf(id)).toEqual(["create accepted", "pay accepted"]);
      expect(await isAlerted(id)).toBe(false);
      await expectPaidOnce(id);
    },
  );

  test("killed during the payment: unknown by the sweep, then adopted by its event", async () => {
    const sent = form();
    const { collectionId } = sent;
    await rig.call("POST", "/_sandbox/deliveries/hold");
    const dies = withJetpay(rig.operator, {
      payDebit: async (...given) => {
        await rig.desk.jetpay.payDebit(...given);
        throw new Error("killed");
      },
    });
    await expect(collectFromMethod(dies, sent)).rejects.toThrow("killed");
    rig.wait(61);
    await sweep(rig.clock);
    expect(await collectionOf(collectionId)).toMatchObject({ state: "unknown", nextStep: "pay" });
    expect(await isAlerted(collectionId)).toBe(true);
    await release();
    expect((await sweep(rig.clock)).paid).toBe(1);
    expect(await isAlerted(collectionId)).toBe(false);
    await expectPaidOnce(collectionId);
  });

  test("Jetpay never had it: unknown until a person cancels the debit, which settles it", async () => {
    const id = await unknownPay("drop_before_commit");
    await release();
    expect((await collectionOf(id)).state).toBe("unknown");
    expect(await cancelCollection(rig.operator, { collectionId: id })).toEqual({ state: "cancelled" });
    await rig.deliver();
    await sweep(rig.clock);
    expect(await isAlerted(id)).toBe(false);
    expect(await stepsOf(id)).toEqual(["create accepted", "pay refused"]);
    expect(await collectionOf(id)).toMatchObject({ state: "cancelled", nextStep: null });
    expect(await movesOf(id)).toEqual(["created", "cancelled"]);
  });

  test.each(["409", "400", "ok_false"])(
    "too late to cancel (%s): it stays unknown until the event tells",
    async (lateCancel) => {
      await rig.vary({ lateCancel });
      const id = await unknownPay("commit_then_drop");
      await expect(cancelCollection(rig.operator, { collectionId: id })).rejects.toMatchObject({
        code: "jetpay_refused",
      });
      expect((await collectionOf(id)).state).toBe("unknown");
      await release();
      await expectPaidOnce(id);
    },
  );
});

describe("a payment that Jetpay refuses", () => {
  const refusing = () =>
    withJetpay(rig.operator, {
      payDebit: ({ transactionId }) =>
        rig.desk.jetpay.payDebit({ transactionId, from: { kind: "account", bankAccountId: randomUUID() } }),
    });

  test("is refused in its words; a job withdraws the debit, once, and it stays refused", async () => {
    const sent = form();
    const { collectionId } = sent;
    await expect(collectFromMethod(refusing(), sent)).rejects.toMatchObject({ code: "jetpay_refused" });
    const [job] = await rig.prisma.$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM graphile_worker._private_jobs WHERE key = ${`withdraw_debit:${collectionId}`}`;
    expect(job?.n).toBe(1n);
    await withdrawDebit(rig.clock, collectionId);
    await withdrawDebit(rig.clock, collectionId);
    await rig.deliver();
    const collection = await collectionOf(collectionId);
    expect(collection).toMatchObject({ state: "refused", nextStep: null });
    expect(collection.problem).toContain("withdrawn");
    expect(await movesOf(collectionId)).toEqual(["created", "cancelled"]);
    expect(await rig.prisma.auditEntry.count({ where: { deed: "collection.withdraw" } })).toBe(1);
    expect(
      await rig.prisma.$queryRaw`SELECT kind FROM failure WHERE collection_id = ${collectionId}::uuid`,
    ).toEqual([{ kind: "refused" }]);
  });

  test("a withdrawal whose answer was lost is told as done, by Jetpay's status or by its event", async () => {
    for (const isTold of [false, true]) {
      await rig.vary({ cancelRaisesEvent: isTold });
      const sent = form();
      const { collectionId } = sent;
      await expect(collectFromMethod(refusing(), sent)).rejects.toMatchObject({ code: "jetpay_refused" });
      const lost = withJetpay(rig.clock, {
        cancelTransaction: async (...given) => {
          await rig.desk.jetpay.cancelTransaction(...given);
          return { kind: "unknown" as const, words: "no answer" };
        },
      });
      await expect(withdrawDebit(lost, collectionId)).rejects.toThrow("withdrawn");
      await rig.deliver();
      await rig.prisma.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
      await sweep(rig.clock);
      const [job] = await rig.prisma.$queryRaw<{ n: bigint }[]>`
        SELECT count(*) AS n FROM graphile_worker._private_jobs WHERE key = ${`withdraw_debit:${collectionId}`}`;
      expect(job?.n).toBe(1n);
      await withdrawDebit(rig.clock, collectionId);
      const { state, withdrawal, problem } = await collectionOf(collectionId);
      expect([state, withdrawal]).toEqual(["refused", "withdrawn"]);
      expect(problem).toContain("was withdrawn");
    }
  });

  test("a withdrawal that Jetpay does not answer is tried again by its job", async () => {
    const sent = form();
    await expect(collectFromMethod(refusing(), sent)).rejects.toMatchObject({ code: "jetpay_refused" });
    const silent = withJetpay(rig.clock, {
      cancelTransaction: async () => ({ kind: "unknown" as const, words: "no answer" }),
    });
    await expect(withdrawDebit(silent, sent.collectionId)).rejects.toThrow("withdrawn");
    await withdrawDebit(rig.clock, sent.collectionId);
    expect(await movesOf(sent.collectionId)).toEqual(["created", "cancelled"]);
  });
});

describe("cancelling before the payment", () => {
  test.each([true, false])("is asked of Jetpay first, with an event of it: %s", async (cancelRaisesEvent) => {
    await rig.vary({ cancelRaisesEvent });
    const id = await waitingToBePaid();
    expect(await cancelCollection(rig.operator, { collectionId: id })).toEqual({ state: "cancelled" });
    await rig.deliver();
    rig.wait(20);
    expect(await sendCollection(rig.clock, id)).toBe("not_due");
    expect(await collectionOf(id)).toMatchObject({ state: "cancelled", nextStep: null, waitingFor: null });
    expect(await movesOf(id)).toEqual(["created", "cancelled"]);
  });

  test("and paying at the same moment end as Jetpay's books say, each time", async () => {
    for (let race = 0; race < 8; race++) {
      const id = await waitingToBePaid();
      rig.wait(20);
      await Promise.allSettled([
        cancelCollection(rig.operator, { collectionId: id }),
        sendCollection(rig.clock, id),
      ]);
      await rig.deliver();
      const [jetpays] = await jetpaysStateOf(id);
      const { state } = await collectionOf(id);
      if (jetpays === "cancelled") expect(["cancelled", "refused"]).toContain(state);
      else expect(["in_progress", "completed"]).toContain(state);
    }
  });

  /** Jetpay hears the request, or does not, and its answer is lost either way. */
  const deaf = (isHeard: boolean) =>
    withJetpay(rig.operator, {
      cancelTransaction: async (...given) => {
        if (isHeard) await rig.desk.jetpay.cancelTransaction(...given);
        return { kind: "unknown" as const, words: "no answer" };
      },
    });

  test.each([
    [true, true],
    [true, false],
    [false, true],
  ])(
    "whose answer was lost (heard: %s, told by an event: %s): nothing is paid, and asking again tells",
    async (isHeard, cancelRaisesEvent) => {
      await rig.vary({ cancelRaisesEvent });
      const id = await waitingToBePaid();
      await rig.call("POST", "/_sandbox/deliveries/hold");
      await expect(cancelCollection(deaf(isHeard), { collectionId: id })).rejects.toMatchObject({
        code: "outcome_unknown",
      });
      rig.wait(20);
      await sweep(rig.clock);
      expect(await sendCollection(rig.clock, id)).toBe("not_due");
      expect((await rig.desk.read.collection(id))?.waitingFor).toContain("cancel it once more");
      expect(await cancelCollection(rig.operator, { collectionId: id })).toEqual({ state: "cancelled" });
      await release();
      expect(await sendCollection(rig.clock, id)).toBe("not_due");
      expect(await collectionOf(id)).toMatchObject({ state: "cancelled", nextStep: null });
      expect(await stepsOf(id)).toEqual(["create accepted", "pay not_sent"]);
      expect(await movesOf(id)).toEqual(["created", "cancelled"]);
    },
  );

  test("killed after the request left: nothing is paid until somebody asks again", async () => {
    const id = await waitingToBePaid();
    const dies = withJetpay(rig.operator, {
      cancelTransaction: () => Promise.reject(new Error("killed")),
    });
    await expect(cancelCollection(dies, { collectionId: id })).rejects.toThrow("killed");
    rig.wait(20);
    await sweep(rig.clock);
    expect(await sendCollection(rig.clock, id)).toBe("not_due");
    expect(await cancelCollection(rig.operator, { collectionId: id })).toEqual({ state: "cancelled" });
  });

  test.each(["refused", "not_sent"] as const)(
    "surely not done (%s): it goes on and is paid once",
    async (kind) => {
      const id = await waitingToBePaid();
      const no = withJetpay(rig.operator, {
        cancelTransaction: async () =>
          kind === "refused"
            ? { kind, status: 409, words: "not now", declineReason: null }
            : { kind, reason: "unreachable" as const, retryAfterMs: null, words: "no line" },
      });
      await expect(cancelCollection(no, { collectionId: id })).rejects.toMatchObject({
        code: kind === "refused" ? "jetpay_refused" : "jetpay_unreachable",
      });
      rig.wait(20);
      expect(await sendCollection(rig.clock, id)).toBe("accepted");
      await expectPaidOnce(id);
    },
  );

  test("one that did not leave does not let go what a colleague asks for meanwhile", async () => {
    const id = await waitingToBePaid();
    const lost = withJetpay(rig.operator, {
      cancelTransaction: async () => ({ kind: "unknown", words: "the line broke" }),
    });
    const late = withJetpay(rig.operator, {
      cancelTransaction: async () => {
        await expect(cancelCollection(lost, { collectionId: id })).rejects.toMatchObject({
          code: "outcome_unknown",
        });
        return { kind: "not_sent", reason: "unreachable", retryAfterMs: null, words: "no line" };
      },
    });
    await expect(cancelCollection(late, { collectionId: id })).rejects.toMatchObject({
      code: "jetpay_unreachable",
    });
    rig.wait(20);
    expect(await sendCollection(rig.clock, id)).toBe("not_due");
  });

  test("is refused while a call is under way", async () => {
    const id = await waitingToBePaid();
    await rig.prisma.$executeRaw`UPDATE collection SET state = 'sending' WHERE id = ${id}::uuid`;
    await expect(cancelCollection(rig.operator, { collectionId: id })).rejects.toMatchObject({
      code: "state_forbids",
    });
  });
});

describe("what a debit needs", () => {
  test("an account of that customer, ready to be used", async () => {
    const other = await rig.vendor("4444444");
    const sent = form();
    const wrong = { ...sent, from: { ...sent.from, bankAccountId: other.bankAccountId } };
    await expect(collectFromMethod(rig.operator, wrong)).rejects.toMatchObject({
      fields: { "from.bankAccountId": expect.anything() as unknown },
    });
    await rig.prisma.bankAccount.update({ where: { id: other.bankAccountId }, data: { state: "unknown" } });
    const unready = { ...wrong, contactId: other.contactId };
    await expect(collectFromMethod(rig.operator, unready)).rejects.toMatchObject({ code: "bad_input" });
    expect(await rig.prisma.collection.count({ where: { id: sent.collectionId } })).toBe(0);
  });

  test("an agreement that is signed already", async () => {
    await expect(collectFromMethod(rig.operator, form({ agreedOn: "2999-01-01" }))).rejects.toMatchObject({
      fields: { "from.agreedOn": expect.anything() as unknown },
    });
    const { amount: _amount, ...rest } = { ...form(), note: "" };
    for (const agreedOn of [undefined, "", "2026-02-30", "0001-01-01", "yesterday"]) {
      const read = CollectFromMethod.safeParse({ ...rest, amount: "5", from: { ...rest.from, agreedOn } });
      expect(new Set(read.error?.issues.map(({ path }) => path.join(".")))).toEqual(
        new Set(["from.agreedOn"]),
      );
    }
  });
});

describe("a Jetpay that asks for the account number at every payment", () => {
  const NUMBER = "9876501234";
  const details = () => rig.deskWith({ JETPAY_SETTINGS: '{"payDebitBy":"details"}' });
  beforeAll(async () => {
    vendor = await rig.vendor(NUMBER);
  });
  beforeEach(() => rig.vary({ payDebitBy: "details" }));

  test("takes it in the form; without it or with another, nothing is begun", async () => {
    const { desk, operator } = details();
    expect([desk.asksForAccountNumber, rig.desk.asksForAccountNumber]).toEqual([true, false]);
    for (const accountNumber of [null, "1111111"]) {
      const sent = form({ accountNumber });
      await expect(collectFromMethod(operator, sent)).rejects.toMatchObject({
        code: "bad_input",
        fields: { "from.accountNumber": expect.not.stringContaining("1111111") as string },
      });
      expect(await rig.prisma.collection.count({ where: { id: sent.collectionId } })).toBe(0);
    }
    const sent = form({ accountNumber: NUMBER });
    await collectFromMethod(operator, sent);
    await expectPaidOnce(sent.collectionId);
  });

  test("what did not leave waits for a colleague, not for a job, and is paid once with the right number", async () => {
    const { operator, clock } = details();
    const collectionId = await waitingToBePaid(operator, { accountNumber: NUMBER });
    expect((await collectionOf(collectionId)).waitingFor).toBe(
      "a colleague to enter the account number again",
    );
    rig.wait(20);
    expect((await sweep(clock)).due).toBe(0);
    expect(await sendCollection(clock, collectionId)).toBe("not_due");
    await expect(payCollection(operator, { collectionId, accountNumber: "1111111" })).rejects.toMatchObject({
      code: "bad_input",
      fields: { accountNumber: expect.anything() as unknown },
    });
    await Promise.allSettled(
      Array.from({ length: 4 }, () => payCollection(operator, { collectionId, accountNumber: NUMBER })),
    );
    await expectPaidOnce(collectionId);
    await expect(payCollection(operator, { collectionId, accountNumber: NUMBER })).rejects.toMatchObject({
      code: "state_forbids",
    });
  });

  test("the number is kept nowhere", async () => {
    const tables = await rig.prisma.$queryRaw<{ name: string }[]>`
      SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_schema IN ('public', 'graphile_worker') AND table_type = 'BASE TABLE'`;
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const found = await rig.prisma.$queryRawUnsafe<{ n: bigint }[]>(
        `SELECT count(*) AS n FROM ${name} t WHERE to_jsonb(t)::text LIKE '%${NUMBER}%'`,
      );
      expect([name, found[0]?.n]).toEqual([name, 0n]);
    }
  });
});
