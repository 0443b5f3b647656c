import { afterEach, describe, expect, test } from "vitest";
import { createJetpay, type Jetpay, type JetpayCall, type JetpayOptions } from "./client";
import {
  answers,
  breaksOff,
  hangs,
  inTurn,
  jetpayServer,
  resets,
  type Responder,
} from "./fixtures/jetpay-server";
import { unknownsFrom } from "./overrides";

const TOKEN = "tok_1234567890_secret";
const ID = "6277711d-f132-4ef0-918c-56fcb1539707";
const PAGE_URL = "https://jetpay.example/card/capture/abc";
const CHARGE = {
  contactId: "contact_123",
  cardId: "cc_456",
  amountCents: 10_000n,
  statement: "Order",
  note: "JD-7F3K2Q",
  toBankAccount: "m1",
};
const BY_ACCOUNT = { transactionId: ID, from: { kind: "account", bankAccountId: "bank_456" } } as const;
const BY_DETAILS = {
  transactionId: ID,
  from: {
    kind: "details",
    institutionNumber: "001",
    transitNumber: "27601",
    accountNumber: "90-12-34",
    holderName: "John Smith",
  },
} as const;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function meet(respond: Responder, changes: Partial<JetpayOptions> = {}) {
  const server = await jetpayServer(respond);
  closers.push(server.close);
  const records: JetpayCall[] = [];
  const record = (call: JetpayCall) => void records.push(call);
  const limits = { connectMs: 500, totalMs: 400, maxBytes: 2_000 };
  return {
    server,
    records,
    jetpay: createJetpay({ baseUrl: server.url, token: TOKEN, record, limits, ...changes }),
  };
}

const METHODS: readonly (readonly [string, string, (jetpay: Jetpay) => Promise<{ kind: string }>])[] = [
  ["a capture", "/contact/contact_123/creditcards/url", (jetpay) => jetpay.captureCard("contact_123")],
  ["a charge", "/contact/contact_123/creditcards/cc_456/charge", (jetpay) => jetpay.chargeCard(CHARGE)],
  ["pay-debit", `/debit/${ID}/pay`, (jetpay) => jetpay.payDebit(BY_ACCOUNT)],
];

const NO = { detail: "Not allowed" };
const PAGE = "<html>Forbidden</html>";
const OUTCOMES: readonly (readonly [string, Responder, object])[] = [
  ["404 in JSON", answers(404, NO), { kind: "refused", status: 404, declineReason: null }],
  ["404 of a page", answers(404, PAGE), { kind: "unknown" }],
  ["409", answers(409, NO), { kind: "refused", status: 409, words: "Not allowed", declineReason: null }],
  ["422", answers(422, NO), { kind: "refused", status: 422, declineReason: null }],
  ["402 of a page", answers(402, PAGE), { kind: "unknown" }],
  ["402 of nothing", answers(402, ""), { kind: "unknown" }],
  [
    "429",
    answers(429, NO, { "retry-after": "7" }),
    { kind: "not_sent", reason: "rate_limited", retryAfterMs: 7000 },
  ],
  ["401 in JSON", answers(401, NO), { kind: "not_sent", reason: "unauthorized" }],
  ["401 of a page", answers(401, PAGE), { kind: "unknown" }],
  ["403 in JSON", answers(403, NO), { kind: "not_sent", reason: "unauthorized" }],
  ["408", answers(408, NO), { kind: "unknown" }],
  ["500", answers(500, NO), { kind: "unknown" }],
  ["503", answers(503, NO, { "retry-after": "0" }), { kind: "unknown" }],
  ["302", answers(302, "", { location: "/" }), { kind: "unknown" }],
  ["307", answers(307, "", { location: "/" }), { kind: "unknown" }],
  ["a page with 200", answers(200, PAGE), { kind: "unknown" }],
  ["200 of nothing", answers(200, {}), { kind: "unknown" }],
  ["200 of a list", answers(200, [{ identifier: ID }]), { kind: "unknown" }],
  ["a body cut short", breaksOff, { kind: "unknown" }],
  [
    "too large a body",
    answers(200, { identifier: ID, url: PAGE_URL, state: "paid", more: "x".repeat(5_000) }),
    { kind: "unknown" },
  ],
  ["a reset", resets, { kind: "unknown" }],
  ["no HTTP at all", (socket) => socket.end("hello\r\n\r\n"), { kind: "unknown" }],
  ["silence past the limit", hangs, { kind: "unknown" }],
];

describe.each(METHODS)("%s", (_, path, call) => {
  test.each(OUTCOMES)("answered by %s is judged so, and was sent once", async (__, respond, expected) => {
    const { jetpay, server, records } = await meet(respond);
    expect(await call(jetpay)).toMatchObject(expected);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.requests.map((request) => `${request.method} ${request.path}`)).toEqual([`POST ${path}`]);
    expect(server.connections()).toBe(1);
    expect(server.requests[0]?.headers.get("connection")).toBe("close");
    expect(records).toHaveLength(1);
  });

  test("has a connection of its own each time", async () => {
    const { jetpay, server } = await meet(answers(200, { identifier: ID, url: PAGE_URL, state: "paid" }));
    expect(await call(jetpay)).toMatchObject({ kind: "accepted" });
    expect(await call(jetpay)).toMatchObject({ kind: "accepted" });
    expect(server.connections()).toBe(2);
  });

  test("was never sent when nobody listens", async () => {
    const { jetpay, server } = await meet(hangs);
    await server.close();
    expect(await call(jetpay)).toMatchObject({ kind: "not_sent", reason: "unreachable" });
  });
});

describe("a capture", () => {
  test("sends no body and reads the page's address and the card's id", async () => {
    const answer = { url: PAGE_URL, credit_card_id: "cc_456", identifier: "contact_123" };
    const { jetpay, server } = await meet(answers(200, answer));
    const value = { identifier: "cc_456", url: PAGE_URL };
    expect(await jetpay.captureCard("contact_123")).toEqual({ kind: "accepted", status: 200, value });
    expect(server.requests[0]?.body).toBe("");
    expect(server.requests[0]?.headers.get("authorization")).toBe(`Bearer ${TOKEN}`);
  });

  test.each([
    ["an id", { url: PAGE_URL }],
    ["a page", { identifier: "cc_456" }],
    ["a web address", { identifier: "cc_456", url: "javascript:alert(1)" }],
    ["an address without a line break", { identifier: "cc_456", url: "https://jetpay.example/\na" }],
    ["an id that can stand in an address", { identifier: "..", url: PAGE_URL }],
  ])("is unknown without %s", async (_, answer) => {
    const { jetpay } = await meet(answers(200, answer));
    expect(await jetpay.captureCard("contact_123")).toMatchObject({ kind: "unknown" });
  });
});

describe("a charge", () => {
  const NOTHING_MORE = { failReason: null, brand: null, lastFour: null, link: null };

  test("sends the fields of the table and reads what came of it", async () => {
    const chargeFields = { toBankAccount: "to", note: "memo" };
    const { jetpay, server } = await meet(answers(200, { identifier: ID, state: "paid" }), {
      unknowns: unknownsFrom({ chargeFields }),
    });
    const value = { identifier: ID, state: "paid", ...NOTHING_MORE };
    expect(await jetpay.chargeCard(CHARGE)).toEqual({ kind: "accepted", status: 200, value });
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
      amount: 10_000,
      statement: "Order",
      memo: "JD-7F3K2Q",
      to: "m1",
    });
  });

  test("may tell brand and last digits, and be failed at once", async () => {
    const failed = { state: "failed", fail_reason: "insufficient_funds", brand: "Visa", last_four: "9995" };
    const { jetpay } = await meet(answers(200, { identifier: ID, ...failed }));
    expect(await jetpay.chargeCard(CHARGE)).toMatchObject({
      kind: "accepted",
      value: {
        identifier: ID,
        state: "failed",
        failReason: "insufficient_funds",
        brand: "Visa",
        lastFour: "9995",
      },
    });
  });

  test("is accepted by its identifier alone, and what cannot be kept is left out", async () => {
    const odd = { state: "x".repeat(61), brand: "a\u0000", last_four: "4242424242424242", fail_reason: 7 };
    const { jetpay } = await meet(answers(200, { identifier: ID, ...odd }));
    const value = { identifier: ID, state: null, ...NOTHING_MORE };
    expect(await jetpay.chargeCard(CHARGE)).toMatchObject({ kind: "accepted", value });
  });

  test.each([
    ["tells no identifier", { state: "failed", fail_reason: "card_declined" }],
    ["says no", { identifier: ID, ok: false }],
  ])("is unknown when its success %s", async (_, answer) => {
    const { jetpay } = await meet(answers(200, answer));
    expect(await jetpay.chargeCard(CHARGE)).toMatchObject({ kind: "unknown" });
  });

  const WORDS = "Your card was declined.";
  const CODE = { decline_code: "insufficient_funds" };
  test.each<[string, number, object, string | null, string]>([
    ["402 with a code", 402, { detail: WORDS, ...CODE }, "insufficient_funds", WORDS],
    ["402 without one", 402, { detail: WORDS }, "card_declined", WORDS],
    ["402 with nothing", 402, {}, "card_declined", "The card was declined: card_declined."],
    [
      "402 with a code no one can keep",
      402,
      { detail: WORDS, decline_code: "a\u0000" },
      "card_declined",
      WORDS,
    ],
    [
      "402 with a code in its detail",
      402,
      { detail: { message: WORDS, ...CODE } },
      "insufficient_funds",
      WORDS,
    ],
    ["400 with a code", 400, { detail: WORDS, ...CODE }, "insufficient_funds", WORDS],
    [
      "400 with a code in its detail",
      400,
      { detail: CODE },
      "insufficient_funds",
      "The card was declined: insufficient_funds.",
    ],
    [
      "422 with a code in its error",
      422,
      { error: { message: WORDS, ...CODE } },
      "insufficient_funds",
      WORDS,
    ],
    ["400 without a code", 400, { detail: WORDS }, null, WORDS],
    ["400 with an empty code", 400, { detail: WORDS, decline_code: "" }, null, WORDS],
    ["422 of validation", 422, { detail: [{ loc: ["body", "amount"], msg: "bad" }] }, null, "amount: bad"],
    ["404 with a code", 404, { detail: WORDS, ...CODE }, null, WORDS],
    ["409 with a code", 409, { detail: WORDS, ...CODE }, null, WORDS],
  ])("refused with %s", async (_, status, body, declineReason, words) => {
    const { jetpay, records } = await meet(answers(status, body));
    expect(await jetpay.chargeCard(CHARGE)).toEqual({ kind: "refused", status, words, declineReason });
    expect(records[0]).toMatchObject({ status, outcome: "refused", words });
  });

  test("a token that is refused is never a decline, even with a code", async () => {
    const { jetpay } = await meet(answers(403, { detail: WORDS, ...CODE }));
    expect(await jetpay.chargeCard(CHARGE)).toMatchObject({ kind: "not_sent", reason: "unauthorized" });
  });

  test("keeps digits and token out of words and reason", async () => {
    const detail = `Card 4242 4242 4242 4242 (4242424242424242) declined for Bearer ${TOKEN}`;
    const body = { detail, decline_code: `bad 4000-0000-0000-0002 ${TOKEN}` };
    const { jetpay, records } = await meet(answers(402, body));
    const answer = await jetpay.chargeCard(CHARGE);
    expect(answer).toMatchObject({
      words: "Card •••242 (•••242) declined for Bearer •••",
      declineReason: "bad •••002 •••",
    });
    expect(JSON.stringify(records)).not.toMatch(/4242|tok_/);
    const failed = { identifier: ID, state: "failed", fail_reason: `bad 4000000000000002 ${TOKEN}` };
    const second = await meet(answers(200, failed));
    expect(await second.jetpay.chargeCard(CHARGE)).toMatchObject({ value: { failReason: "bad •••002 •••" } });
  });

  test("a decline is looked for in charges alone", async () => {
    const { jetpay } = await meet(answers(402, { detail: WORDS, ...CODE }));
    for (const answer of [await jetpay.payDebit(BY_ACCOUNT), await jetpay.captureCard("contact_123")])
      expect(answer).toMatchObject({ kind: "refused", declineReason: null });
  });

  test.each([0n, -1n, 2n ** 53n])("of %s cents is never sent", async (amountCents) => {
    const { jetpay, server } = await meet(answers(200, { identifier: ID, state: "paid" }));
    await expect(jetpay.chargeCard({ ...CHARGE, amountCents })).rejects.toThrow(RangeError);
    expect(server.requests).toHaveLength(0);
  });
});

describe("pay-debit", () => {
  test("by account and by details, with the method and the names of the table", async () => {
    const paid = answers(200, { identifier: ID, state: "initiated" });
    const first = await meet(paid);
    const value = { identifier: ID, state: "initiated" };
    expect(await first.jetpay.payDebit(BY_ACCOUNT)).toEqual({ kind: "accepted", status: 200, value });
    await first.jetpay.payDebit(BY_DETAILS);
    expect(first.server.requests.map(({ body }) => JSON.parse(body))).toEqual([
      { bank_account_id: "bank_456" },
      {
        institution_number: "001",
        transit_number: "27601",
        account_number: "90-12-34",
        holder_name: "John Smith",
      },
    ]);
    const unknowns = unknownsFrom({
      paths: { payDebit: "/transaction/{id}/pay" },
      payDebitMethod: "PUT",
      payDebitAccountField: "from_bank_account",
    });
    const second = await meet(paid, { unknowns });
    await second.jetpay.payDebit(BY_ACCOUNT);
    expect(second.server.requests[0]).toMatchObject({
      method: "PUT",
      path: `/transaction/${ID}/pay`,
      body: '{"from_bank_account":"bank_456"}',
    });
  });

  test.each([
    ["only a state", { state: "initiated" }, { identifier: ID, state: "initiated" }],
    ["only an identifier", { identifier: ID }, { identifier: ID, state: null }],
    ["only that it is well", { ok: true }, { identifier: ID, state: null }],
  ])("may be answered with %s", async (_, answer, value) => {
    const { jetpay } = await meet(answers(200, answer));
    expect(await jetpay.payDebit(BY_ACCOUNT)).toMatchObject({ kind: "accepted", value });
  });

  test("is unknown when a success says no", async () => {
    const { jetpay } = await meet(answers(200, { identifier: ID, ok: false }));
    expect(await jetpay.payDebit(BY_ACCOUNT)).toMatchObject({ kind: "unknown" });
  });

  test("as a PUT, which HTTP calls repeatable, is sent once all the same", async () => {
    const unknowns = unknownsFrom({ payDebitMethod: "PUT" });
    const { jetpay, server } = await meet(inTurn(resets, answers(200, { state: "initiated" })), { unknowns });
    expect(await jetpay.payDebit(BY_ACCOUNT)).toMatchObject({ kind: "unknown" });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([server.requests.length, server.connections()]).toEqual([1, 1]);
  });

  test("by details keeps the account number out of Jetpay's words", async () => {
    const { jetpay, records } = await meet(
      answers(422, { detail: `Account 90-12-34 is not one; nor is 1111111; ${TOKEN}` }),
    );
    const words = "Account ••• is not one; nor is •••111; •••";
    expect(await jetpay.payDebit(BY_DETAILS)).toMatchObject({ kind: "refused", words, declineReason: null });
    expect(records[0]).toMatchObject({ path: `/debit/${ID}/pay`, words });
    expect(JSON.stringify(records)).not.toContain("90-12-34");
  });

  test.each(["", ".", ".."])("of the id “%s” is never sent", async (transactionId) => {
    const { jetpay, server } = await meet(answers(200, { state: "initiated" }));
    await expect(jetpay.payDebit({ ...BY_ACCOUNT, transactionId })).rejects.toThrow(RangeError);
    expect(server.requests).toHaveLength(0);
  });
});
