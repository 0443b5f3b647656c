import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askCollection, cancelCollection, collectFromMethod, withdrawDebit } from "../commands/collections";
import { sendCollection } from "../commands/collections";
import { addBankAccount, captureCard } from "../commands/contacts";
import type { Ctx, StaffCtx } from "../commands/context";
import { readFailure } from "../commands/failures";
import { approvePayout, makePayout, sendPayout } from "../commands/payouts";
import { releaseSending } from "../commands/sending";
import {
  changeWebhook,
  deleteWebhook,
  listWebhooks,
  registerWebhook,
  replayEvents,
  ReplayEvents,
} from "../commands/webhooks";
import { AmountInput } from "../domain/money-input";
import { VARIANT_NAMES, Variants } from "../sandbox/variants";
import { jetpayDelivery } from "../server/jetpay-delivery";
import { startHook } from "./contract-rig";
import { OPERATING, startRig, type Rig } from "./rig";

let rig: Rig;
let hooked: Awaited<ReturnType<typeof startHook>>;
let customer: { contactId: string; bankAccountId: string };
beforeAll(async () => {
  rig = await startRig("sides");
  hooked = await startHook(jetpayDelivery);
  await rig.call("POST", "/_sandbox/clock", { now: new Date().toISOString() });
  customer = await rig.vendor();
  await listenAnew();
});
afterAll(async () => {
  await hooked.stop();
  await rig.stop();
});

const FIRST = Variants.parse({});
const covered = new Map<string, Set<unknown>>();
const rows = new Set<number>();

/** The desk at a Jetpay that has chosen so, and for the rest is as the sandbox starts. The row is the question's number. */
function sides(
  row: number,
  what: string,
  choices: readonly Partial<Variants>[],
  works: (side: Variants) => Promise<void>,
) {
  rows.add(row);
  for (const choice of choices) {
    for (const [name, value] of Object.entries(choice))
      covered.set(name, (covered.get(name) ?? new Set()).add(value));
    const words = Object.values(choice).join(", ");
    test(`${row}. ${what}: ${words}`, async () => {
      await rig.call("POST", "/_sandbox/deliveries/release", {});
      if (row <= LAST_ABOUT_WEBHOOKS) await listenAnew();
      await rig.vary({ ...FIRST, ...choice });
      await works({ ...FIRST, ...choice });
    });
  }
}

const LAST_ABOUT_WEBHOOKS = 6;

/** One webhook, ours, that knows of nothing old. */
async function listenAnew() {
  await rig.vary(FIRST);
  hooked.hook.at = rig.desk;
  hooked.hook.refusals = 0;
  for (const { identifier } of await listWebhooks(rig.operator))
    await deleteWebhook(rig.operator, { identifier });
  return listen();
}
type ReplayFrom = Parameters<typeof registerWebhook>[1]["replayFrom"];
const listen = (replayFrom: ReplayFrom = null) =>
  registerWebhook(rig.operator, { callbackUrl: hooked.url, callbackApiKey: null, replayFrom });
async function ourWebhook() {
  const [webhook] = await listWebhooks(rig.operator);
  if (webhook === undefined) throw new Error("no webhook is registered");
  return webhook;
}

const formOf = (amount: string) => ({
  collectionId: randomUUID(),
  contactId: customer.contactId,
  amount: AmountInput.parse(amount),
  statement: "ORDER 7",
  note: null,
  merchantAccountId: OPERATING,
});
async function asked(amount = "25.00", who: StaffCtx = rig.operator): Promise<string> {
  const form = formOf(amount);
  expect(await askCollection(who, form)).toEqual({ collectionId: form.collectionId, state: "asked" });
  return form.collectionId;
}
type Source = Parameters<typeof collectFromMethod>[1]["from"];
const fromCard = (cardId: string): Source => ({ kind: "card", cardId });
const fromAccount = (accountNumber: string | null = null): Source => ({
  kind: "bank_account",
  bankAccountId: customer.bankAccountId,
  agreedOn: "2026-01-05",
  accountNumber,
});

const refused = (code: string, words = /./) => ({
  name: "Refusal",
  code,
  message: expect.stringMatching(words) as string,
});
const collection = (id: string) => rig.prisma.collection.findUniqueOrThrow({ where: { id } });
const stateOf = async (id: string) => (await collection(id)).state;
const transactionOf = async (id: string) => (await collection(id)).transactionId ?? "";
const movesOf = async (id: string) => rig.movesOf((await collection(id)).reference);
const eventsOf = async (id: string) =>
  rig.prisma.event.findMany({ where: { transactionId: await transactionOf(id) }, orderBy: { id: "asc" } });
const pay = async (id: string, how: object = {}) =>
  rig.call("POST", `/_sandbox/pay/${await transactionOf(id)}`, how);
const drain = () => rig.call("POST", "/_sandbox/drain", {});

/** Every row that events can change, with the transaction that wrote it last. */
const views = () =>
  rig.prisma
    .$queryRaw`SELECT xmin::text, id::text, state FROM collection UNION ALL SELECT xmin::text, id, state FROM transaction ORDER BY 2`;

async function replaysFrom(from: ReplayEvents["from"]) {
  const { identifier } = await ourWebhook();
  return (await replayEvents(rig.operator, { identifier, from })).webhook;
}

sides(
  1,
  "the last event sent, after a replay",
  [{ lastSentAfterReplay: "highest" }, { lastSentAfterReplay: "goes_back" }],
  async ({ lastSentAfterReplay }) => {
    const [first, second] = [await asked(), await asked()];
    await rig.deliver();
    const [oldest] = await eventsOf(first);
    const newest = (await eventsOf(second)).at(-1);
    const before = await views();
    await rig.call("POST", "/_sandbox/deliveries/hold", {});
    const { lastSentEventId } = await replaysFrom({ eventId: oldest?.id ?? 0n });
    const lower = `${(oldest?.id ?? 0n) - 1n}`;
    expect(lastSentEventId).toBe(lastSentAfterReplay === "highest" ? `${newest?.id}` : lower);
    const known = await rig.prisma.event.count();
    await rig.call("POST", "/_sandbox/deliveries/release", {});
    await rig.deliver();
    expect((await ourWebhook()).lastSentEventId).toBe(`${newest?.id}`);
    expect(await rig.prisma.webhookDelivery.findFirst({ orderBy: { id: "desc" } })).toMatchObject({
      verdict: "duplicate",
      newCount: 0,
    });
    expect(await rig.prisma.event.count()).toBe(known);
    expect(await views()).toEqual(before);
  },
);

sides(
  2,
  "both replay fields at once",
  [{ bothReplayFields: "422" }, { bothReplayFields: "id_wins" }],
  async ({ bothReplayFields }) => {
    const id = await asked();
    await rig.deliver();
    const { identifier } = await ourWebhook();
    const [event] = await eventsOf(id);
    const both = { replay_from_event_id: Number(event?.id), replay_from_timestamp: "2026-01-22T10:15:30Z" };
    const raw = rig.call("PATCH", `/webhooks/${identifier}`, both);
    await (bothReplayFields === "422"
      ? expect(raw).rejects.toThrow("422")
      : expect(raw).resolves.toBeTruthy());
    const twice = { eventId: `${event?.id}`, since: "2026-01-22T10:15:30Z" };
    expect(ReplayEvents.safeParse({ identifier, from: twice }).success).toBe(false);
    const before = await views();
    const starts: ReplayEvents["from"][] = [
      { eventId: event?.id ?? 0n },
      { createdAt: event?.createdAt ?? new Date() },
    ];
    for (const from of starts) {
      const deliveries = await rig.prisma.webhookDelivery.count();
      await replaysFrom(from);
      await rig.deliver();
      expect(await rig.prisma.webhookDelivery.count()).toBeGreaterThan(deliveries);
    }
    expect(await views()).toEqual(before);
  },
);

sides(
  3,
  "a change of a webhook replays and revives",
  [{ patchRevives: true }, { patchRevives: false }],
  async ({ patchRevives }) => {
    const { identifier } = await ourWebhook();
    const sizes = { maxBatchSize: 7, maxWaitSeconds: 90 };
    expect(await changeWebhook(rig.operator, { identifier, ...sizes, callbackApiKey: null })).toMatchObject(
      sizes,
    );
    hooked.hook.refusals = Number.POSITIVE_INFINITY;
    const missed = await asked();
    while ((await ourWebhook()).state !== "failed") await rig.deliver();
    hooked.hook.refusals = 0;
    expect(await eventsOf(missed)).toEqual([]);
    if (patchRevives) expect(await listen()).toEqual({ identifier });
    else {
      await expect(listen()).rejects.toMatchObject(refused("jetpay_refused", /given up .* register it anew/));
      await expect(replaysFrom({ eventId: 1n })).rejects.toMatchObject(
        refused("jetpay_refused", /still failed/),
      );
      await deleteWebhook(rig.operator, { identifier });
      await listen({ eventId: 1n });
    }
    await rig.deliver();
    expect(await eventsOf(missed)).toHaveLength(1);
  },
);

type Listed = { eventIds: number[]; status: number | null };
const accepted = async () =>
  ((await rig.call("GET", "/_sandbox/deliveries")) as Listed[]).filter(({ status }) => status === 200);

sides(
  4,
  "a batch that is sent again",
  [{ retriedBatch: "same" }, { retriedBatch: "recut" }],
  async ({ retriedBatch }) => {
    hooked.hook.refusals = Number.POSITIVE_INFINITY;
    const first = await asked();
    await rig.deliver();
    await rig.call("POST", "/_sandbox/deliveries/hold", {});
    const second = await asked();
    const before = (await accepted()).length;
    hooked.hook.refusals = 0;
    await rig.call("POST", "/_sandbox/deliveries/release", {});
    await rig.deliver();
    const sizes = (await accepted()).slice(before).map(({ eventIds }) => eventIds.length);
    expect(sizes).toEqual(retriedBatch === "same" ? [1, 1] : [2]);
    for (const id of [first, second])
      expect((await eventsOf(id)).map(({ type }) => type)).toEqual(["transactions.debits.created"]);
  },
);

sides(
  5,
  "a new registration without a replay",
  [{ newRegistration: "later_events" }, { newRegistration: "all_events" }],
  async ({ newRegistration }) => {
    await deleteWebhook(rig.operator, await ourWebhook());
    const unheard = await asked();
    const before = await views();
    await listen();
    await rig.deliver();
    expect(await eventsOf(unheard)).toHaveLength(newRegistration === "all_events" ? 1 : 0);
    await deleteWebhook(rig.operator, await ourWebhook());
    const known = await rig.prisma.event.findFirstOrThrow({ orderBy: { id: "asc" } });
    await listen({ eventId: known.id });
    await rig.deliver();
    expect(await eventsOf(unheard)).toHaveLength(1);
    const later = await asked();
    await rig.deliver();
    expect([await stateOf(unheard), await stateOf(later)]).toEqual(["asked", "asked"]);
    const others = (rows: unknown) => (rows as { id: string }[]).filter(({ id }) => !news.has(id));
    const news = new Set([unheard, later, await transactionOf(unheard), await transactionOf(later)]);
    expect(others(await views())).toEqual(others(before));
  },
);

const accountOf = (contactId: string) => ({
  bankAccountId: randomUUID(),
  contactId,
  institutionNumber: "004",
  transitNumber: "27601",
  accountNumber: "7654321",
  accountType: "savings" as const,
  title: "Savings",
  holderName: "Maple Woodworks",
  holderEmail: "pay@maple.example",
  street: "1 Queen Street",
  city: "Toronto",
  postalCode: "K1A 0B1",
  country: "CA",
});
const bankAccount = (id: string) => rig.prisma.bankAccount.findUniqueOrThrow({ where: { id } });

sides(
  6,
  "mandatory fields of a bank account",
  [{ bankAccountFields: "numbers_and_holder" }, { bankAccountFields: "all" }],
  async () => {
    const form = accountOf(customer.contactId);
    await addBankAccount(rig.operator, form);
    expect(await bankAccount(form.bankAccountId)).toMatchObject({ state: "active" });
  },
);

sides(7, "ids of nobody", [{ unknownIds: 404 }, { unknownIds: 422 }], async () => {
  const { contactId } = await rig.vendor();
  const cancelled = await asked();
  await rig.prisma.contact.update({ where: { id: contactId }, data: { jetpayId: randomUUID() } });
  const account = accountOf(contactId);
  await expect(addBankAccount(rig.operator, account)).rejects.toMatchObject(
    refused("jetpay_refused", /Contact not found/),
  );
  expect(await bankAccount(account.bankAccountId)).toMatchObject({ state: "refused" });
  await expect(captureCard(rig.operator, { cardId: randomUUID(), contactId })).rejects.toMatchObject(
    refused("jetpay_refused", /Contact not found/),
  );
  const form = { ...formOf("12.00"), contactId };
  await expect(askCollection(rig.operator, form)).rejects.toMatchObject(
    refused("jetpay_refused", /Contact not found/),
  );
  expect(await stateOf(form.collectionId)).toBe("refused");
  expect(await movesOf(form.collectionId)).toEqual([]);
  const id = randomUUID();
  await rig.prisma.$executeRaw`INSERT INTO transaction (id, direction) VALUES (${id}, 'debit')`;
  await rig.prisma.collection.update({ where: { id: cancelled }, data: { transactionId: id } });
  await expect(cancelCollection(rig.operator, { collectionId: cancelled })).rejects.toMatchObject(
    refused("jetpay_refused", /Transaction not found/),
  );
  expect(await stateOf(cancelled)).toBe("asked");
  await expect(deleteWebhook(rig.operator, { identifier: randomUUID() })).rejects.toMatchObject({
    name: "Refusal",
    code: expect.stringMatching(/^(not_found|jetpay_refused)$/) as string,
  });
});

sides(8, "a token that is not taken", [{ missingToken: 401 }, { missingToken: 403 }], async () => {
  const locked = rig.deskWith({ JETPAY_API_TOKEN: "a-token-of-somebody-else" });
  const form = formOf("18.00");
  expect(await askCollection(locked.operator, form)).toMatchObject({ state: "waiting" });
  expect((await rig.desk.read.truth(new Date())).paused).not.toBeNull();
  expect(await sendCollection(rig.clock, form.collectionId)).not.toBe("accepted");
  expect(await movesOf(form.collectionId)).toEqual([]);
  await releaseSending(rig.operator, { reason: "A new token is in place." });
  rig.wait(3_600);
  expect(await sendCollection(rig.clock, form.collectionId)).toBe("accepted");
  expect(await stateOf(form.collectionId)).toBe("asked");
  expect(await movesOf(form.collectionId)).toEqual(["created"]);
});

sides(
  9,
  "cancelling too late",
  [{ lateCancel: "409" }, { lateCancel: "400" }, { lateCancel: "ok_false" }],
  async () => {
    const collectionId = await asked();
    await rig.call("POST", "/_sandbox/deliveries/hold", {});
    await pay(collectionId);
    await drain();
    await expect(cancelCollection(rig.operator, { collectionId })).rejects.toMatchObject(
      refused("jetpay_refused", /^Jetpay would not cancel it/),
    );
    expect(await stateOf(collectionId)).toBe("asked");
    await rig.call("POST", "/_sandbox/deliveries/release", {});
    await rig.deliver();
    expect(await stateOf(collectionId)).toBe("completed");
  },
);

sides(
  10,
  "cancelling once initiated, and whether an event tells of it",
  [
    { cancelInitiated: "allowed", cancelRaisesEvent: true },
    { cancelInitiated: "allowed", cancelRaisesEvent: false },
    { cancelInitiated: "refused", cancelRaisesEvent: true },
    { cancelInitiated: "refused", cancelRaisesEvent: false },
  ],
  async ({ cancelInitiated, cancelRaisesEvent }) => {
    const [unpaid, initiated] = [await asked(), await asked()];
    await pay(initiated);
    await rig.deliver();
    expect(await stateOf(initiated)).toBe("in_progress");
    expect(await cancelCollection(rig.operator, { collectionId: unpaid })).toEqual({ state: "cancelled" });
    const attempt = cancelCollection(rig.operator, { collectionId: initiated });
    if (cancelInitiated === "allowed") expect(await attempt).toEqual({ state: "cancelled" });
    else await expect(attempt).rejects.toMatchObject(refused("jetpay_refused"));
    await drain();
    expect(await stateOf(unpaid)).toBe("cancelled");
    expect(await stateOf(initiated)).toBe(cancelInitiated === "allowed" ? "cancelled" : "completed");
    expect(await eventsOf(unpaid)).toHaveLength(cancelRaisesEvent ? 2 : 1);
  },
);

sides(
  11,
  "a declined charge",
  [{ declinedCharge: "402" }, { declinedCharge: "400" }, { declinedCharge: "failed" }],
  async ({ declinedCharge }) => {
    const cardId = await rig.card(customer.contactId, "4000000000009995");
    const form = { ...formOf("60.00"), from: fromCard(cardId) };
    const charge = () => collectFromMethod(rig.operator, form);
    const declined = refused("jetpay_refused", /declined and nothing was taken/);
    await expect(charge()).rejects.toMatchObject(declined);
    await expect(charge()).rejects.toMatchObject(declined);
    await drain();
    expect(await collection(form.collectionId)).toMatchObject({
      state: "declined",
      declineReason: "insufficient_funds",
    });
    expect(await movesOf(form.collectionId)).toEqual(
      declinedCharge === "failed" ? ["created", "failed"] : [],
    );
  },
);

sides(
  12,
  "the first event of a charge",
  [{ firstChargeEvent: "paid" }, { firstChargeEvent: "requested" }],
  async ({ firstChargeEvent }) => {
    const form = { ...formOf("61.00"), from: fromCard(await rig.card(customer.contactId)) };
    expect(await collectFromMethod(rig.operator, form)).toMatchObject({ state: "in_progress" });
    await rig.deliver();
    const told = (await eventsOf(form.collectionId)).map(({ state }) => state);
    expect(told).toEqual(firstChargeEvent === "paid" ? ["paid"] : ["requested", "paid"]);
    expect(await stateOf(form.collectionId)).toBe("in_progress");
    await drain();
    expect(await stateOf(form.collectionId)).toBe("completed");
    expect(await movesOf(form.collectionId)).toEqual(["created", "pulled", "pushed", "completed"]);
  },
);

async function paidOut(amount: string): Promise<string> {
  const payoutId = randomUUID();
  await makePayout(rig.operator, {
    payoutId,
    ...customer,
    amount: AmountInput.parse(amount),
    statement: "INVOICE 4821",
    note: null,
    merchantAccountId: OPERATING,
  });
  const shown = await rig.desk.read.payout(payoutId);
  if (shown === null) throw new Error("no such payout");
  await approvePayout(rig.approver, { payoutId, version: shown.version, seal: shown.seal });
  rig.wait(11);
  expect(await sendPayout(rig.clock, payoutId)).toBe("accepted");
  return payoutId;
}

sides(
  13,
  "names of later events",
  [{ laterEvents: "updated" }, { laterEvents: "by_state" }],
  async ({ laterEvents }) => {
    const byLink = await asked();
    await pay(byLink);
    const cardId = await rig.card(customer.contactId);
    const charged = async (amount: string) => {
      const form = { ...formOf(amount), from: fromCard(cardId) };
      await collectFromMethod(rig.operator, form);
      return form.collectionId;
    };
    const [sound, failing, returned] = [
      await charged("10.00"),
      await charged("10.02"),
      await charged("10.11"),
    ];
    const payouts = [await paidOut("30.00"), await paidOut("30.02"), await paidOut("30.11")];
    await drain();
    expect(await Promise.all([byLink, sound, failing, returned].map(stateOf))).toEqual([
      "completed",
      "completed",
      "failed",
      "returned",
    ]);
    const ends = await Promise.all(
      payouts.map((id) => rig.prisma.payout.findUniqueOrThrow({ where: { id } })),
    );
    expect(ends.map(({ state }) => state)).toEqual(["completed", "failed", "returned"]);
    const verbs = new Set((await eventsOf(byLink)).map(({ type }) => type.split(".").at(-1)));
    expect([...verbs]).toEqual(
      laterEvents === "updated" ? ["created", "updated"] : ["created", "initiated", "completed"],
    );
  },
);

sides(
  14,
  "how a debit is paid",
  (["POST", "PUT"] as const).flatMap((payDebitMethod) =>
    (["account", "details"] as const).map((payDebitBy) => ({ payDebitMethod, payDebitBy })),
  ),
  async ({ payDebitMethod, payDebitBy }) => {
    const set = rig.deskWith({ JETPAY_SETTINGS: JSON.stringify({ payDebitMethod, payDebitBy }) });
    expect(set.desk.asksForAccountNumber).toBe(payDebitBy === "details");
    const number = payDebitBy === "details" ? "1234567" : null;
    const form = { ...formOf("70.00"), from: fromAccount(number) };
    expect(await collectFromMethod(set.operator, form)).toMatchObject({ state: "in_progress" });
    await drain();
    expect(await stateOf(form.collectionId)).toBe("completed");
    expect(await movesOf(form.collectionId)).toEqual(["created", "pulled", "pushed", "completed"]);
    if (payDebitMethod === "POST" && payDebitBy === "account") return;
    const unset = { ...formOf("71.00"), from: fromAccount() };
    await expect(collectFromMethod(rig.operator, unset)).rejects.toMatchObject(refused("jetpay_refused"));
    await withdrawDebit(rig.clock, unset.collectionId);
    await drain();
    expect(await stateOf(unset.collectionId)).toBe("refused");
    expect(await movesOf(unset.collectionId)).toEqual(["created", "cancelled"]);
  },
);

const DECLINED_ON_LINK = { method: "card", card_number: "4000000000000002" };

sides(
  15,
  "a payment link after a declined card",
  [{ declinedCardSpendsLink: false }, { declinedCardSpendsLink: true }],
  async ({ declinedCardSpendsLink }) => {
    const id = await asked();
    await pay(id, DECLINED_ON_LINK);
    await rig.deliver();
    if (declinedCardSpendsLink) {
      expect(await stateOf(id)).toBe("failed");
      await expectReason(id, "card_declined");
      return;
    }
    expect(await stateOf(id)).toBe("asked");
    await pay(id, { method: "card" });
    await drain();
    expect(await stateOf(id)).toBe("completed");
  },
);

async function expectReason(id: string, reason: string, ctx: Ctx = rig.clock) {
  const transactionId = await transactionOf(id);
  await readFailure(ctx, transactionId);
  const found = await rig.prisma.transaction.findUniqueOrThrow({ where: { id: transactionId } });
  expect(found).toMatchObject({ failReason: reason, failDirection: "pull" });
}

sides(
  16,
  "brand and last four of a card",
  [{ cardDetails: "event" }, { cardDetails: "answer" }, { cardDetails: "nowhere" }],
  async ({ cardDetails }) => {
    const id = await rig.card(customer.contactId);
    const face = { brand: "visa", lastFour: "4242" };
    const blank = { brand: null, lastFour: null };
    const card = () => rig.prisma.card.findUniqueOrThrow({ where: { id } });
    expect(await card()).toMatchObject({ state: "active", ...(cardDetails === "event" ? face : blank) });
    const form = { ...formOf("62.00"), from: fromCard(id) };
    expect(await collectFromMethod(rig.operator, form)).toMatchObject({ state: "in_progress" });
    expect(await card()).toMatchObject(cardDetails === "nowhere" ? blank : face);
    await drain();
    expect(await stateOf(form.collectionId)).toBe("completed");
  },
);

sides(
  17,
  "the path of bank accounts",
  [{ bankAccountPath: "bank_account" }, { bankAccountPath: "bank-account" }],
  async ({ bankAccountPath }) => {
    const other = bankAccountPath === "bank_account" ? "bank-account" : "bank_account";
    const deskAt = (path: string) =>
      rig.deskWith({ JETPAY_SETTINGS: JSON.stringify({ paths: { bankAccount: `/contact/${path}` } }) })
        .operator;
    const [right, wrong] = [accountOf(customer.contactId), accountOf(customer.contactId)];
    await addBankAccount(deskAt(bankAccountPath), right);
    expect(await bankAccount(right.bankAccountId)).toMatchObject({ state: "active" });
    await expect(addBankAccount(deskAt(other), wrong)).rejects.toMatchObject(refused("jetpay_refused"));
    expect(await bankAccount(wrong.bankAccountId)).toMatchObject({ state: "refused", jetpayId: null });
  },
);

sides(
  18,
  "failure fields when nothing failed",
  [{ failureFields: "absent" }, { failureFields: "null" }],
  async () => {
    const [sound, failing] = [await asked("40.00"), await asked("40.02")];
    const nothing = { state: "requested", failReason: null, failDirection: null };
    expect(await rig.desk.jetpay.transactionStatus(await transactionOf(sound))).toMatchObject({
      kind: "accepted",
      value: nothing,
    });
    await pay(failing);
    await drain();
    expect(await stateOf(failing)).toBe("failed");
    await expectReason(failing, "account_closed");
  },
);

const KEY = "the-extra-key-of-this-desk";

test.each(["x-api-key", "x-jetpay-key"])("the header of our extra key: %s", async (callbackKeyHeader) => {
  covered.set("callbackKeyHeader", (covered.get("callbackKeyHeader") ?? new Set()).add(callbackKeyHeader));
  await listenAnew();
  await deleteWebhook(rig.operator, await ourWebhook());
  await rig.vary({ ...FIRST, callbackKeyHeader });
  const deskAt = (name: string) =>
    rig.deskWith({ JETPAY_WEBHOOK_API_KEY: KEY, JETPAY_WEBHOOK_API_KEY_HEADER: name }).desk;
  await registerWebhook(rig.operator, { callbackUrl: hooked.url, callbackApiKey: KEY, replayFrom: null });
  const id = await asked();
  hooked.hook.at = deskAt("x-some-other-key");
  await rig.deliver();
  expect(await eventsOf(id)).toEqual([]);
  hooked.hook.at = deskAt(callbackKeyHeader);
  await rig.deliver();
  expect(await eventsOf(id)).toHaveLength(1);
});

test("every question of the guide's two-sided ones was asked, each with more than one side", () => {
  expect([...rows].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, n) => n + 1));
  expect([...covered.keys()].toSorted()).toEqual(VARIANT_NAMES.toSorted());
  for (const [name, chosen] of covered) expect([name, chosen.size > 1]).toEqual([name, true]);
});
