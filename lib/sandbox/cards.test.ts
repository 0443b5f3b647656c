import { describe, expect, test } from "vitest";
import { OPERATING, useSandbox } from "./test-rig";

const { call, control, list, events, status, kinds, newContact, newCard, newDebit, charge, sandbox } =
  useSandbox();

const form = (number: string, more: object = {}) => ({
  card_number: number,
  expiry: "12/49",
  security_code: "123",
  card_name: "Bo Buyer",
  ...more,
});

async function visit(url: string, fields?: Record<string, string>) {
  const post = fields && { method: "POST", body: new URLSearchParams(fields) };
  const response = await fetch(url, post);
  const { status: code, headers } = response;
  return { status: code, url: response.url, headers, html: await response.text() };
}

const cards = () => control("cards") as unknown as Promise<object[]>;

describe("the capture page", () => {
  test("saves a card once and tells of it by an event", async () => {
    const contactId = await newContact();
    const { id, url } = await newCard(contactId, null);
    expect(url.startsWith(`${sandbox().url}/card/capture/`)).toBe(true);
    const blank = await visit(url);
    expect([blank.status, blank.html.includes("Save a card")]).toEqual([200, true]);
    const saved = await visit(url, form("4242 4242 4242 4242"));
    expect([saved.status, saved.url]).toEqual([200, `${url}/done`]);
    expect(saved.html).toContain("The card ending in 4242 is saved. You can close this page.");
    expect(await visit(url)).toMatchObject({ status: 410 });
    expect(await visit(url, form("4000000000000002"))).toMatchObject({ status: 410 });
    const data = { creditCardId: id, contactId, state: "active", brand: "visa", lastFour: "4242" };
    expect(await events()).toMatchObject([{ type: "contacts.creditcards.tokenized", data }]);
  });

  test("tells of a card that could not be saved", async () => {
    const contactId = await newContact();
    const { id, url } = await newCard(contactId, null);
    expect((await visit(url, form("4000000000000002"))).html).toContain("could not be saved");
    expect((await visit(url)).status).toBe(410);
    const data = { creditCardId: id, contactId, state: "failed", failReason: "card_declined" };
    expect((await events()).map((event) => event.data)).toEqual([data]);
    expect(await charge(contactId, id)).toMatchObject({ status: 409 });
  });

  test("may be framed, and says in plain words what is wrong", async () => {
    const { url } = await newCard(await newContact(), null);
    const { headers } = await visit(url);
    expect(headers.get("x-frame-options")).toBeNull();
    expect(headers.get("content-security-policy")).not.toContain("frame-ancestors");
    const wrong = await visit(url, form("4242 4242 4242 4241<", { expiry: "01/20", security_code: "98" }));
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain("This is not a card number.");
    expect(wrong.html).toContain("This card has expired.");
    expect(wrong.html).toContain('value="4242 4242 4242 4241&lt;"');
    expect(wrong.html).not.toContain('value="98"');
    expect((await visit(url)).status).toBe(200);
    expect((await visit(`${url}/done`)).url).toBe(url);
    expect((await visit(`${sandbox().url}/card/capture/nonsense`)).status).toBe(404);
  });

  test("takes one of two submitted at once", async () => {
    const { url } = await newCard(await newContact(), null);
    await Promise.all([1, 2, 3, 4].map(() => visit(url, form("4242424242424242"))));
    expect(await events()).toHaveLength(1);
  });

  test("keeps no card number", async () => {
    const contactId = await newContact();
    await newCard(contactId, "5555555555554444");
    const listed = JSON.stringify(await cards());
    expect(listed).toContain('"lastFour":"4444"');
    expect(listed).toContain('"brand":"mastercard"');
    expect(listed).not.toContain("555555555555");
  });
});

describe("the capture door", () => {
  test("wants a card number, and a card that is still to be captured", async () => {
    const { id } = await newCard(await newContact(), null);
    const door = (body: object, cardId = id) => call("POST", `/_sandbox/capture/${cardId}`, body, "");
    expect((await door({ card_number: "4242424242424241" })).status).toBe(422);
    expect((await door({}, crypto.randomUUID())).status).toBe(404);
    expect(await door({})).toMatchObject({ status: 200, body: { state: "active" } });
    expect((await door({})).status).toBe(409);
  });
});

describe("a charge", () => {
  test("is paid at once and completed later", async () => {
    const contactId = await newContact();
    const { id } = await newCard(contactId);
    const answer = await charge(contactId, id);
    const { identifier = "" } = answer.body;
    expect(answer).toMatchObject({ status: 200, body: { identifier, state: "paid" } });
    expect(Object.keys(answer.body)).toEqual(["identifier", "state"]);
    expect(await kinds(identifier)).toEqual(["created", "pulled"]);
    expect((await call("DELETE", `/transaction/${identifier}`)).status).toBe(409);
    await control("drain", {});
    expect(await status(identifier)).toEqual({ state: "completed" });
    expect(await kinds(identifier)).toEqual(["created", "pulled", "pushed", "completed"]);
    const [listed] = await list(`transactions?id=${identifier}`);
    expect(listed?.events.map((event) => [event.type, event.state])).toEqual([
      ["transactions.debits.created", "paid"],
      ["transactions.debits.updated", "completed"],
    ]);
  });

  test.each([
    [5003, { state: "failed", fail_reason: "account_frozen", fail_direction: "pull" }],
    [5011, { state: "failed", fail_reason: "customer_initiated_return", fail_direction: "pull" }],
    [5013, { state: "paid" }],
  ])("of %i cents ends as the cents ask", async (cents, end) => {
    const contactId = await newContact();
    const { id } = await newCard(contactId);
    const { identifier = "" } = (await charge(contactId, id, { amount: cents })).body;
    await control("drain", {});
    expect(await status(identifier)).toEqual(end);
  });

  test.each([
    ["4000000000009995", "insufficient_funds"],
    ["4000000000000341", "card_declined"],
    ["4000000000000069", "expired_card"],
  ])("of %s is declined with %s and leaves nothing behind", async (number, decline_code) => {
    const contactId = await newContact();
    const { id } = await newCard(contactId, number);
    const before = await events();
    expect(await charge(contactId, id)).toMatchObject({
      status: 402,
      body: { detail: "Your card was declined.", decline_code },
    });
    expect(await list("ledger")).toEqual([]);
    expect(await events()).toEqual(before);
  });

  test("knows no card and no account of somebody else", async () => {
    const [mine, other] = [await newContact(), await newContact("Somebody Else")];
    const { id } = await newCard(mine);
    expect((await charge(other, id)).status).toBe(404);
    expect((await charge(mine, "nonsense")).status).toBe(404);
    expect((await charge(crypto.randomUUID(), id)).status).toBe(404);
    expect((await charge(mine, id, { to_bank_account: crypto.randomUUID() })).status).toBe(404);
    expect((await charge(mine, id, { amount: 0 })).status).toBe(422);
    expect((await call("POST", `/contact/${crypto.randomUUID()}/creditcards/url`)).status).toBe(404);
    const { id: pending } = await newCard(mine, null);
    expect((await charge(mine, pending)).status).toBe(409);
    expect(await list("ledger")).toEqual([]);
  });
});

describe("paying a debit", () => {
  const pay = (debit: string, body: object) => call("POST", `/debit/${debit}/pay`, body);

  async function debitWithAccount() {
    const contact_id = await newContact();
    const account = {
      contact_id,
      institution_number: "001",
      transit_number: "27601",
      account_number: "990000905",
      holder_name: "Bo",
    };
    const debit = { amount: 5000, statement: "x", to_bank_account: OPERATING, contact_id };
    return {
      bank_account_id: (await call("PUT", "/contact/bank_account", account)).body.identifier,
      debit: (await call("PUT", "/debit", debit)).body.identifier ?? "",
    };
  }

  test("takes the money from a saved account, once, and closes its link", async () => {
    const { debit, bank_account_id } = await debitWithAccount();
    expect(await pay(debit, { bank_account_id })).toMatchObject({
      status: 200,
      body: { identifier: debit, state: "initiated" },
    });
    expect((await pay(debit, { bank_account_id })).status).toBe(409);
    expect((await visit(`${sandbox().url}/payment/pay/${debit}`)).status).toBe(410);
    await control("drain", {});
    expect(await status(debit)).toMatchObject({ state: "failed", fail_reason: "account_closed" });
    expect(await kinds(debit)).toEqual(["created", "failed"]);
  });

  test("is refused once the debit was cancelled, or paid on its link", async () => {
    const { debit, bank_account_id } = await debitWithAccount();
    await call("DELETE", `/transaction/${debit}`);
    expect((await pay(debit, { bank_account_id })).status).toBe(409);
    const second = await debitWithAccount();
    await control(`pay/${second.debit}`, { method: "card" });
    expect((await pay(second.debit, second)).status).toBe(409);
    expect(await kinds(second.debit)).toEqual(["created", "pulled"]);
  });

  test("takes one of several at once", async () => {
    const { debit, bank_account_id } = await debitWithAccount();
    const answers = await Promise.all([1, 2, 3, 4].map(() => pay(debit, { bank_account_id })));
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
  });

  test("knows no account of another contact and no debit of nobody", async () => {
    const { bank_account_id } = await debitWithAccount();
    const debit = await newDebit(5000);
    expect((await pay(debit, { bank_account_id })).status).toBe(404);
    expect((await pay(debit, { bank_account_id: "nonsense" })).status).toBe(404);
    expect((await pay(crypto.randomUUID(), { bank_account_id })).status).toBe(404);
    expect((await pay(debit, {})).status).toBe(422);
    expect(await status(debit)).toEqual({ state: "requested" });
  });
});
