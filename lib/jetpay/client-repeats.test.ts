import { afterEach, describe, expect, test } from "vitest";
import { createJetpay, type JetpayCall, type JetpayOptions } from "./client";
import { answers, hangs, inTurn, jetpayServer, resets, type Responder } from "./fixtures/jetpay-server";
import { unknownsFrom } from "./overrides";

const ID = "6277711d-f132-4ef0-918c-56fcb1539707";
const TROUBLE = answers(500, { detail: "Internal" });
const PAID = answers(200, { state: "paid" });

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Waits are noted instead of slept; chance is always one half. */
async function meet(respond: Responder, changes: Partial<JetpayOptions> = {}) {
  const server = await jetpayServer(respond);
  closers.push(server.close);
  const records: JetpayCall[] = [];
  const waits: number[] = [];
  const jetpay = createJetpay({
    baseUrl: `${server.url}/prefix/`,
    token: "token-of-tests",
    random: () => 0.5,
    sleep: async (ms) => void waits.push(ms),
    record: (call) => void records.push(call),
    ...changes,
  });
  return { server, records, waits, jetpay };
}

describe("a read", () => {
  test("is repeated with growing waits until it is answered", async () => {
    const { jetpay, server, waits, records } = await meet(
      inTurn(TROUBLE, resets, answers(200, "garbage"), PAID),
    );
    const status = await jetpay.transactionStatus(ID);
    expect(status).toEqual({
      kind: "accepted",
      status: 200,
      value: { state: "paid", failReason: null, failDirection: null },
    });
    expect(waits).toEqual([125, 250, 500]);
    expect(server.requests.map(({ path }) => path)).toEqual(
      Array(4).fill(`/prefix/transaction/${ID}/status`),
    );
    expect(records.map(({ outcome }) => outcome)).toEqual(["unknown", "unknown", "unknown", "accepted"]);
  });

  test("is given up after three repeats", async () => {
    const { jetpay, server } = await meet(TROUBLE);
    expect(await jetpay.transactionStatus(ID)).toMatchObject({ kind: "unknown" });
    expect(server.requests).toHaveLength(4);
  });

  test("waits as long as Jetpay asks, up to ten seconds", async () => {
    const limited = (s: string) => answers(429, { detail: "Slow down" }, { "retry-after": s });
    const patient = await meet(inTurn(limited("3"), PAID));
    expect(await patient.jetpay.transactionStatus(ID)).toMatchObject({ kind: "accepted" });
    expect(patient.waits).toEqual([3000]);
    const hopeless = await meet(limited("11"));
    expect(await hopeless.jetpay.transactionStatus(ID)).toMatchObject({
      kind: "not_sent",
      retryAfterMs: 11_000,
    });
    expect(hopeless.server.requests).toHaveLength(1);
  });

  test.each([
    ["a refusal", answers(404, { detail: "Not found" }), "refused"],
    ["a wrong token", answers(401, { detail: "Bad token" }), "not_sent"],
  ])("is not repeated after %s", async (_, respond, kind) => {
    const { jetpay, server } = await meet(respond);
    expect(await jetpay.transactionStatus(ID)).toMatchObject({ kind });
    expect(server.requests).toHaveLength(1);
  });

  test("never outlasts its time limit", async () => {
    const { jetpay, server } = await meet(hangs, { limits: { totalMs: 200 } });
    const startedMs = performance.now();
    expect(await jetpay.transactionStatus(ID)).toMatchObject({ kind: "unknown" });
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    expect(server.requests).toHaveLength(1);
  });

  test("ends when its caller gives up, even between two tries", async () => {
    const caller = new AbortController();
    const sleep = async () => caller.abort();
    const { jetpay, server } = await meet(TROUBLE, { sleep });
    expect(await jetpay.transactionStatus(ID, { signal: caller.signal })).toMatchObject({ kind: "unknown" });
    expect(server.requests).toHaveLength(1);
  });

  test("of a failed transaction tells reason and direction", async () => {
    const failed = { state: "failed", fail_reason: "account_frozen", fail_direction: "pull" };
    const { jetpay } = await meet(answers(200, failed));
    expect(await jetpay.transactionStatus(ID)).toMatchObject({
      value: { state: "failed", failReason: "account_frozen", failDirection: "pull" },
    });
  });
});

describe("a cancellation", () => {
  const OK = answers(200, { ok: true });
  const GONE = answers(404, { detail: "Not found" });
  const TOO_LATE = answers(409, { detail: "Already cancelled" });

  test.each<[string, Responder, string]>([
    ["ok", OK, "accepted"],
    ["ok after a lost answer", inTurn(resets, OK), "accepted"],
    ["too late", TOO_LATE, "refused"],
    ["too late, told as a success", answers(200, { ok: false, detail: "Funds pulled" }), "refused"],
    ["nobody's", GONE, "refused"],
    ["gone after a lost answer", inTurn(resets, GONE), "unknown"],
    ["already cancelled after a lost answer", inTurn(TROUBLE, TOO_LATE), "unknown"],
    ["a wrong token after a lost answer", inTurn(TROUBLE, answers(401, { detail: "No" })), "unknown"],
    ["a success that does not say so", answers(200, {}), "unknown"],
  ])("%s", async (_, respond, kind) => {
    const { jetpay } = await meet(respond);
    expect((await jetpay.cancelTransaction(ID)).kind).toBe(kind);
  });

  test("refused on the first try keeps Jetpay's words", async () => {
    const { jetpay } = await meet(answers(200, { ok: false, detail: "Funds pulled" }));
    expect(await jetpay.cancelTransaction(ID)).toMatchObject({ words: "Funds pulled" });
  });
});

describe("webhooks", () => {
  const RAW = {
    id: 123,
    identifier: ID,
    callback_url: "https://desk.example/api/webhooks/jetpay",
    callback_api_key: "not-for-anybody",
    state: "active",
    last_sent_event_id: null,
    max_batch_size: 100,
    max_wait_seconds: 60,
  };
  const WEBHOOK = {
    id: 123n,
    identifier: ID,
    callbackUrl: "https://desk.example/api/webhooks/jetpay",
    state: "active",
    lastSentEventId: null,
    maxBatchSize: 100,
    maxWaitSeconds: 60,
  };

  test("are registered once, at the address with the slash", async () => {
    const { jetpay, server } = await meet(answers(201, RAW));
    const settings = { callbackUrl: RAW.callback_url, maxBatchSize: 100, replayFrom: { eventId: 7n } };
    expect(await jetpay.registerWebhook(settings)).toEqual({ kind: "accepted", status: 201, value: WEBHOOK });
    expect(server.requests[0]).toMatchObject({ method: "POST", path: "/prefix/webhooks/" });
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
      callback_url: RAW.callback_url,
      max_batch_size: 100,
      replay_from_event_id: 7,
    });
    const troubled = await meet(TROUBLE);
    expect(await troubled.jetpay.registerWebhook(settings)).toMatchObject({ kind: "unknown" });
    expect(await troubled.jetpay.changeWebhook(ID, { maxBatchSize: 1 })).toMatchObject({ kind: "unknown" });
    expect(troubled.server.requests.map(({ method }) => method)).toEqual(["POST", "PATCH"]);
  });

  test("behind a redirect are reported, and neither token nor body follows it", async () => {
    const elsewhere = await jetpayServer(answers(201, RAW));
    closers.push(elsewhere.close);
    const redirect = answers(307, "", { location: `${elsewhere.url}/prefix/webhooks/` });
    const unknowns = unknownsFrom({ paths: { webhooks: "/webhooks" } });
    const { jetpay, server, records } = await meet(redirect, { unknowns });
    const settings = { callbackUrl: RAW.callback_url, callbackApiKey: "hush-hush" };
    const words = expect.stringContaining("307, a redirect, which is never followed");
    expect(await jetpay.registerWebhook(settings)).toEqual({ kind: "unknown", words });
    expect(server.requests.map(({ path }) => path)).toEqual(["/prefix/webhooks"]);
    expect(records).toEqual([expect.objectContaining({ status: 307, outcome: "unknown", words })]);
    expect(await jetpay.listWebhooks()).toMatchObject({ kind: "unknown" });
    expect(new Set(server.requests.map(({ path }) => path))).toEqual(new Set(["/prefix/webhooks"]));
    expect(elsewhere.connections()).toBe(0);
  });

  test("keep their key out of Jetpay's words", async () => {
    const { jetpay } = await meet(answers(422, { detail: "callback_api_key hush-hush is too short" }));
    const answer = await jetpay.changeWebhook(ID, { callbackApiKey: "hush-hush" });
    expect(answer).toMatchObject({ kind: "refused", words: "callback_api_key ••• is too short" });
  });

  test.each([[[RAW]], [{ webhooks: [RAW] }], [{ items: [RAW] }]])(
    "are listed, bare or wrapped",
    async (list) => {
      const { jetpay } = await meet(answers(200, list));
      expect(await jetpay.listWebhooks()).toMatchObject({ kind: "accepted", value: [WEBHOOK] });
    },
  );

  test("are read and deleted", async () => {
    const { jetpay, server } = await meet(
      inTurn(
        answers(200, RAW),
        (socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n"),
        answers(200, { keys: [] }),
      ),
    );
    expect(await jetpay.getWebhook(ID)).toMatchObject({ value: WEBHOOK });
    expect(await jetpay.deleteWebhook(ID)).toMatchObject({ kind: "accepted", status: 204 });
    expect(await jetpay.keySet()).toMatchObject({ value: { keys: [] } });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /prefix/webhooks/${ID}`,
      `DELETE /prefix/webhooks/${ID}`,
      "GET /prefix/.well-known/jwks.json",
    ]);
  });
});
