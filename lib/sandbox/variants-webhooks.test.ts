import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startReceiver, useSandbox } from "./test-rig";

const sandbox = useSandbox();
const { call, control, events } = sandbox;
const choose = (variants: object) => control("variants", variants);

describe("the sides of webhooks", () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.stop());

  const raise = async (count: number) => {
    for (let index = 0; index < count; index += 1) await control("events", {});
    return (await events()).map((event) => event.id);
  };
  const post = (more: object = {}) => call("POST", "/webhooks/", { callback_url: receiver.url, ...more });
  const register = async (more: object = {}) => `/webhooks/${(await post(more)).body.identifier}`;
  const deliver = () => control("deliver-now", {});
  const ids = () => receiver.received.map((delivery) => delivery.ids);
  const get = async (path: string) => (await call("GET", path)).body;

  test.each([
    ["highest", (all: number[]) => all.at(-1)],
    ["goes_back", (all: number[]) => (all[1] ?? 0) - 1],
  ])("1: last_sent_event_id after a replay: %s", async (lastSentAfterReplay, expected) => {
    await choose({ lastSentAfterReplay });
    const path = await register();
    const all = await raise(3);
    await deliver();
    const replayed = await call("PATCH", path, { replay_from_event_id: all[1] });
    expect(replayed.body).toMatchObject({ last_sent_event_id: expected(all) });
    await deliver();
    expect(ids()).toEqual([all, all.slice(1)]);
    expect(await get(path)).toMatchObject({ last_sent_event_id: all.at(-1) });
  });

  test("1: nothing was sent, so nothing goes back", async () => {
    await choose({ lastSentAfterReplay: "goes_back" });
    const path = await register();
    expect((await call("PATCH", path, { replay_from_event_id: 5 })).body).toMatchObject({
      last_sent_event_id: null,
    });
  });

  test.each([
    ["422", 422],
    ["id_wins", 201],
  ])("2: both replay fields: %s", async (bothReplayFields, code) => {
    await choose({ bothReplayFields });
    const all = await raise(3);
    const both = { replay_from_event_id: all[2], replay_from_timestamp: "2020-01-01T00:00:00Z" };
    expect((await post(both)).status).toBe(code);
    await deliver();
    expect(ids()).toEqual(code === 201 ? [all.slice(2)] : []);
  });

  test("2: the same holds for PATCH", async () => {
    const path = await register();
    const both = { replay_from_event_id: 1, replay_from_timestamp: "2020-01-01T00:00:00Z" };
    expect((await call("PATCH", path, both)).status).toBe(422);
    await choose({ bothReplayFields: "id_wins" });
    expect((await call("PATCH", path, both)).status).toBe(200);
  });

  test.each([
    [true, "active", "https://elsewhere.example/hook", 1],
    [false, "failed", null, 0],
  ])("3: PATCH revives: %s", async (patchRevives, state, newUrl, sent) => {
    await choose({ patchRevives });
    const path = await register();
    receiver.statuses.push(...Array.from({ length: 12 }, () => 500));
    const all = await raise(1);
    for (let attempt = 0; attempt < 12; attempt += 1) await deliver();
    receiver.received.length = 0;
    const patched = await call("PATCH", path, { max_batch_size: 7, replay_from_event_id: all[0] });
    expect(patched.body).toMatchObject({
      max_batch_size: 7,
      state: state === "active" ? "scheduled" : state,
    });
    await deliver();
    expect(ids()).toHaveLength(sent);
    expect((await get(path)).state).toBe(state);
    const moved = await call("PATCH", path, { callback_url: "https://elsewhere.example/hook" });
    expect(moved.body).toMatchObject({ callback_url: newUrl ?? receiver.url });
  });

  test("3: where PATCH does not revive, a new registration does", async () => {
    await choose({ patchRevives: false });
    const path = await register();
    const all = await raise(2);
    await call("DELETE", path);
    await register({ replay_from_event_id: all[1] });
    await deliver();
    expect(ids()).toEqual([all.slice(1)]);
  });

  test.each([
    ["same", (all: number[]) => [all.slice(0, 2), all.slice(0, 2), all.slice(2)]],
    ["recut", (all: number[]) => [all.slice(0, 2), all]],
  ])("4: a retried batch: %s", async (retriedBatch, expected) => {
    await sandbox.restart({ retryScale: 3600 });
    await choose({ retriedBatch });
    await register();
    receiver.statuses.push(500);
    await raise(2);
    await deliver();
    const all = await raise(1);
    await deliver();
    expect(ids()).toEqual(expected(all));
    await sandbox.restart();
  });

  test.each([
    ["later_events", (all: number[]) => [all.slice(2)]],
    ["all_events", (all: number[]) => [all]],
  ])("5: a new registration gets %s", async (newRegistration, expected) => {
    await choose({ newRegistration });
    await raise(2);
    await register();
    const all = await raise(1);
    await deliver();
    expect(ids()).toEqual(expected(all));
  });

  test.each([
    ["x-api-key", {}],
    ["x-webhook-key", { callbackKeyHeader: "X-Webhook-Key" }],
  ])("the callback key goes out as %s", async (header, variants) => {
    await choose(variants);
    await register({ callback_api_key: "k3y" });
    await raise(1);
    await deliver();
    const sent = Object.entries(receiver.received[0]?.headers ?? {});
    expect(sent.filter(([, value]) => value === "k3y")).toEqual([[header, "k3y"]]);
  });
});
