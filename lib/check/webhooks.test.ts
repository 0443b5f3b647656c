import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { askCollection, collectFromMethod } from "../commands/collections";
import type { StaffCtx } from "../commands/context";
import { sweep } from "../commands/sweep";
import * as webhooks from "../commands/webhooks";
import { AmountInput } from "../domain/money-input";
import { OPERATING, startRig, type Rig } from "./rig";

const KEY = "a key of ours that Jetpay sends back";
const DEFAULTS = {
  lastSentAfterReplay: "highest",
  bothReplayFields: "422",
  patchRevives: true,
  newRegistration: "later_events",
  callbackKeyHeader: "x-desk-key",
};

let rig: Rig;
let admin: StaffCtx;
beforeAll(async () => {
  rig = await startRig("webhooks", {
    JETPAY_WEBHOOK_API_KEY: KEY,
    JETPAY_WEBHOOK_API_KEY_HEADER: "X-Desk-Key",
  });
  admin = rig.operator;
});
afterAll(() => rig.stop());
beforeEach(async () => {
  await rig.call("DELETE", "/_sandbox/faults");
  await rig.vary(DEFAULTS);
});

const here = (callbackApiKey: string | null = KEY) => ({ callbackUrl: rig.hookUrl, callbackApiKey });
const register = (replayFrom: webhooks.ReplayFrom | null = null) =>
  webhooks.registerWebhook(admin, { ...here(), replayFrom });
const only = async () => {
  const [webhook, ...others] = await webhooks.listWebhooks(admin);
  expect(others).toEqual([]);
  if (webhook === undefined) throw new Error("no webhook is registered");
  return webhook;
};
async function removeAll() {
  for (const { identifier } of await webhooks.listWebhooks(admin))
    await webhooks.deleteWebhook(admin, { identifier });
}
const raise = async () => {
  const { id } = (await rig.call("POST", "/_sandbox/events", {})) as { id: number };
  return BigInt(id);
};
const hasArrived = async (id: bigint) => (await rig.prisma.event.count({ where: { id } })) === 1;
/** Twelve tries without a 2xx, after which Jetpay gives up. */
async function failWebhook() {
  await removeAll();
  await webhooks.registerWebhook(admin, { ...here(null), replayFrom: null });
  const missed = await raise();
  for (let tries = 0; tries < 12; tries++) await rig.deliver();
  expect((await only()).state).toBe("failed");
  expect(await hasArrived(missed)).toBe(false);
  return missed;
}

describe("telling Jetpay where to send events", () => {
  beforeEach(removeAll);

  test("is done once, with as many events at once and as little waiting as Jetpay allows", async () => {
    const { identifier } = await register();
    expect(await register()).toEqual({ identifier });
    expect(await only()).toEqual({
      identifier,
      callbackUrl: rig.hookUrl,
      state: "active",
      lastSentEventId: null,
      maxBatchSize: 100,
      maxWaitSeconds: 60,
    });
    await expect(register({ eventId: 1n })).rejects.toMatchObject({ code: "already_exists" });
    const entries = await rig.prisma.auditEntry.findMany({ where: { subjectId: identifier } });
    expect(entries).toMatchObject([{ deed: "webhook.manage", reason: "registered", outcome: "done" }]);
  });

  test("what Jetpay refuses is refused in its words, and nothing is registered", async () => {
    const plain = { callbackUrl: "http://desk.example.ca/hook", callbackApiKey: null, replayFrom: null };
    await expect(webhooks.registerWebhook(admin, plain)).rejects.toMatchObject({
      code: "jetpay_refused",
      message: expect.stringContaining("https") as string,
    });
    expect(await webhooks.listWebhooks(admin)).toEqual([]);
  });

  test("a registration whose answer was lost is found in the list", async () => {
    await rig.fault({ method: "POST", path: "/webhooks/", fault: "error_500_after_commit" });
    expect(await register()).toEqual({ identifier: (await only()).identifier });
    await removeAll();
    await rig.fault({ method: "POST", path: "/webhooks/", fault: "drop_before_commit" });
    await expect(register()).rejects.toMatchObject({ code: "outcome_unknown" });
    await rig.fault({ method: "GET", path: "/webhooks/", fault: "unauthorized" });
    await expect(webhooks.listWebhooks(admin)).rejects.toMatchObject({ code: "jetpay_unreachable" });
  });

  test("our key comes back with every delivery; a change passes it on", async () => {
    const { identifier } = await webhooks.registerWebhook(admin, { ...here(null), replayFrom: null });
    const first = await raise();
    await rig.deliver();
    expect(await hasArrived(first)).toBe(false);
    const sizes = { identifier, maxBatchSize: 7, maxWaitSeconds: 90 };
    expect(await webhooks.changeWebhook(admin, { ...sizes, callbackApiKey: KEY })).toMatchObject(sizes);
    await rig.deliver();
    expect(await hasArrived(first)).toBe(true);
    const [{ n } = { n: -1n }] = await rig.prisma.$queryRaw<{ n: bigint }[]>`
      SELECT (SELECT count(*) FROM audit_entry a WHERE to_jsonb(a)::text LIKE ${`%${KEY}%`})
        + (SELECT count(*) FROM jetpay_call c WHERE to_jsonb(c)::text LIKE ${`%${KEY}%`}) AS n`;
    expect(n).toBe(0n);
  });

  test("a Jetpay that changes nothing but the sizes still changes them", async () => {
    const { identifier } = await register();
    const change = { identifier, maxBatchSize: 5, maxWaitSeconds: 120, callbackApiKey: KEY };
    const strict: StaffCtx = {
      ...admin,
      jetpay: {
        ...rig.desk.jetpay,
        changeWebhook: async (id, settings) =>
          settings.callbackApiKey === undefined
            ? rig.desk.jetpay.changeWebhook(id, settings)
            : { kind: "refused", status: 422, words: "callback_api_key: not allowed", declineReason: null },
      },
    };
    expect(await webhooks.changeWebhook(strict, change)).toMatchObject({ maxBatchSize: 5 });
    await rig.vary({ patchRevives: false });
    expect(await webhooks.changeWebhook(admin, { ...change, maxBatchSize: 6 })).toMatchObject({
      maxBatchSize: 6,
    });
  });

  test("what is not there any more cannot be changed, replayed or deleted", async () => {
    const { identifier } = await register();
    expect(await webhooks.deleteWebhook(admin, { identifier })).toEqual({ identifier });
    const gone = { code: "not_found" };
    await expect(webhooks.deleteWebhook(admin, { identifier })).rejects.toMatchObject(gone);
    await expect(webhooks.replayEvents(admin, { identifier, from: { eventId: 1n } })).rejects.toMatchObject(
      gone,
    );
    await expect(
      webhooks.changeWebhook(admin, {
        identifier,
        maxBatchSize: 1,
        maxWaitSeconds: 60,
        callbackApiKey: KEY,
      }),
    ).rejects.toMatchObject(gone);
    const reasons = await rig.prisma.auditEntry.findMany({
      where: { subjectId: identifier },
      orderBy: { id: "asc" },
    });
    expect(reasons.map(({ reason }) => reason)).toEqual(["registered", "deleted"]);
  });

  test.each([
    [webhooks.ChangeWebhook, { identifier: "x", maxBatchSize: 0, maxWaitSeconds: 60 }, "maxBatchSize"],
    [webhooks.ChangeWebhook, { identifier: "x", maxBatchSize: 101, maxWaitSeconds: 60 }, "maxBatchSize"],
    [webhooks.ChangeWebhook, { identifier: "x", maxBatchSize: 1, maxWaitSeconds: 59 }, "maxWaitSeconds"],
    [webhooks.ChangeWebhook, { identifier: "x", maxBatchSize: 1, maxWaitSeconds: 3601 }, "maxWaitSeconds"],
    [webhooks.ChangeWebhook, { identifier: "..", maxBatchSize: 1, maxWaitSeconds: 60 }, "identifier"],
    [webhooks.ReplayEvents, { identifier: "x", from: { eventId: "-1" } }, "from.eventId"],
    [webhooks.ReplayEvents, { identifier: "x", from: { eventId: "9999999999999999" } }, "from.eventId"],
    [webhooks.ReplayEvents, { identifier: "x", from: { since: "yesterday" } }, "from.since"],
    [webhooks.ReplayEvents, { identifier: "x", from: {} }, "from"],
    [
      webhooks.ReplayEvents,
      { identifier: "x", from: { eventId: "1", since: "2026-01-01T00:00:00Z" } },
      "from",
    ],
    [webhooks.RegisterWebhook, { callbackUrl: "https://elsewhere.example" }, ""],
  ])("a form that cannot be right is refused beside its field: %#", (schema, given, field) => {
    const { error } = schema.safeParse(given);
    expect(error?.issues[0]?.path.join(".")).toBe(field);
    expect(error?.issues[0]?.message).not.toBe("");
  });

  test("the least a form can say", () => {
    expect(webhooks.RegisterWebhook.parse({})).toEqual({ replayFrom: null });
    expect(webhooks.RegisterWebhook.parse({ replayFrom: { eventId: " 12 " } })).toEqual({
      replayFrom: { eventId: 12n },
    });
    expect(
      webhooks.ReplayEvents.parse({ identifier: "x", from: { since: "2026-01-22T10:15:30+01:00" } }).from,
    ).toEqual({ createdAt: new Date("2026-01-22T09:15:30Z") });
  });
});

describe("keys", () => {
  beforeEach(removeAll);

  test("a new key beside the old one, and the old one withdrawn, cost no event", async () => {
    await register();
    const before = await raise();
    await rig.deliver();
    const { kid } = (await rig.call("POST", "/_sandbox/keys/rotate", {})) as { kid: string };
    const { keys } = (await rig.call("GET", "/.well-known/jwks.json")) as { keys: { kid: string }[] };
    expect(keys.length).toBeGreaterThanOrEqual(2);
    const after = await raise();
    await rig.deliver();
    for (const old of keys.filter((key) => key.kid !== kid))
      await rig.call("POST", "/_sandbox/keys/withdraw", { kid: old.kid });
    await rig.fault({ fault: "withdrawn_key", times: 1 });
    const last = await raise();
    await rig.deliver();
    await vi.waitFor(async () => expect(await hasArrived(last)).toBe(true), { timeout: 10_000 });
    expect([await hasArrived(before), await hasArrived(after)]).toEqual([true, true]);
    const usedKeys = await rig.prisma.webhookDelivery.findMany({
      distinct: ["keyId"],
      select: { keyId: true },
    });
    expect(usedKeys.length).toBeGreaterThanOrEqual(2);
  });
});

describe("replay", () => {
  const VIEWS = ["transaction", "payout", "collection", "card", "captured_card", "failure", "event"];
  /** Every row with the transaction that wrote it last: a row that was only touched shows too. */
  const versions = async () =>
    Promise.all(
      [...VIEWS, "rollup_day", "rollup_delta"].map((table) =>
        rig.prisma.$queryRawUnsafe(
          `SELECT '${table}' AS name, t.xmin::text, to_jsonb(t)::text AS row FROM ${table} t ORDER BY 3`,
        ),
      ),
    );
  let firstAt: Date;
  let firstId: bigint;

  beforeAll(async () => {
    await rig.vary(DEFAULTS);
    await removeAll();
    await register();
    const { contactId, bankAccountId } = await rig.vendor();
    const cardId = await rig.card(contactId);
    const asked = {
      contactId,
      statement: "REPLAYED",
      note: null,
      merchantAccountId: OPERATING,
    };
    const cents = (amount: string) => AmountInput.parse(amount);
    const charged = { ...asked, from: { kind: "card" as const, cardId } };
    const debited = {
      ...asked,
      from: { kind: "bank_account" as const, bankAccountId, agreedOn: "2026-01-02", accountNumber: null },
    };
    for (const amount of ["10.00", "10.02", "10.11"]) {
      await collectFromMethod(admin, { ...charged, collectionId: randomUUID(), amount: cents(amount) });
      await collectFromMethod(admin, { ...debited, collectionId: randomUUID(), amount: cents(amount) });
    }
    await askCollection(admin, { ...asked, collectionId: randomUUID(), amount: cents("11") });
    await rig.call("POST", "/_sandbox/drain", {});
    await sweep(rig.clock);
    const [{ unfolded } = { unfolded: -1n }] = await rig.prisma.$queryRaw<{ unfolded: bigint }[]>`
      SELECT count(*) AS unfolded FROM rollup_delta`;
    expect(unfolded).toBe(0n);
    const first = await rig.prisma.event.findFirstOrThrow({ orderBy: { id: "asc" } });
    ({ id: firstId, createdAt: firstAt } = first);
    const states = await rig.prisma.collection.groupBy({ by: ["state"], orderBy: { state: "asc" } });
    expect(states.map(({ state }) => state)).toEqual(["asked", "completed", "failed", "returned"]);
  });

  describe.each(["highest", "goes_back"])("where last_sent_event_id %s", (lastSentAfterReplay) => {
    test.each(["id", "time"])("of everything, by %s, changes no row", async (by) => {
      await rig.vary({ lastSentAfterReplay });
      const { identifier, lastSentEventId } = await only();
      const [before, deliveries] = [await versions(), await rig.prisma.webhookDelivery.count()];
      const from = by === "id" ? { eventId: firstId } : { createdAt: firstAt };
      const { webhook, words } = await webhooks.replayEvents(admin, { identifier, from });
      expect(words).toContain("Delete it");
      if (lastSentAfterReplay === "highest") expect(webhook.lastSentEventId).toBe(lastSentEventId);
      else expect(BigInt(webhook.lastSentEventId ?? 0)).toBeLessThan(BigInt(lastSentEventId ?? 0));
      await rig.deliver();
      expect(await rig.prisma.webhookDelivery.count()).toBeGreaterThan(deliveries);
      expect(await versions()).toEqual(before);
      expect((await only()).lastSentEventId).toBe(lastSentEventId);
    });
  });

  test("of both fields at once is what our forms never ask, whatever Jetpay would do", async () => {
    const { identifier } = await only();
    const both = {
      replay_from_event_id: Number(firstId),
      replay_from_timestamp: "2001-01-01T00:00:00Z",
    };
    await expect(rig.call("PATCH", `/webhooks/${identifier}`, both)).rejects.toThrow("422");
    await rig.vary({ bothReplayFields: "id_wins" });
    const before = await versions();
    await rig.call("PATCH", `/webhooks/${identifier}`, both);
    await rig.deliver();
    expect(await versions()).toEqual(before);
  });

  test("brings an event that the sender had skipped", async () => {
    await rig.fault({ fault: "skip_event" });
    const skipped = await raise();
    const next = await raise();
    await rig.deliver();
    expect([await hasArrived(skipped), await hasArrived(next)]).toEqual([false, true]);
    const { identifier } = await only();
    await webhooks.replayEvents(admin, { identifier, from: { eventId: skipped } });
    await rig.deliver();
    expect(await hasArrived(skipped)).toBe(true);
  });

  test("that would begin after what has arrived is refused: it would leave a hole", async () => {
    const { identifier } = await only();
    await rig.call("POST", "/_sandbox/deliveries/hold");
    const waiting = await raise();
    for (const [from, field] of [
      [{ eventId: waiting + 1n }, "from.eventId"],
      [{ createdAt: new Date("2999-01-01") }, "from.since"],
    ] as const)
      await expect(webhooks.replayEvents(admin, { identifier, from })).rejects.toMatchObject({
        code: "bad_input",
        fields: { [field]: expect.anything() as unknown },
      });
    await rig.call("POST", "/_sandbox/deliveries/release");
    await rig.deliver();
    expect(await hasArrived(waiting)).toBe(true);
  });

  test("that Jetpay refuses says what to do instead", async () => {
    const { identifier } = await only();
    const refusing: StaffCtx = {
      ...admin,
      jetpay: {
        ...rig.desk.jetpay,
        changeWebhook: async () => ({
          kind: "refused",
          status: 422,
          words: "replay_from_event_id: not allowed",
          declineReason: null,
        }),
      },
    };
    await expect(
      webhooks.replayEvents(refusing, { identifier, from: { eventId: firstId } }),
    ).rejects.toMatchObject({
      code: "jetpay_refused",
      message: expect.stringContaining("register it anew") as string,
    });
  });
});

describe("a webhook that Jetpay has given up", () => {
  test("is revived by a replay, with what it missed, where a change does that", async () => {
    const missed = await failWebhook();
    const { identifier } = await only();
    expect(await register({ eventId: missed })).toEqual({ identifier });
    await rig.deliver();
    expect(await hasArrived(missed)).toBe(true);
    await failWebhook();
    const failed = await only();
    const { webhook } = await webhooks.replayEvents(admin, {
      identifier: failed.identifier,
      from: { eventId: missed },
    });
    expect(webhook.state).not.toBe("failed");
  });

  test("is deleted and registered anew with a replay, where a change does not", async () => {
    await rig.vary({ patchRevives: false });
    const missed = await failWebhook();
    const { identifier } = await only();
    const newest = await rig.prisma.event.findFirstOrThrow({ orderBy: { id: "desc" } });
    const instead = {
      code: "jetpay_refused",
      message: expect.stringContaining("register it anew with a replay") as string,
    };
    await expect(
      webhooks.replayEvents(admin, { identifier, from: { eventId: newest.id } }),
    ).rejects.toMatchObject(instead);
    await expect(register()).rejects.toMatchObject(instead);
    await webhooks.deleteWebhook(admin, { identifier });
    await register({ eventId: missed });
    await rig.deliver();
    expect(await hasArrived(missed)).toBe(true);
  });
});
