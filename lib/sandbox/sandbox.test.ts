import { createHash } from "node:crypto";
import { createLocalJWKSet, jwtVerify } from "jose";
import type { JSONWebKeySet } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { OUTCOMES } from "./outcomes";
import { clientOf, createDatabase, OPERATING, start, startReceiver } from "./test-rig";
import type { Sandbox } from "./server";

let database: Awaited<ReturnType<typeof createDatabase>>;
let sandbox: Sandbox;
const { call, control, list, events, status, kinds, newContact, newAccount, newCredit, newDebit } = clientOf(
  () => sandbox,
);

beforeAll(async () => {
  database = await createDatabase();
  sandbox = await start(database.url);
});
afterAll(async () => {
  await sandbox.stop();
  await database.drop();
});
beforeEach(async () => {
  await control("reset", {});
});

describe("the API", () => {
  test("asks for the token", async () => {
    const answer = await call("PUT", "/contact", {}, "wrong");
    expect(answer).toMatchObject({ status: 401, body: { detail: "Not authenticated" } });
  });

  test("answers a contact with 200 and an account with 201, hiding its number", async () => {
    const contact = await call("PUT", "/contact", { email: "a@b.co", name: "A" });
    expect(contact).toMatchObject({
      status: 200,
      body: { email: "a@b.co", name: "A", tags: [], language: "en" },
    });
    const account = await call("PUT", "/contact/bank-account", {
      contact_id: contact.body.identifier,
      institution_number: "001",
      transit_number: "27601",
      account_number: "1234567",
      holder_name: "A",
    });
    expect(account).toMatchObject({ status: 201, body: { account_number: "567", holder_name: "A" } });
  });

  test.each([
    ["a fraction", { amount: 10.5 }, "amount"],
    ["zero", { amount: 0 }, "amount"],
    ["text", { amount: "100" }, "amount"],
    ["too much", { amount: 10_000_000_000 }, "amount"],
    ["a long statement", { statement: "x".repeat(31) }, "statement"],
    ["a statement with a line break", { statement: "a\nb" }, "statement"],
    ["a missing statement", { statement: undefined }, "statement"],
  ])("refuses %s with FastAPI's 422", async (_, wrong, field) => {
    const debit = { amount: 100, statement: "x", to_bank_account: OPERATING, contact_id: await newContact() };
    const answer = await call("PUT", "/debit", { ...debit, ...wrong });
    expect(answer.status).toBe(422);
    expect(answer.body.detail?.[0]?.loc).toEqual(["body", field]);
  });

  test("answers malformed JSON with 422, unknown ids with 404 and /webhooks with 307", async () => {
    expect((await call("PUT", "/debit", "{")).status).toBe(422);
    expect((await call("GET", "/transaction/nobody/status")).status).toBe(404);
    const elsewhere = { amount: 1, statement: "x", from_bank_account: crypto.randomUUID(), contact_id: "x" };
    expect((await call("PUT", "/credit", elsewhere)).status).toBe(404);
    const redirected = await call("POST", "/webhooks", {});
    expect([redirected.status, redirected.headers.get("location")]).toEqual([
      307,
      `${sandbox.url}/webhooks/`,
    ]);
  });

  test("cancels only while the money has not been pulled", async () => {
    const credit = await newCredit(1000);
    expect(await call("DELETE", `/transaction/${credit}`)).toMatchObject({ status: 200, body: { ok: true } });
    expect(await status(credit)).toEqual({ state: "cancelled" });
    const debit = await newDebit(1000);
    await control(`pay/${debit}`, { method: "bank" });
    expect((await call("DELETE", `/transaction/${debit}`)).status).toBe(409);
    await control("drain", {});
    expect(await kinds(credit)).toEqual(["created", "cancelled"]);
    expect(await kinds(debit)).toEqual(["created", "pulled", "pushed", "completed"]);
  });
});

describe("the lifecycle", () => {
  test.each(OUTCOMES)("cents $cents: $reason", async (outcome) => {
    const credit = await newCredit(5000 + outcome.cents);
    const debit = await newDebit(5000 + outcome.cents);
    await control(`pay/${debit}`, { method: "bank" });
    await control("drain", {});
    for (const [id, leg] of [
      [credit, outcome.credit],
      [debit, outcome.debit],
    ] as const) {
      const expected = outcome.reason
        ? { state: "failed", fail_reason: outcome.reason, fail_direction: leg }
        : { state: "initiated" };
      expect(await status(id)).toEqual(leg ? expected : { state: "completed" });
      expect((await kinds(id)).at(-1)).toBe(lastKind(outcome.when, leg));
    }
  });

  function lastKind(when: string, leg: string | null) {
    if (leg === null) return "completed";
    if (when === "never_settles") return "pulled";
    return when === "after_completion" ? "returned" : "failed";
  }

  test("an account number wins over the cents, and the rest completes", async () => {
    const frozen = await newCredit(5001, "990000911");
    const fine = await newCredit(5000);
    await control("drain", {});
    expect(await status(frozen)).toMatchObject({ fail_reason: "account_frozen", fail_direction: "push" });
    expect(await status(fine)).toEqual({ state: "completed" });
  });

  test("raises one event per state, ids rising", async () => {
    const id = await newCredit(5011);
    await control("drain", {});
    const [listed] = await list("transactions?note=note");
    expect(listed).toMatchObject({ id, amount: 5011, direction: "credit" });
    expect(listed?.events?.map(({ type, state }) => [type, state])).toEqual([
      ["transactions.credits.created", "requested"],
      ["transactions.credits.updated", "initiated"],
      ["transactions.credits.updated", "completed"],
      ["transactions.credits.updated", "failed"],
    ]);
    const ids = listed?.events?.map((event) => event.id) ?? [];
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });

  test("moves by itself on the real clock", async () => {
    const quick = await createDatabase();
    const other = await start(quick.url, { scale: 0.1 });
    const { newCredit: newQuickCredit, status: quickStatus } = clientOf(() => other);
    const id = await newQuickCredit(5000);
    await expect.poll(() => quickStatus(id), { timeout: 3000 }).toEqual({ state: "completed" });
    await other.stop();
    await quick.drop();
  });
});

describe("a virtual clock", () => {
  test("counts true days and gives steps their own time", async () => {
    await control("clock", { now: "2026-01-05T12:00:00.000Z" });
    const id = await newCredit(5000);
    await control("clock", { now: "2026-01-06T00:00:00.000Z" });
    expect(await status(id)).toEqual({ state: "initiated" });
    await control("clock", { now: "2026-01-20T00:00:00.000Z" });
    const raised = await events();
    expect(raised.map((event) => event.createdAt.slice(0, 16))).toEqual([
      "2026-01-05T12:00",
      "2026-01-06T00:00",
      "2026-01-08T00:00",
    ]);
    expect(raised[0]?.createdAt).toMatch(/\.\d{6}Z$/);
  });

  test("hands back to the real clock with the days that are left", async () => {
    await control("clock", { now: "2026-01-05T12:00:00.000Z" });
    await newCredit(5000);
    await control("clock", { now: "2026-01-05T18:00:00.000Z" });
    await control("clock", { now: null });
    const [listed] = await list("transactions");
    const leftMs = Date.parse(listed?.nextStepAt ?? "") - Date.now();
    expect(leftMs / 1000 / 3600).toBeCloseTo(0.25, 2);
  });
});

describe("faults", () => {
  const credit = async () => {
    const contact_id = await newContact();
    const to_bank_account = await newAccount(contact_id);
    return {
      amount: 777,
      statement: "x",
      note: "JD-1",
      from_bank_account: OPERATING,
      to_bank_account,
      contact_id,
    };
  };
  const plant = (fault: string, more: object = {}) =>
    control("faults", { rules: [{ fault, method: "PUT", path: "/credit", ...more }] });
  const made = async () => (await list("ledger?note=JD-1")).length;

  test.each([
    ["commit_then_drop", 1],
    ["cut_body_after_commit", 1],
    ["drop_before_commit", 0],
  ])("%s loses the answer and leaves %i row in the ledger", async (fault, rows) => {
    const body = await credit();
    await plant(fault);
    await expect(call("PUT", "/credit", body)).rejects.toThrow();
    expect(await made()).toBe(rows);
    expect((await call("PUT", "/credit", body)).status).toBe(201);
  });

  test.each([
    ["error_500_before", 500, 0],
    ["error_500_after_commit", 500, 1],
    ["rate_limit", 429, 0],
    ["unauthorized", 401, 0],
    ["forbidden", 403, 0],
    ["maintenance_503", 503, 0],
    ["redirect", 307, 0],
  ])("%s answers %i", async (fault, code, rows) => {
    const body = await credit();
    await plant(fault, { retryAfter: 7 });
    const answer = await call("PUT", "/credit", body);
    expect(answer.status).toBe(code);
    if (code === 429) expect(answer.headers.get("retry-after")).toBe("7");
    expect(await made()).toBe(rows);
  });

  test("garbage, lateness and a slow drip", async () => {
    const body = await credit();
    await plant("garbage_after_commit");
    await expect(call("PUT", "/credit", body)).rejects.toThrow(SyntaxError);
    expect(await made()).toBe(1);
    await control("faults", { rules: [{ fault: "commit_late", path: "/credit", delayMs: 80 }] });
    await expect(call("PUT", "/credit", body)).rejects.toThrow();
    expect(await made()).toBe(1);
    await expect.poll(made).toBe(2);
    await plant("slow_drip", { delayMs: 50 });
    expect((await call("PUT", "/credit", body)).status).toBe(201);
  });

  test("hits the call that was named, by number, amount and contact", async () => {
    const body = await credit();
    await plant("error_500_before", { nth: 2, amount: 777, contactId: body.contact_id });
    const codes = [];
    for (const amount of [777, 778, 777, 777])
      codes.push((await call("PUT", "/credit", { ...body, amount })).status);
    expect(codes).toEqual([201, 201, 500, 201]);
    expect((await control("faults")).faults?.[0]).toMatchObject({ seen: 3, hits: 1 });
    await call("DELETE", "/_sandbox/faults", undefined, "");
    expect((await control("faults")).faults).toEqual([]);
  });

  test("takes the keys down", async () => {
    await control("faults", { rules: [{ fault: "jwks_down" }] });
    expect((await call("GET", "/.well-known/jwks.json", undefined, "")).status).toBe(503);
    expect((await call("GET", "/.well-known/jwks.json", undefined, "")).status).toBe(200);
  });
});

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
    expect(delivery?.apiKey).toBe("k3y");
    expect(JSON.parse(delivery?.raw ?? "")).toMatchObject({
      webhookId: webhook.id,
      events: [{ type: "transactions.debits.created", data: { state: "requested" } }],
    });
  });

  test("wait for a full batch or for the oldest event's time", async () => {
    await register({ max_batch_size: 3 });
    await raise(4);
    await expect.poll(ids).toEqual([(await known()).slice(0, 3)]);
    await expect.poll(ids, { timeout: 2000 }).toHaveLength(2);
  });

  test("send a refused batch again as it was", async () => {
    const webhook = await register();
    receiver.statuses.push(500, 503);
    await raise(2);
    await control("deliver-now", {});
    await raise(1);
    await expect.poll(() => receiver.received.length).toBeGreaterThanOrEqual(3);
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

  test.each([
    ["duplicate_delivery", (all: number[]) => [all, all]],
    ["split_delivery", (all: number[]) => all.map((id) => [id])],
    ["reorder_deliveries", (all: number[]) => [all.slice(2), all.slice(0, 2)]],
    ["skip_event", (all: number[]) => [all.slice(1)]],
    ["drop_response", (all: number[]) => [all, all]],
  ])("%s", async (fault, expected) => {
    await control("deliveries/hold", {});
    await register({ max_batch_size: 4 });
    await raise(4);
    await control("faults", { rules: [{ fault }] });
    await control("deliver-now", {});
    expect(ids()).toEqual([]);
    await control("deliveries/release", {});
    await expect
      .poll(async () => {
        await control("deliver-now", {});
        return ids();
      })
      .toEqual(expected(await known()));
  });
});

describe("a restart", () => {
  test("forgets nothing", async () => {
    const receiver = await startReceiver();
    const webhook = await call("POST", "/webhooks/", { callback_url: receiver.url });
    const id = await newCredit(5003);
    await control("deliveries/hold", {});
    const keys = (await call("GET", "/.well-known/jwks.json")).body;
    await control("faults", { rules: [{ fault: "rate_limit", path: "/debit" }] });
    await sandbox.stop();
    sandbox = await start(database.url);
    expect((await call("GET", "/.well-known/jwks.json")).body).toEqual(keys);
    expect((await control("faults")).faults).toHaveLength(1);
    expect((await call("GET", `/webhooks/${webhook.body.identifier}`)).body.state).toBe("scheduled");
    await control("deliveries/release", {});
    expect(await control("drain", {})).toMatchObject({ pending: 0 });
    expect(await status(id)).toMatchObject({ state: "failed", fail_reason: "account_frozen" });
    expect(receiver.received.flatMap((delivery) => delivery.ids)).toHaveLength(3);
    await receiver.stop();
  });
});

describe("the payment page", () => {
  const visit = async (id: string, fields?: Record<string, string>) => {
    const post = fields && { method: "POST", body: new URLSearchParams(fields) };
    const response = await fetch(`${sandbox.url}/payment/pay/${id}`, post);
    return { status: response.status, url: response.url, html: await response.text() };
  };
  const card = (number: string) => ({
    method: "card",
    card_number: number,
    expiry: "12/49",
    security_code: "123",
    card_name: "Bo Buyer",
  });
  const bank = {
    method: "bank",
    institution_number: "001",
    transit_number: "27601",
    account_number: "1234567",
    holder_name: "Bo",
  };

  test("takes a card after a declined one, and only once", async () => {
    const id = await newDebit(12_345);
    expect((await visit(id)).html).toContain("Pay $123.45");
    const declined = await visit(id, card("4000 0000 0000 0002"));
    expect([declined.status, declined.html.includes("Your card was declined")]).toEqual([402, true]);
    const paid = await visit(id, card("4242 4242 4242 4242"));
    expect([paid.url.endsWith("/thanks"), paid.html.includes("Thank you")]).toEqual([true, true]);
    expect(await status(id)).toEqual({ state: "paid" });
    expect((await visit(id)).html).toContain("already used");
    expect((await visit(id, card("4242 4242 4242 4242"))).status).toBe(410);
    expect(await kinds(id)).toEqual(["created", "pulled"]);
  });

  test("fails a card without funds", async () => {
    const id = await newDebit(100);
    await visit(id, card("4000000000009995"));
    await control("drain", {});
    expect(await status(id)).toMatchObject({ state: "failed", fail_reason: "insufficient_funds" });
  });

  test("says what is wrong beside the field and keeps what was typed", async () => {
    const id = await newDebit(100);
    const wrong = await visit(id, { ...bank, transit_number: "27<" });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain("The transit number has five digits.");
    expect(wrong.html).toContain("We need your agreement");
    expect(wrong.html).toContain('value="27&lt;"');
    const right = await visit(id, { ...bank, agree: "on", mandate_name: "Bo" });
    expect(right.html).toContain("Thank you");
    expect(await status(id)).toEqual({ state: "initiated" });
  });

  test("lets a payee say where a credit goes", async () => {
    const contact_id = await newContact();
    const credit = { amount: 2500, statement: "x", from_bank_account: OPERATING, contact_id };
    const { identifier = "", link } = (await call("PUT", "/credit", credit)).body;
    expect(link).toBe(`${sandbox.url}/payment/pay/${identifier}`);
    expect((await visit(identifier)).html).toContain("Receive $25.00");
    expect((await visit(identifier, bank)).html).toContain("Thank you");
    await control("drain", {});
    expect(await status(identifier)).toEqual({ state: "completed" });
  });

  test("says when a link was cancelled", async () => {
    const id = await newDebit(100);
    await call("DELETE", `/transaction/${id}`);
    expect((await visit(id)).html).toContain("was cancelled");
  });
});

describe("the control door", () => {
  test("makes transactions as if somebody else did", async () => {
    const made = await control("create", { direction: "debit", amount: 900, note: "not ours" });
    expect(made.link).toContain("/payment/pay/");
    expect((await list("transactions?note=not ours"))[0]).toMatchObject({ origin: "elsewhere" });
  });

  test("shows a page", async () => {
    await newCredit(5000);
    const html = await (await fetch(`${sandbox.url}/_sandbox/`)).text();
    expect(html).toContain("$50.00");
  });

  test("is shut to foreign pages", async () => {
    const response = await fetch(`${sandbox.url}/_sandbox/clock`, {
      headers: { origin: "https://evil.example" },
    });
    expect(response.status).toBe(404);
  });

  test("lets a variant be chosen", async () => {
    await control("variants", { lateCancel: "ok_false", failureFields: "null" });
    const id = await newDebit(100);
    expect(await status(id)).toEqual({ state: "requested", fail_reason: null, fail_direction: null });
    await control(`pay/${id}`, { method: "card" });
    expect(await call("DELETE", `/transaction/${id}`)).toMatchObject({ status: 200, body: { ok: false } });
  });
});
