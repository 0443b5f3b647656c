import net from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createJetpay, type JetpayCall, type JetpayOptions } from "./client";
import { answers, breaksOff, hangs, jetpayServer, resets, type Responder } from "./fixtures/jetpay-server";

const TOKEN = "tok_1234567890_secret";
const ID = "6277711d-f132-4ef0-918c-56fcb1539707";
const LINK = `https://jetpay.baselinepayments.com/payment/pay/${ID}`;
const DEBIT = {
  amountCents: 10_000n,
  statement: "Order",
  note: "JD-7F3K2Q",
  toBankAccount: "m1",
  contactId: "c1",
};
const CREDIT = { ...DEBIT, fromBankAccount: "m1", toBankAccount: "b1" };
const ACCOUNT = {
  institution: "BMO",
  title: "Business chequing",
  holderName: "John Smith",
  contactId: "c1",
  accountType: "chequing",
  transitNumber: "27601",
  institutionNumber: "001",
  accountNumber: "11122233",
  holderAddress: "123 Happy St",
  holderAddressPostalCode: "A1A1A1",
  holderAddressCity: "Vancouver",
  holderAddressCountry: "CA",
  holderEmail: "johnsmith@mail.com",
};

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

const closedPort = async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const NO = { detail: "Not allowed" };
const PAGE = "<html>Forbidden 27601-001-1111111</html>";
const INVALID = {
  detail: [{ loc: ["body", "amount"], msg: "Input should be greater than 0", type: "greater_than" }],
};

describe("a creation is judged", () => {
  test.each<[string, Responder, object]>([
    [
      "201",
      answers(201, { identifier: ID, link: LINK }),
      { kind: "accepted", status: 201, value: { identifier: ID, link: LINK } },
    ],
    [
      "200 without a link",
      answers(200, { identifier: ID }),
      { kind: "accepted", value: { identifier: ID, link: null } },
    ],
    [
      "422",
      answers(422, INVALID),
      { kind: "refused", status: 422, words: "amount: Input should be greater than 0" },
    ],
    [
      "402",
      answers(402, { detail: "Card declined" }),
      { kind: "refused", status: 402, words: "Card declined", declineReason: null },
    ],
    ["409", answers(409, { message: "Too late" }), { kind: "refused", status: 409, words: "Too late" }],
    ["404 in JSON", answers(404, NO), { kind: "refused", status: 404 }],
    ["404 of a page", answers(404, PAGE), { kind: "unknown" }],
    [
      "429",
      answers(429, NO, { "retry-after": "7" }),
      { kind: "not_sent", reason: "rate_limited", retryAfterMs: 7000 },
    ],
    ["429 of a page", answers(429, PAGE), { kind: "not_sent", reason: "rate_limited", retryAfterMs: null }],
    ["401 in JSON", answers(401, NO), { kind: "not_sent", reason: "unauthorized", words: "Not allowed" }],
    ["401 of a page", answers(401, PAGE), { kind: "unknown" }],
    ["403 in JSON", answers(403, NO), { kind: "not_sent", reason: "unauthorized" }],
    ["403 of a page", answers(403, PAGE), { kind: "unknown" }],
    ["408", answers(408, NO), { kind: "unknown" }],
    ["500", answers(500, NO), { kind: "unknown" }],
    ["503", answers(503, NO, { "retry-after": "1" }), { kind: "unknown" }],
    ["302", answers(302, "", { location: "/debit" }), { kind: "unknown" }],
    ["307", answers(307, "", { location: "/debit" }), { kind: "unknown" }],
    ["a page with 200", answers(200, PAGE), { kind: "unknown" }],
    ["200 without an identifier", answers(200, { id: 123 }), { kind: "unknown" }],
    ["204", (socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n"), { kind: "unknown" }],
    ["a body cut short", breaksOff, { kind: "unknown" }],
    ["a reset before the answer", resets, { kind: "unknown" }],
    ["a close before the answer", (socket) => socket.end(), { kind: "unknown" }],
    ["no HTTP at all", (socket) => socket.end("hello\r\n\r\n"), { kind: "unknown" }],
    ["silence past the limit", hangs, { kind: "unknown" }],
    [
      "too large a body",
      answers(201, { identifier: ID, link: LINK, more: "x".repeat(5_000) }),
      { kind: "unknown" },
    ],
  ])("%s, sent once on a connection of its own", async (_, respond, expected) => {
    const { jetpay, server, records } = await meet(respond);
    expect(await jetpay.createDebit(DEBIT, { reference: "JD-7F3K2Q" })).toMatchObject(expected);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.requests).toHaveLength(1);
    expect(server.connections()).toBe(1);
    expect(server.requests[0]?.headers.get("connection")).toBe("close");
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ method: "PUT", path: "/debit", reference: "JD-7F3K2Q" });
    expect(JSON.stringify(records)).not.toContain("1111111");
  });

  test("a date of Retry-After counts from now", async () => {
    const now = () => Date.parse("2026-01-22T10:00:00Z");
    const { jetpay } = await meet(answers(429, NO, { "retry-after": "Thu, 22 Jan 2026 10:00:09 GMT" }), {
      now,
    });
    expect(await jetpay.createDebit(DEBIT)).toMatchObject({ kind: "not_sent", retryAfterMs: 9000 });
  });

  test.each([
    ["a refused port", async () => `http://127.0.0.1:${await closedPort()}`],
    ["a name nobody has", async () => "http://nobody.invalid"],
  ])("%s was never sent", async (_, baseUrl) => {
    const jetpay = createJetpay({ baseUrl: await baseUrl(), token: TOKEN, limits: { connectMs: 2_000 } });
    expect(await jetpay.createDebit(DEBIT)).toMatchObject({ kind: "not_sent", reason: "unreachable" });
  });

  test.each([
    ["fails", (socket: net.Socket) => socket.end("HTTP/1.1 400 This is not TLS\r\n\r\n")],
    ["never ends", () => undefined],
  ])("behind a TLS handshake that %s, it was never sent", async (_, meetHello) => {
    const server = net.createServer((socket) => {
      closers.push(async () => void socket.destroy());
      socket.on("error", () => socket.destroy()).once("data", () => meetHello(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closers.push(async () => void server.close());
    const { port } = server.address() as AddressInfo;
    const jetpay = createJetpay({
      baseUrl: `https://127.0.0.1:${port}`,
      token: TOKEN,
      limits: { totalMs: 300 },
    });
    expect(await jetpay.createDebit(DEBIT)).toMatchObject({ kind: "not_sent", reason: "unreachable" });
  });

  test("given up by the caller before it began, it was never sent; while waiting, it is unknown", async () => {
    const { jetpay, server } = await meet(hangs, { limits: { totalMs: 5_000 } });
    const given = await jetpay.createDebit(DEBIT, { signal: AbortSignal.abort() });
    expect(given).toMatchObject({ kind: "not_sent", reason: "unreachable" });
    expect(server.requests).toHaveLength(0);
    expect(await jetpay.createDebit(DEBIT, { signal: AbortSignal.timeout(100) })).toMatchObject({
      kind: "unknown",
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe("what is sent", () => {
  test("each creation has a new connection, the token, and the documented fields", async () => {
    const { jetpay, server } = await meet(answers(201, { identifier: ID, contact_id: "c1", link: null }));
    await jetpay.createContact({ email: "a@b.ca", name: "John", tags: [], language: "en" });
    await jetpay.createBankAccount(ACCOUNT);
    await jetpay.createCredit(CREDIT);
    await jetpay.createCredit({ ...CREDIT, toBankAccount: null });
    const sent = server.requests.map(({ method, path, body }) => [method, path, JSON.parse(body)]);
    expect(server.connections()).toBe(4);
    expect(server.requests[0]?.headers.get("authorization")).toBe(`Bearer ${TOKEN}`);
    expect(sent[0]).toEqual(["PUT", "/contact", { email: "a@b.ca", name: "John", tags: [], language: "en" }]);
    expect(sent[1]?.slice(0, 2)).toEqual(["PUT", "/contact/bank_account"]);
    expect(sent[1]?.[2]).toMatchObject({ account_number: "11122233", holder_address_postal_code: "A1A1A1" });
    expect(Object.keys(sent[1]?.[2])).toHaveLength(13);
    expect(sent[2]?.[2]).toMatchObject({ amount: 10_000, from_bank_account: "m1", to_bank_account: "b1" });
    expect(sent[3]?.[2]).not.toHaveProperty("to_bank_account");
  });

  test.each([0n, -1n, 2n ** 53n])("an amount of %s is never sent", async (amountCents) => {
    const { jetpay, server } = await meet(answers(201, { identifier: ID }));
    await expect(jetpay.createDebit({ ...DEBIT, amountCents })).rejects.toThrow(RangeError);
    await expect(jetpay.createCredit({ ...CREDIT, amountCents })).rejects.toThrow(RangeError);
    expect(server.requests).toHaveLength(0);
  });

  test("the largest exact amount is sent as an integer", async () => {
    const { jetpay, server } = await meet(answers(201, { identifier: ID }));
    await jetpay.createDebit({ ...DEBIT, amountCents: 9_007_199_254_740_991n });
    expect(server.requests[0]?.body).toContain('"amount":9007199254740991,');
  });

  test.each(["", ".", ".."])("an id of “%s” is no address", async (id) => {
    const { jetpay } = await meet(answers(200, { ok: true }));
    await expect(jetpay.cancelTransaction(id)).rejects.toThrow(RangeError);
  });

  test("a strange id stays one segment", async () => {
    const { jetpay, server } = await meet(answers(200, { state: "paid" }));
    await jetpay.transactionStatus("../debit?x=1");
    expect(server.requests[0]?.path).toBe("/transaction/..%2Fdebit%3Fx%3D1/status");
  });

  test.each(["ftp://jetpay", "http://user:pass@jetpay", "http://jetpay/?token=1"])(
    "%s is no address of Jetpay",
    (baseUrl) => {
      expect(() => createJetpay({ baseUrl, token: TOKEN })).toThrow(TypeError);
    },
  );
});

describe("what is recorded", () => {
  test("neither the account number nor the token, whatever Jetpay echoes", async () => {
    const detail = `Account 11122233 is bad; you sent Bearer ${TOKEN} and ${TOKEN}; see ${ID}`;
    const { jetpay, records } = await meet(answers(422, { detail }));
    const answer = await jetpay.createBankAccount(ACCOUNT);
    const expected = `Account •••233 is bad; you sent Bearer ••• and •••; see ${ID}`;
    expect(answer).toEqual({ kind: "refused", status: 422, words: expected, declineReason: null });
    expect(records[0]).toMatchObject({
      path: "/contact/bank_account",
      status: 422,
      outcome: "refused",
      words: expected,
    });
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("disk full");
      },
    ],
    ["rejects", () => Promise.reject(new Error("disk full"))],
    ["never ends", () => new Promise<void>(() => undefined)],
  ])("a record that %s changes nothing", async (_, record) => {
    const { jetpay } = await meet(answers(201, { identifier: ID }), { record: vi.fn(record) });
    expect(await jetpay.createDebit(DEBIT)).toMatchObject({ kind: "accepted" });
  });
});
