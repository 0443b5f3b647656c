import { describe, expect, test } from "vitest";
import { VARIANT_NAMES } from "./variants";
import { OPERATING, useSandbox } from "./test-rig";

const sandbox = useSandbox();
const { call, control, list, events, status, kinds, newContact, newAccount, newCredit, newDebit } = sandbox;
const { newCard, charge } = sandbox;
const choose = (variants: object) => control("variants", variants);

test("names and sides that are not there are refused, and nothing changes", async () => {
  const before = await control("variants");
  expect(Object.keys(before)).toEqual(VARIANT_NAMES);
  for (const wrong of [{ lateCancell: "409" }, { lateCancel: "408" }, { callbackKeyHeader: "Authorization" }])
    expect((await call("POST", "/_sandbox/variants", wrong, "")).status).toBe(422);
  expect(await control("variants")).toEqual(before);
  await choose({ lateCancel: "400" });
  expect(await choose({ laterEvents: "by_state" })).toMatchObject({ lateCancel: "400" });
});

describe("accounts, ids and tokens", () => {
  const numbers = async () => ({
    contact_id: await newContact(),
    institution_number: "001",
    transit_number: "27601",
    account_number: "1234567",
    holder_name: "Ada",
  });
  const rest = {
    institution: "BMO",
    title: "Chequing",
    account_type: "chequing",
    holder_address: "123 Happy St",
    holder_address_postal_code: "A1A1A1",
    holder_address_city: "Vancouver",
    holder_address_country: "CA",
    holder_email: "ada@example.com",
  };

  test.each([
    ["numbers_and_holder", 201],
    ["all", 422],
  ])("6: bank account fields: %s", async (bankAccountFields, code) => {
    await choose({ bankAccountFields });
    const few = await numbers();
    expect((await call("PUT", "/contact/bank_account", few)).status).toBe(code);
    expect((await call("PUT", "/contact/bank_account", { ...few, ...rest })).status).toBe(201);
    for (const field of Object.keys(rest)) {
      const body = { ...few, ...rest, [field]: null };
      expect((await call("PUT", "/contact/bank_account", body)).status).toBe(code);
    }
  });

  test.each([404, 422])("7: unknown ids answer %i", async (unknownIds) => {
    await choose({ unknownIds });
    const nobody = crypto.randomUUID();
    const [mine, other] = [await newContact(), await newContact()];
    const { id } = await newCard(other);
    const account = await newAccount(other);
    const debit = await newDebit(100);
    const answers = [
      await call("GET", `/transaction/${nobody}/status`),
      await call("DELETE", `/transaction/${nobody}`),
      await call("POST", `/contact/${nobody}/creditcards/url`),
      await charge(mine, id),
      await call("POST", `/debit/${debit}/pay`, { bank_account_id: account }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => unknownIds));
  });

  test.each([401, 403])("8: a missing token answers %i", async (missingToken) => {
    await choose({ missingToken });
    expect((await call("POST", `/contact/${await newContact()}/creditcards/url`, {}, "")).status).toBe(
      missingToken,
    );
  });

  test.each(["bank_account", "bank-account"])("17: the path of bank accounts is %s", async (path) => {
    await choose({ bankAccountPath: path });
    for (const tried of ["bank_account", "bank-account"]) {
      const answer = await call("PUT", `/contact/${tried}`, await numbers());
      expect(answer.status).toBe(tried === path ? 201 : 404);
    }
  });

  test.each([
    ["absent", {}],
    ["null", { fail_reason: null, fail_direction: null }],
  ])("18: failure fields are %s when nothing failed", async (failureFields, extra) => {
    await choose({ failureFields });
    const id = await newCredit(5000);
    expect(await status(id)).toEqual({ state: "requested", ...extra });
  });
});

describe("cancelling", () => {
  const cancel = (id: string) => call("DELETE", `/transaction/${id}`);

  test.each([
    ["409", 409, "Transaction can no longer be canceled"],
    ["400", 400, "Transaction can no longer be canceled"],
    ["ok_false", 200, undefined],
  ])("9: too late: %s", async (lateCancel, code, detail) => {
    await choose({ lateCancel });
    const id = await newCredit(5000);
    await control("drain", {});
    const answer = await cancel(id);
    expect([answer.status, answer.body.detail]).toEqual([code, detail]);
    if (code === 200) expect(answer.body).toEqual({ ok: false });
    expect(await status(id)).toEqual({ state: "completed" });
  });

  test.each([
    ["refused", 409, ["created", "pulled", "pushed", "completed"]],
    ["allowed", 200, ["created", "cancelled"]],
  ])("10: in initiated, before the pull: %s", async (cancelInitiated, code, lines) => {
    await choose({ cancelInitiated });
    await control("clock", { now: "2026-01-05T12:00:00.000Z" });
    const id = await newCredit(5000);
    await control("clock", { now: "2026-01-06T01:00:00.000Z" });
    expect(await status(id)).toEqual({ state: "initiated" });
    expect((await cancel(id)).status).toBe(code);
    await control("drain", {});
    expect(await kinds(id)).toEqual(lines);
  });

  test("10: nowhere once the money was pulled", async () => {
    await choose({ cancelInitiated: "allowed" });
    await control("clock", { now: "2026-01-05T12:00:00.000Z" });
    const id = await newCredit(5000);
    await control("clock", { now: "2026-01-06T13:00:00.000Z" });
    expect(await kinds(id)).toEqual(["created", "pulled"]);
    expect(await status(id)).toEqual({ state: "initiated" });
    expect((await cancel(id)).status).toBe(409);
  });

  test.each([
    [true, ["requested", "cancelled"]],
    [false, ["requested"]],
  ])("10: raises an event: %s", async (cancelRaisesEvent, states) => {
    await choose({ cancelRaisesEvent });
    const id = await newCredit(5000);
    await cancel(id);
    const [listed] = await list(`transactions?id=${id}`);
    expect(listed?.events.map((event) => event.state)).toEqual(states);
  });
});

describe("charges and payments", () => {
  const told = async () => (await events()).map(({ type, data }) => ({ type, data }));

  test.each([
    ["402", 402, []],
    ["400", 400, []],
    ["failed", 200, ["created", "failed"]],
  ])("11: a declined charge: %s", async (declinedCharge, code, lines) => {
    await choose({ declinedCharge });
    const contactId = await newContact();
    const { id } = await newCard(contactId, "4000000000009995");
    const answer = await charge(contactId, id);
    expect(answer.status).toBe(code);
    expect((await list("ledger")).map((line) => line.kind)).toEqual(lines);
    if (code !== 200) return expect(answer.body).toMatchObject({ decline_code: "insufficient_funds" });
    const failed = { state: "failed", fail_reason: "insufficient_funds", fail_direction: "pull" };
    expect(answer.body).toMatchObject(failed);
    expect(await status(answer.body.identifier ?? "")).toEqual(failed);
    expect(await told()).toHaveLength(2);
  });

  test.each([
    ["paid", [["transactions.debits.created", "paid"]]],
    [
      "requested",
      [
        ["transactions.debits.created", "requested"],
        ["transactions.debits.updated", "paid"],
      ],
    ],
  ])("12: the first event of a charge says %s", async (firstChargeEvent, expected) => {
    await choose({ firstChargeEvent });
    const contactId = await newContact();
    const { id } = await newCard(contactId);
    const { identifier = "" } = (await charge(contactId, id)).body;
    const [listed] = await list(`transactions?id=${identifier}`);
    expect(listed?.events.map((event) => [event.type, event.state])).toEqual(expected);
    expect(await kinds(identifier)).toEqual(["created", "pulled"]);
  });

  test.each([
    ["updated", ["created", "updated", "updated"]],
    ["by_state", ["created", "initiated", "completed"]],
  ])("13: names of later events: %s", async (laterEvents, verbs) => {
    await choose({ laterEvents });
    await newCredit(5000);
    await control("drain", {});
    expect((await told()).map(({ type }) => type)).toEqual(
      verbs.map((verb) => `transactions.credits.${verb}`),
    );
  });

  test.each([
    ["POST", "account"],
    ["PUT", "account"],
    ["POST", "details"],
    ["PUT", "details"],
  ])("14: a debit is paid by %s and by %s", async (payDebitMethod, payDebitBy) => {
    await choose({ payDebitMethod, payDebitBy });
    const contact_id = await newContact();
    const bodies: Record<string, object> = {
      account: { bank_account_id: await newAccount(contact_id, "990000905") },
      details: {
        institution_number: "001",
        transit_number: "27601",
        account_number: "990000905",
        holder_name: "Bo",
      },
    };
    const wanted = { amount: 5000, statement: "x", to_bank_account: OPERATING, contact_id };
    const { identifier = "" } = (await call("PUT", "/debit", wanted)).body;
    const path = `/debit/${identifier}/pay`;
    const [right, wrong] = payDebitBy === "account" ? ["account", "details"] : ["details", "account"];
    expect((await call(payDebitMethod === "POST" ? "PUT" : "POST", path, bodies[right])).status).toBe(405);
    expect((await call(payDebitMethod, path, bodies[wrong])).status).toBe(422);
    expect(await call(payDebitMethod, path, bodies[right])).toMatchObject({
      status: 200,
      body: { identifier, state: "initiated" },
    });
    await control("drain", {});
    expect(await status(identifier)).toMatchObject({ fail_reason: "account_closed" });
  });

  test.each([
    [false, "requested", "accepted"],
    [true, "failed", undefined],
  ])("15: a declined card spends the link: %s", async (declinedCardSpendsLink, state, second) => {
    await choose({ declinedCardSpendsLink });
    const id = await newDebit(5000);
    const pay = (card_number: string) =>
      call("POST", `/_sandbox/pay/${id}`, { method: "card", card_number }, "");
    expect((await pay("4000000000000002")).body).toEqual({ result: "declined", state });
    expect((await pay("4242424242424242")).body).toMatchObject(second ? { result: second } : {});
    expect((await status(id)).state).toBe(second ? "paid" : "failed");
  });

  const inEvent = { brand: "visa", lastFour: "4242" };
  const inAnswer = { brand: "visa", last_four: "4242" };
  test.each([
    ["event", inEvent, {}],
    ["answer", {}, inAnswer],
    ["nowhere", {}, {}],
  ])("16: brand and last four: %s", async (cardDetails, ofEvent, ofAnswer) => {
    await choose({ cardDetails });
    const contactId = await newContact();
    const { id } = await newCard(contactId);
    const [captured] = await told();
    expect(captured?.data).toEqual({ creditCardId: id, contactId, state: "active", ...ofEvent });
    const { identifier, ...answer } = (await charge(contactId, id)).body;
    expect(answer).toEqual({ state: "paid", ...ofAnswer });
  });
});
