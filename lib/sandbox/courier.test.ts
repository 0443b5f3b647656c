import { createHash } from "node:crypto";
import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose";
import type { JSONWebKeySet } from "jose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startReceiver, useSandbox, PATIENCE } from "./test-rig";

const { call, control, events, newDebit, restart } = useSandbox();

describe("deliveries", () => {
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await receiver.stop();
  });
  const register = async (more: object = {}) =>
    (await call("POST", "/webhooks/", { callback_url: receiver.url, ...more })).body;
  const raise = async (count: number) => {
    for (let index = 0; index < count; index += 1) await control("events", {});
  };
  const ids = () => receiver.received.map((delivery) => delivery.ids);
  const known = async () => (await events()).map((event) => event.id);

  test("are signed with a published key, over the raw body", async () => {
    const webhook = await register({ callback_api_key: "k3y" });
    await newDebit(100);
    const before = (await call("GET", "/.well-known/jwks.json")).body as unknown as JSONWebKeySet;
    await control("keys/rotate", {});
    await control("deliver-now", {});
    const [delivery] = receiver.received;
    const after = (await call("GET", "/.well-known/jwks.json")).body as unknown as JSONWebKeySet;
    expect(after.keys).toHaveLength(before.keys.length + 1);
    const { payload, protectedHeader } = await jwtVerify(delivery?.token ?? "", createLocalJWKSet(after), {
      issuer: "jetpay",
      subject: "webhook",
      algorithms: ["RS256"],
    });
    expect(before.keys.map((key) => key.kid)).not.toContain(protectedHeader.kid);
    expect(payload.payload_hash).toBe(
      createHash("sha256")
        .update(delivery?.raw ?? "")
        .digest("base64url"),
    );
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(90);
    expect(delivery?.headers["x-api-key"]).toBe("k3y");
    expect(JSON.parse(delivery?.raw ?? "")).toMatchObject({
      webhookId: webhook.id,
      events: [{ type: "transactions.debits.created", data: { state: "requested" } }],
    });
  });

  test("wait for a full batch or for the oldest event's time", async () => {
    await restart({ deliveryScale: 1 / 120 });
    await register({ max_batch_size: 3 });
    await raise(4);
    await expect.poll(ids, PATIENCE).toHaveLength(2);
    const all = await known();
    expect(ids()).toEqual([all.slice(0, 3), all.slice(3)]);
    await restart();
  });

  test("send a refused batch again as it was", async () => {
    const webhook = await register();
    receiver.statuses.push(500, 503);
    await raise(2);
    await control("deliver-now", {});
    await raise(1);
    await expect.poll(() => receiver.received.length, PATIENCE).toBeGreaterThanOrEqual(3);
    expect(new Set(receiver.received.slice(0, 3).map(({ raw }) => raw)).size).toBe(1);
    await control("deliver-now", {});
    expect(ids().flat().at(-1)).toBe((await known()).at(-1));
    const shown = (await call("GET", `/webhooks/${webhook.identifier}`)).body;
    expect(shown).toMatchObject({ state: "active", last_sent_event_id: (await known()).at(-1) });
  });

  test("stop after twelve refusals until somebody changes the webhook", async () => {
    const webhook = await register();
    receiver.statuses.push(...Array.from({ length: 12 }, () => 500));
    await raise(1);
    for (let attempt = 0; attempt < 12; attempt += 1) await control("deliver-now", {});
    const path = `/webhooks/${webhook.identifier}`;
    expect((await call("GET", path)).body.state).toBe("failed");
    expect(await control("deliver-now", {})).toEqual({ pending: 1 });
    await call("PATCH", path, { max_batch_size: 20 });
    expect(await control("deliver-now", {})).toEqual({ pending: 0 });
    expect((await call("GET", path)).body).toMatchObject({ state: "active", max_batch_size: 20 });
  });

  test("start with later events, and replay by id or by time", async () => {
    await raise(3);
    const webhook = await register();
    const path = `/webhooks/${webhook.identifier}`;
    await control("deliver-now", {});
    expect(ids()).toEqual([]);
    const all = await known();
    await call("PATCH", path, { replay_from_event_id: all[1] });
    await control("deliver-now", {});
    expect(ids()).toEqual([all.slice(1)]);
    const [first] = await events();
    await call("PATCH", path, { replay_from_timestamp: first?.createdAt });
    await control("deliver-now", {});
    expect(ids().at(-1)).toEqual(all);
    const both = await call("PATCH", path, {
      replay_from_event_id: 1,
      replay_from_timestamp: first?.createdAt,
    });
    expect(both.status).toBe(422);
    expect((await call("POST", "/webhooks/", { callback_url: receiver.url })).status).toBe(422);
    expect((await call("DELETE", path)).status).toBe(200);
    expect((await call("GET", "/webhooks/")).body).toEqual([]);
  });

  test("carry events that no honest Jetpay sends, and tokens from a clock that is off", async () => {
    await register();
    await control("events", { type: "contacts.created", data: "\ud800", override: { id: 1.5 } });
    await control("faults", { rules: [{ fault: "clock_skew", skewSeconds: -300 }] });
    await control("deliver-now", {});
    const [delivery] = receiver.received;
    expect(JSON.parse(delivery?.raw ?? "")).toMatchObject({ events: [{ id: 1.5, data: "\ud800" }] });
    const { exp = 0 } = decodeJwt(delivery?.token ?? "");
    expect(exp).toBeLessThan(Date.now() / 1000 - 200);
  });
});
