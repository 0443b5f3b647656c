import { describe, expect, test } from "vitest";
import { OUTCOMES } from "./outcomes";
import type { Leg, Outcome } from "./outcomes";
import { OPERATING, PATIENCE, clientOf, createDatabase, query, start } from "./test-rig";
import { startReceiver, useSandbox } from "./test-rig";

const { call, control, list, events, status, kinds, newContact, newCredit, newDebit, sandbox, restart } =
  useSandbox();

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
    const account = await call("PUT", "/contact/bank_account", {
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
    expect(answer.body.detail).toMatchObject([{ loc: ["body", field] }]);
  });

  test("answers malformed JSON with 422, and unknown ids with 404", async () => {
    expect((await call("PUT", "/debit", "{")).status).toBe(422);
    expect((await call("GET", "/transaction/nobody/status")).status).toBe(404);
    const elsewhere = { amount: 1, statement: "x", from_bank_account: crypto.randomUUID(), contact_id: "x" };
    expect((await call("PUT", "/credit", elsewhere)).status).toBe(404);
  });

  test("leads to the path with the slash put right, by every method that has a route there", async () => {
    const id = crypto.randomUUID();
    const lead = async (method: string, path: string) => {
      const { status: code, headers } = await call(method, path, method === "GET" ? undefined : {});
      return [code, headers.get("location")?.replace(sandbox().url, "")];
    };
    expect(await lead("POST", "/webhooks")).toEqual([307, "/webhooks/"]);
    expect(await lead("GET", "/webhooks?limit=5")).toEqual([307, "/webhooks/?limit=5"]);
    for (const method of ["GET", "PATCH", "DELETE"])
      expect(await lead(method, `/webhooks/${id}/`)).toEqual([307, `/webhooks/${id}`]);
    expect((await lead("DELETE", "/webhooks"))[0]).toBe(404);
    expect((await lead("DELETE", "/webhooks/"))[0]).toBe(405);
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
  test("ends as the table of outcomes says", async () => {
    const made = await Promise.all(
      OUTCOMES.map(async (outcome) => {
        const debit = await newDebit(5000 + outcome.cents);
        await control(`pay/${debit}`, { method: "bank" });
        return { outcome, debit, credit: await newCredit(5000 + outcome.cents) };
      }),
    );
    await control("drain", {});
    for (const { outcome, debit, credit } of made) {
      await expectEnd(debit, outcome, outcome.debit);
      await expectEnd(credit, outcome, outcome.credit);
    }
  });

  async function expectEnd(id: string, outcome: Outcome, leg: Leg | null) {
    const expected = outcome.reason
      ? { state: "failed", fail_reason: outcome.reason, fail_direction: leg }
      : { state: "initiated" };
    expect(await status(id)).toEqual(leg ? expected : { state: "completed" });
    expect((await kinds(id)).at(-1)).toBe(lastKind(outcome.when, leg));
  }

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
    await expect.poll(() => quickStatus(id), PATIENCE).toEqual({ state: "completed" });
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

describe("a restart", () => {
  test("forgets nothing", async () => {
    const receiver = await startReceiver();
    const webhook = await call("POST", "/webhooks/", { callback_url: receiver.url });
    const id = await newCredit(5003);
    await control("deliveries/hold", {});
    const keys = (await call("GET", "/.well-known/jwks.json")).body;
    await control("faults", { rules: [{ fault: "rate_limit", path: "/debit" }] });
    await restart();
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

describe("a database of an older sandbox", () => {
  test("is brought up to date and keeps what it had", async () => {
    const old = await createDatabase();
    const first = await start(old.url);
    const before = clientOf(() => first);
    const id = await before.newCredit(5000);
    await first.stop();
    await query(
      old.url,
      `alter table sandbox.transactions drop card_id, drop fate; drop table sandbox.cards;
       alter table sandbox.webhooks drop skipped; alter table sandbox.keys drop withdrawn_at;
       update sandbox.meta set variants = '{"lateCancel":"400"}'`,
    );
    const second = await start(old.url);
    const after = clientOf(() => second);
    expect(await after.control("variants")).toMatchObject({ lateCancel: "400", payDebitBy: "account" });
    await after.control("drain", {});
    expect(await after.status(id)).toEqual({ state: "completed" });
    const contactId = await after.newContact();
    const { id: cardId } = await after.newCard(contactId);
    expect((await after.charge(contactId, cardId)).status).toBe(200);
    await second.stop();
    await old.drop();
  });
});

describe("the control door", () => {
  test("makes transactions as if somebody else did", async () => {
    const made = await control("create", { direction: "debit", amount: 900, note: "not ours" });
    expect(made.link).toContain("/payment/pay/");
    expect((await list("transactions?note=not ours"))[0]).toMatchObject({ origin: "elsewhere" });
  });

  test("is shut to foreign pages", async () => {
    const response = await fetch(`${sandbox().url}/_sandbox/clock`, {
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
