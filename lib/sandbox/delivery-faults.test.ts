import { createHash } from "node:crypto";
import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose";
import type { JSONWebKeySet } from "jose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DELIVERY_FAULTS } from "./fault-rules";
import { startReceiver, useSandbox, PATIENCE } from "./test-rig";
import type { ListedDelivery } from "./test-rig";

const sandbox = useSandbox();
const { call, control, events, kinds, newCredit } = sandbox;

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

const register = async (more: object = {}) => {
  const { identifier } = (await call("POST", "/webhooks/", { callback_url: receiver.url, ...more })).body;
  return `/webhooks/${identifier}`;
};
const raise = async (count: number) => {
  for (let index = 0; index < count; index += 1) await control("events", {});
  return (await events()).map((event) => event.id);
};
const plant = (...rules: object[]) => control("faults", { rules });
const deliver = () => control("deliver-now", {});
const ids = () => receiver.received.map((delivery) => delivery.ids);
const deliveries = () => control("deliveries") as unknown as Promise<ListedDelivery[]>;
const keySet = async () =>
  (await call("GET", "/.well-known/jwks.json", undefined, "")).body as unknown as JSONWebKeySet;
const isGenuine = async (index: number) =>
  jwtVerify(receiver.received[index]?.token ?? "", createLocalJWKSet(await keySet())).then(
    () => true,
    () => false,
  );

describe("a batch of deliveries", () => {
  const oneByOne = (all: number[]) => all.map((id) => [id]);
  const effects = {
    duplicate_delivery: [(all: number[]) => [all, all], [200, 200]],
    split_delivery: [oneByOne, [200, 200, 200, 200]],
    reorder_deliveries: [(all: number[]) => [all.slice(2), all.slice(0, 2)], [200, 200]],
    skip_event: [(all: number[]) => [all.slice(1)], [200]],
    drop_response: [(all: number[]) => [all, all], [null, 200]],
    clock_skew: [(all: number[]) => [all], [200]],
    unreadable_delivery: [() => [[]], [200]],
    rotate_keys: [(all: number[]) => [all], [200]],
    withdrawn_key: [(all: number[]) => [all], [200]],
  } as const;

  test("is tried with every fault there is", () => {
    expect(Object.keys(effects).toSorted()).toEqual([...DELIVERY_FAULTS].toSorted());
  });

  test.each(Object.entries(effects))("%s", async (fault, [expected, statuses]) => {
    await sandbox.restart({ retryScale: 3600 });
    await register({ max_batch_size: 4 });
    await plant({ fault });
    await control("deliveries/hold", {});
    const all = await raise(4);
    await deliver();
    expect(ids()).toEqual([]);
    await control("deliveries/release", {});
    await deliver();
    await deliver();
    expect(ids()).toEqual(expected(all));
    expect((await deliveries()).map(({ status }) => status)).toEqual(statuses);
    await sandbox.restart();
  });
});

describe("an event that was skipped", () => {
  test("is the one that was named, and comes with a replay alone", async () => {
    const path = await register();
    await plant({ fault: "skip_event", nth: 2 });
    const all = await raise(3);
    await deliver();
    expect(ids()).toEqual([[all[0], all[2]]]);
    expect(await deliver()).toEqual({ pending: 0 });
    expect((await call("GET", path)).body).toMatchObject({ state: "active", last_sent_event_id: all[2] });
    await call("PATCH", path, { replay_from_event_id: all[1] });
    await deliver();
    expect(ids().at(-1)).toEqual(all.slice(1));
  });

  test("stays away when its batch is refused and sent again, however it is cut", async () => {
    await sandbox.restart({ retryScale: 3600 });
    for (const retriedBatch of ["same", "recut"]) {
      await control("variants", { retriedBatch });
      const path = await register();
      receiver.received.length = 0;
      receiver.statuses.push(500);
      await plant({ fault: "skip_event", nth: 3 });
      const three = (await raise(3)).slice(-3);
      await deliver();
      const last = (await raise(1)).at(-1);
      await deliver();
      const seen = new Set(ids().flat());
      expect([three.map((id) => seen.has(id)), seen.has(last ?? 0)]).toEqual([[true, true, false], true]);
      await call("DELETE", path);
      await call("DELETE", "/_sandbox/faults", undefined, "");
    }
    await sandbox.restart();
  });

  test("is chosen by amount or by the path of the webhook", async () => {
    await register();
    await plant(
      { fault: "skip_event", amount: 4200, times: null },
      { fault: "drop_response", path: "/elsewhere" },
    );
    const skipped = await newCredit(4200);
    const sent = await newCredit(4300);
    await control("drain", {});
    const told = receiver.received.map(({ raw }) => raw).join("");
    expect([told.includes(skipped), told.includes(sent)]).toEqual([false, true]);
    expect(await kinds(skipped)).toEqual(["created", "pulled", "pushed", "completed"]);
    expect((await deliveries()).every(({ status }) => status === 200)).toBe(true);
  });
});

describe("a delivery", () => {
  test("that cannot be read is signed all the same, and counts as delivered", async () => {
    await register();
    await plant({ fault: "unreadable_delivery" });
    const [first] = await raise(1);
    await deliver();
    const [delivery] = receiver.received;
    expect(() => JSON.parse(delivery?.raw ?? "") as unknown).toThrow(SyntaxError);
    expect(await isGenuine(0)).toBe(true);
    const hash = createHash("sha256")
      .update(delivery?.raw ?? "")
      .digest("base64url");
    expect(decodeJwt(delivery?.token ?? "").payload_hash).toBe(hash);
    expect(await deliveries()).toMatchObject([{ eventIds: [first], status: 200, attempt: 1 }]);
    expect(await deliver()).toEqual({ pending: 0 });
  });

  test("signed by a clock that is off says so in its token alone", async () => {
    await register();
    await plant(
      { fault: "clock_skew", skewSeconds: 300 },
      { fault: "clock_skew", skewSeconds: -300, nth: 2 },
    );
    for (const offS of [300, -300, 0]) {
      await raise(1);
      await deliver();
      const { iat = 0 } = decodeJwt(receiver.received.at(-1)?.token ?? "");
      expect(Math.abs(iat - Date.now() / 1000 - offS)).toBeLessThan(120);
    }
  });

  test("is held from the moment the rule is planted until it is released", async () => {
    await register();
    await plant({ fault: "hold_deliveries" });
    const all = await raise(2);
    await deliver();
    expect(ids()).toEqual([]);
    await control("deliveries/release", {});
    await expect
      .poll(async () => {
        await deliver();
        return ids();
      }, PATIENCE)
      .toEqual([all]);
  });

  test("fails over and over with drop_response, and arrives each time", async () => {
    await sandbox.restart({ retryScale: 3600 });
    await register();
    await plant({ fault: "drop_response", times: 2 });
    const all = await raise(1);
    for (let turn = 0; turn < 4; turn += 1) await deliver();
    expect(ids()).toEqual([all, all, all]);
    expect((await deliveries()).map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, null],
      [2, null],
      [3, 200],
    ]);
    await sandbox.restart();
  });
});

describe("the keys", () => {
  test("are two after a rotation, until the old one is withdrawn", async () => {
    await register();
    const before = await keySet();
    const old = before.keys.at(-1)?.kid ?? "";
    await raise(1);
    await deliver();
    await plant({ fault: "rotate_keys" });
    await raise(1);
    await deliver();
    expect((await keySet()).keys).toHaveLength(before.keys.length + 1);
    expect([await isGenuine(0), await isGenuine(1)]).toEqual([true, true]);
    expect((await call("POST", "/_sandbox/keys/withdraw", { kid: old }, "")).status).toBe(200);
    expect([await isGenuine(0), await isGenuine(1)]).toEqual([false, true]);
    await sandbox.restart();
    expect((await keySet()).keys.map((key) => key.kid)).not.toContain(old);
    expect((await call("POST", "/_sandbox/keys/withdraw", { kid: old }, "")).status).toBe(409);
    await plant({ fault: "withdrawn_key" });
    await raise(1);
    await deliver();
    expect(await isGenuine(2)).toBe(false);
    await raise(1);
    await deliver();
    expect(await isGenuine(3)).toBe(true);
  });

  test("can be down, by number of call, and slow", async () => {
    const code = async () => (await call("GET", "/.well-known/jwks.json", undefined, "")).status;
    await plant({ fault: "jwks_down", nth: 2, times: 2 }, { fault: "jwks_slow", delayMs: 20, times: null });
    expect([await code(), await code(), await code(), await code()]).toEqual([200, 503, 503, 200]);
    expect((await control("faults")).faults).toMatchObject([{ hits: 2 }, { hits: 4 }]);
  });

  test("that are slow let other calls by", async () => {
    await plant({ fault: "jwks_slow", delayMs: 60_000 });
    const waiting = new AbortController();
    const slow = fetch(`${sandbox.sandbox().url}/.well-known/jwks.json`, { signal: waiting.signal }).then(
      () => "answered",
      () => "given up",
    );
    await expect.poll(async () => (await control("faults")).faults?.[0]?.hits, PATIENCE).toBe(1);
    expect((await keySet()).keys.length).toBeGreaterThan(0);
    waiting.abort();
    expect(await slow).toBe("given up");
  });
});
