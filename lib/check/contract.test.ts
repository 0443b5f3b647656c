import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../jetpay/answer";
import { createJetpay, type Jetpay } from "../jetpay/client";
import { unknownsFrom } from "../jetpay/overrides";
import { defaultUnknowns, type Unknowns } from "../jetpay/unknowns";
import type { Variants } from "../sandbox/variants";
import type { Sandbox } from "../sandbox/server";
import { clientOf, createDatabase, OPERATING, start, TOKEN } from "../sandbox/test-rig";
import { startHook, startWitness } from "./contract-rig";

let database: Awaited<ReturnType<typeof createDatabase>>;
let running: Sandbox;
let witness: Awaited<ReturnType<typeof startWitness>>;
let sink: Awaited<ReturnType<typeof startHook>>;
let standing: Awaited<ReturnType<typeof everybody>>;
let sides: object;
let taken: object;
const sandbox = clientOf(() => running);
beforeAll(async () => {
  database = await createDatabase();
  running = await start(database.url);
  witness = await startWitness(() => running.url);
  sink = await startHook(() => Promise.resolve(new Response("{}")));
  taken = sides = await sandbox.control("variants");
  standing = await everybody();
});
afterAll(async () => {
  await witness.stop();
  await sink.stop();
  await running.stop();
  await database.drop();
});
beforeEach(() => {
  witness.sent.length = 0;
});

/** These sides, and of every other question the one the sandbox starts with. */
async function take(chosen: Partial<Variants>) {
  const wanted = { ...sides, ...chosen };
  if (!isDeepStrictEqual(wanted, taken)) taken = await sandbox.control("variants", wanted);
}

const clientWith = (overrides: Readonly<Record<string, unknown>> = {}, token = TOKEN): Jetpay =>
  createJetpay({
    baseUrl: witness.url,
    token,
    unknowns: unknownsFrom(overrides),
    sleep: () => Promise.resolve(),
  });

const NOBODY = "00000000-0000-4000-8000-000000000000";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const anId = expect.stringMatching(UUID) as string;
const aLink = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/payment\/pay\/[0-9a-f-]{36}$/) as string;

/** A customer with what can be used again and again, and a stranger's account and card beside it. */
async function everybody() {
  const contact = await sandbox.newContact("Bo Buyer");
  const other = await sandbox.newContact("Somebody Else");
  return {
    contact,
    account: await sandbox.newAccount(contact),
    card: (await sandbox.newCard(contact)).id,
    credit: await sandbox.newCredit(5_000),
    otherAccount: await sandbox.newAccount(other),
    otherCard: (await sandbox.newCard(other)).id,
    pendingCard: (await sandbox.newCard(contact, null)).id,
  };
}

let hooks = 0;
const idOf = (answer: Answer<{ readonly identifier: string }>): string => {
  if (answer.kind === "accepted") return answer.value.identifier;
  throw new Error(answer.words);
};

const ABOUT_DEBITS: readonly (keyof Jetpay)[] = ["payDebit", "transactionStatus", "cancelTransaction"];

/** The customer, and a new debit or a new webhook where it is about one; a test may spend them. */
async function scene(of: keyof Jetpay) {
  const hook = `${sink.url}/${++hooks}`;
  const jetpay = clientWith();
  const debit = ABOUT_DEBITS.includes(of)
    ? idOf(await jetpay.createDebit(debitOf(standing.contact)))
    : NOBODY;
  const webhook = /Webhooks?$/.test(of)
    ? idOf(await jetpay.registerWebhook({ ...sizes, callbackUrl: hook }))
    : NOBODY;
  witness.sent.length = 0;
  return { ...standing, hook, debit, webhook };
}
type Scene = Awaited<ReturnType<typeof scene>>;

const contactForm = { email: "bo@buyer.example", name: "Bo Buyer", tags: ["wholesale"], language: "fr" };
const accountOf = (contactId: string) => ({
  institution: "Bank of Montreal",
  title: "Business chequing",
  holderName: "Bo Buyer",
  contactId,
  accountType: "chequing",
  transitNumber: "27601",
  institutionNumber: "001",
  accountNumber: "1111111",
  holderAddress: "123 Happy St",
  holderAddressPostalCode: "A1A1A1",
  holderAddressCity: "Vancouver",
  holderAddressCountry: "CA",
  holderEmail: "bo@buyer.example",
});
const debitOf = (contactId: string) => ({
  amountCents: 10_000n,
  statement: "ORDER 7",
  note: "JD-7F3K2Q blue chairs",
  toBankAccount: OPERATING,
  contactId,
});
const creditOf = (contactId: string, toBankAccount: string | null) => ({
  amountCents: 10_000n,
  statement: "INVOICE 4821",
  note: "JD-7F3K2Q June",
  fromBankAccount: OPERATING,
  toBankAccount,
  contactId,
});
const chargeOf = (contactId: string, cardId: string) => ({ ...debitOf(contactId), cardId });
const detailsOf = (accountNumber: string) => ({
  kind: "details" as const,
  institutionNumber: "001",
  transitNumber: "27601",
  accountNumber,
  holderName: "Bo Buyer",
});
const from = (bankAccountId: string) => ({ kind: "account", bankAccountId }) as const;
const sizes = { callbackApiKey: "yourapikey", maxBatchSize: 50, maxWaitSeconds: 120 };
const money = {
  amount: 10_000,
  statement: "ORDER 7",
  note: "JD-7F3K2Q blue chairs",
  to_bank_account: OPERATING,
};

const readWebhook = (callbackUrl: string, changes: object = {}) => ({
  id: expect.any(BigInt) as bigint,
  identifier: anId,
  callbackUrl,
  state: expect.stringMatching(/^(active|scheduled|dispatching)$/) as string,
  lastSentEventId: null,
  maxBatchSize: 50,
  maxWaitSeconds: 120,
  ...changes,
});

type Endpoint = {
  /** Its row in the guide's summary of endpoints. */
  readonly row: number;
  readonly of: keyof Jetpay;
  readonly path: keyof Unknowns["paths"];
  readonly side?: Partial<Variants>;
  readonly overrides?: Readonly<Record<string, unknown>>;
  readonly call: (jetpay: Jetpay, scene: Scene) => Promise<Answer<unknown>>;
  /** Method, path and body as they must be on the wire. */
  readonly sent: (scene: Scene) => readonly [method: string, path: string, body: object | null];
  readonly read: (scene: Scene) => readonly [status: number, value: unknown];
};

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  "create a contact": {
    row: 1,
    of: "createContact",
    path: "contact",
    call: (jetpay) => jetpay.createContact(contactForm),
    sent: () => ["PUT", "/contact", contactForm],
    read: () => [200, { identifier: anId }],
  },
  "add a bank account": {
    row: 2,
    of: "createBankAccount",
    path: "bankAccount",
    call: (jetpay, { contact }) => jetpay.createBankAccount(accountOf(contact)),
    sent: ({ contact }) => [
      "PUT",
      "/contact/bank_account",
      {
        institution: "Bank of Montreal",
        title: "Business chequing",
        holder_name: "Bo Buyer",
        contact_id: contact,
        account_type: "chequing",
        transit_number: "27601",
        institution_number: "001",
        account_number: "1111111",
        holder_address: "123 Happy St",
        holder_address_postal_code: "A1A1A1",
        holder_address_city: "Vancouver",
        holder_address_country: "CA",
        holder_email: "bo@buyer.example",
      },
    ],
    read: () => [201, { identifier: anId }],
  },
  "ask for a card's capture page": {
    row: 3,
    of: "captureCard",
    path: "cardUrl",
    call: (jetpay, { contact }) => jetpay.captureCard(contact),
    sent: ({ contact }) => ["POST", `/contact/${contact}/creditcards/url`, null],
    read: () => [
      200,
      { identifier: anId, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/card\/capture\/[\w-]+$/) },
    ],
  },
  "charge a saved card": {
    row: 4,
    of: "chargeCard",
    path: "cardCharge",
    call: (jetpay, { contact, card }) => jetpay.chargeCard(chargeOf(contact, card)),
    sent: ({ contact, card }) => ["POST", `/contact/${contact}/creditcards/${card}/charge`, money],
    read: () => [
      200,
      { identifier: anId, state: "paid", failReason: null, brand: null, lastFour: null, link: null },
    ],
  },
  "create a debit": {
    row: 5,
    of: "createDebit",
    path: "debit",
    call: (jetpay, { contact }) => jetpay.createDebit(debitOf(contact)),
    sent: ({ contact }) => ["PUT", "/debit", { ...money, contact_id: contact }],
    read: () => [201, { identifier: anId, link: aLink }],
  },
  "create a credit to a saved account": {
    row: 6,
    of: "createCredit",
    path: "credit",
    call: (jetpay, { contact, account }) => jetpay.createCredit(creditOf(contact, account)),
    sent: ({ contact, account }) => [
      "PUT",
      "/credit",
      {
        amount: 10_000,
        statement: "INVOICE 4821",
        note: "JD-7F3K2Q June",
        from_bank_account: OPERATING,
        to_bank_account: account,
        contact_id: contact,
      },
    ],
    read: () => [201, { identifier: anId, link: null }],
  },
  "create a credit with a link": {
    row: 6,
    of: "createCredit",
    path: "credit",
    call: (jetpay, { contact }) => jetpay.createCredit(creditOf(contact, null)),
    sent: ({ contact }) => [
      "PUT",
      "/credit",
      {
        amount: 10_000,
        statement: "INVOICE 4821",
        note: "JD-7F3K2Q June",
        from_bank_account: OPERATING,
        contact_id: contact,
      },
    ],
    read: () => [201, { identifier: anId, link: aLink }],
  },
  "pay a debit from a saved account": {
    row: 7,
    of: "payDebit",
    path: "payDebit",
    call: (jetpay, { debit, account }) => jetpay.payDebit({ transactionId: debit, from: from(account) }),
    sent: ({ debit, account }) => ["POST", `/debit/${debit}/pay`, { bank_account_id: account }],
    read: ({ debit }) => [200, { identifier: debit, state: "initiated" }],
  },
  "pay a debit by an account's details": {
    row: 7,
    of: "payDebit",
    path: "payDebit",
    side: { payDebitBy: "details", payDebitMethod: "PUT" },
    overrides: { payDebitBy: "details", payDebitMethod: "PUT" },
    call: (jetpay, { debit }) => jetpay.payDebit({ transactionId: debit, from: detailsOf("1111111") }),
    sent: ({ debit }) => [
      "PUT",
      `/debit/${debit}/pay`,
      {
        institution_number: "001",
        transit_number: "27601",
        account_number: "1111111",
        holder_name: "Bo Buyer",
      },
    ],
    read: ({ debit }) => [200, { identifier: debit, state: "initiated" }],
  },
  "read a status": {
    row: 9,
    of: "transactionStatus",
    path: "status",
    call: (jetpay, { debit }) => jetpay.transactionStatus(debit),
    sent: ({ debit }) => ["GET", `/transaction/${debit}/status`, null],
    read: () => [200, { state: "requested", failReason: null, failDirection: null }],
  },
  "cancel a transaction": {
    row: 10,
    of: "cancelTransaction",
    path: "transaction",
    call: (jetpay, { debit }) => jetpay.cancelTransaction(debit),
    sent: ({ debit }) => ["DELETE", `/transaction/${debit}`, null],
    read: () => [200, { cancelled: true }],
  },
  "register a webhook": {
    row: 11,
    of: "registerWebhook",
    path: "webhooks",
    call: (jetpay, { hook }) =>
      jetpay.registerWebhook({ ...sizes, callbackUrl: `${hook}/2`, replayFrom: { eventId: 7n } }),
    sent: ({ hook }) => [
      "POST",
      "/webhooks/",
      {
        callback_url: `${hook}/2`,
        callback_api_key: "yourapikey",
        max_batch_size: 50,
        max_wait_seconds: 120,
        replay_from_event_id: 7,
      },
    ],
    read: ({ hook }) => [201, readWebhook(`${hook}/2`)],
  },
  "read a webhook": {
    row: 12,
    of: "getWebhook",
    path: "webhook",
    call: (jetpay, { webhook }) => jetpay.getWebhook(webhook),
    sent: ({ webhook }) => ["GET", `/webhooks/${webhook}`, null],
    read: ({ hook, webhook }) => [200, readWebhook(hook, { identifier: webhook })],
  },
  "change a webhook": {
    row: 12,
    of: "changeWebhook",
    path: "webhook",
    call: (jetpay, { webhook }) =>
      jetpay.changeWebhook(webhook, {
        maxBatchSize: 10,
        replayFrom: { createdAt: new Date("2026-01-22T10:15:30Z") },
      }),
    sent: ({ webhook }) => [
      "PATCH",
      `/webhooks/${webhook}`,
      { max_batch_size: 10, replay_from_timestamp: "2026-01-22T10:15:30.000Z" },
    ],
    read: ({ hook, webhook }) => [200, readWebhook(hook, { identifier: webhook, maxBatchSize: 10 })],
  },
  "delete a webhook": {
    row: 12,
    of: "deleteWebhook",
    path: "webhook",
    call: (jetpay, { webhook }) => jetpay.deleteWebhook(webhook),
    sent: ({ webhook }) => ["DELETE", `/webhooks/${webhook}`, null],
    read: () => [200, { deleted: true }],
  },
  "list webhooks": {
    row: 13,
    of: "listWebhooks",
    path: "webhooks",
    call: (jetpay) => jetpay.listWebhooks(),
    sent: () => ["GET", "/webhooks/", null],
    read: ({ hook, webhook }) => [
      200,
      expect.arrayContaining([readWebhook(hook, { identifier: webhook })]) as unknown,
    ],
  },
  "read the key set": {
    row: 14,
    of: "keySet",
    path: "keySet",
    call: (jetpay) => jetpay.keySet(),
    sent: () => ["GET", "/.well-known/jwks.json", null],
    read: () => [
      200,
      { keys: [expect.objectContaining({ kty: "RSA", alg: "RS256", use: "sig", kid: expect.any(String) })] },
    ],
  },
};

/** Rows of the summary that the desk has no call for. */
const NOT_CALLED: Readonly<Record<number, string>> = {
  8: "Card entry at checkout: the payment link of a debit takes cards, so no page of our own is needed.",
};

const named = Object.entries(ENDPOINTS).map(([name, endpoint]) => ({ name, ...endpoint }));
const sorted = (values: Iterable<string>) => [...new Set(values)].toSorted();

describe("the table of endpoints", () => {
  test("has every path of the settings table and every call of the client", () => {
    expect(sorted(named.map(({ path }) => path))).toEqual(sorted(Object.keys(defaultUnknowns.paths)));
    expect(sorted(named.map(({ of }) => of))).toEqual(sorted(Object.keys(clientWith())));
  });

  test("has all fourteen rows of the guide's summary, or says why not", () => {
    const rows = new Set([...named.map(({ row }) => row), ...Object.keys(NOT_CALLED).map(Number)]);
    expect([...rows].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 14 }, (_, n) => n + 1));
  });

  test("has a refusal for every endpoint that can refuse more than a token", () => {
    const withNone = ["listWebhooks", "keySet"];
    const refusing = sorted(REFUSALS.map(([of]) => of));
    expect(refusing).toEqual(sorted(named.map(({ of }) => of).filter((of) => !withNone.includes(of))));
  });
});

const READS = ["GET", "DELETE"];
const TRIES = 4;

describe.each(named)("$row: $name", ({ of, call, sent, read, side = {}, overrides = {} }) => {
  let here: Scene;
  beforeAll(async () => {
    await take(side);
    here = await scene(of);
  });
  afterAll(() => sandbox.call("DELETE", "/_sandbox/faults"));

  test("says what is sure when Jetpay refuses the token", async () => {
    for (const missingToken of [401, 403] as const) {
      await take({ ...side, missingToken });
      const answer = await call(clientWith(overrides, "some-other-token"), here);
      const refused = { reason: "unauthorized", retryAfterMs: null, words: "Not authenticated" };
      const isOpen = sent(here)[1] === "/.well-known/jwks.json";
      expect(answer).toMatchObject(isOpen ? { kind: "accepted" } : { kind: "not_sent", ...refused });
    }
  });

  test("says what is sure and what is not when Jetpay asks for patience or is in trouble", async () => {
    const [method, path] = sent(here);
    const meeting = async (fault: object) => {
      await sandbox.call("DELETE", "/_sandbox/faults");
      await sandbox.control("faults", { rules: [{ method, path, times: null, ...fault }] });
      witness.sent.length = 0;
      const answer = await call(clientWith(overrides), here);
      expect(witness.sent).toHaveLength(READS.includes(method) ? TRIES : 1);
      return answer;
    };
    expect(await meeting({ fault: "rate_limit", retryAfter: 3 })).toEqual({
      kind: "not_sent",
      reason: "rate_limited",
      retryAfterMs: 3_000,
      words: "Too Many Requests",
    });
    for (const fault of ["maintenance_503", "drop_before_commit"])
      expect([fault, (await meeting({ fault })).kind]).toEqual([fault, "unknown"]);
    expect(await meeting({ fault: "redirect" })).toMatchObject({
      kind: "unknown",
      words: expect.stringContaining("redirect"),
    });
    await sandbox.call("DELETE", "/_sandbox/faults");
  });

  test("is sent as documented, with a token and no key of its own, and read as answered", async () => {
    const answer = await call(clientWith(overrides), here);
    const [status, value] = read(here);
    expect(answer).toEqual({ kind: "accepted", status, value });
    expect(witness.sent.map((one) => [one.method, one.path, one.body])).toEqual([sent(here)]);
    const [one] = witness.sent;
    const { host, connection, "content-length": length, ...headers } = one?.headers ?? {};
    const type = one?.body === null ? {} : { "content-type": "application/json" };
    const plain = { accept: "application/json", "accept-encoding": "identity", ...type };
    expect(headers).toEqual({ authorization: `Bearer ${TOKEN}`, ...plain });
  });
});

const LONG = "X".repeat(31);
const TOO_MUCH = 10_000_000_000n;
const no = (status: number, words: RegExp, declineReason: string | null = null) => ({
  kind: "refused",
  status,
  words: expect.stringMatching(words) as string,
  declineReason,
});
type Refused = readonly [
  of: keyof Jetpay,
  why: string,
  call: (jetpay: Jetpay, scene: Scene) => Promise<Answer<unknown>>,
  expected: object,
  side?: Partial<Variants>,
];

const declined = async (jetpay: Jetpay, contact: string, number: string) =>
  jetpay.chargeCard(chargeOf(contact, (await sandbox.newCard(contact, number)).id));
const late = async (jetpay: Jetpay, { debit }: Scene) => {
  await sandbox.control(`pay/${debit}`, { method: "card" });
  return jetpay.cancelTransaction(debit);
};
const payTwice = async (jetpay: Jetpay, { debit, account }: Scene) => {
  const payment = { transactionId: debit, from: from(account) };
  await jetpay.payDebit(payment);
  return jetpay.payDebit(payment);
};
const payAfterLink = async (jetpay: Jetpay, { debit, account }: Scene) => {
  await sandbox.control(`pay/${debit}`, { method: "card" });
  return jetpay.payDebit({ transactionId: debit, from: from(account) });
};
const payAfterCancel = async (jetpay: Jetpay, { debit, account }: Scene) => {
  await jetpay.cancelTransaction(debit);
  return jetpay.payDebit({ transactionId: debit, from: from(account) });
};

const VALIDATION: readonly Refused[] = [
  [
    "createContact",
    "an e-mail address that is none",
    (jetpay) => jetpay.createContact({ ...contactForm, email: "bo" }),
    no(422, /^email: value is not a valid email/),
  ],
  [
    "createContact",
    "two faults at once",
    (jetpay) => jetpay.createContact({ ...contactForm, name: "", language: "xx" }),
    no(422, /^name: .+; language: .+/),
  ],
  [
    "createBankAccount",
    "numbers of the wrong length",
    (jetpay, { contact }) =>
      jetpay.createBankAccount({ ...accountOf(contact), institutionNumber: "1", transitNumber: "276" }),
    no(422, /institution_number: .+; transit_number: /),
  ],
  [
    "createBankAccount",
    "an account number that is none, which the words do not repeat",
    (jetpay, { contact }) => jetpay.createBankAccount({ ...accountOf(contact), accountNumber: "90-12" }),
    no(422, /^account_number: (?!.*90-12)/),
  ],
  [
    "createDebit",
    "a statement too long",
    (jetpay, { contact }) => jetpay.createDebit({ ...debitOf(contact), statement: LONG }),
    no(422, /^statement: /),
  ],
  [
    "createDebit",
    "an amount too large",
    (jetpay, { contact }) => jetpay.createDebit({ ...debitOf(contact), amountCents: TOO_MUCH }),
    no(422, /^amount: /),
  ],
  [
    "createCredit",
    "a statement too long",
    (jetpay, { contact }) => jetpay.createCredit({ ...creditOf(contact, null), statement: LONG }),
    no(422, /^statement: /),
  ],
  [
    "createCredit",
    "an amount too large",
    (jetpay, { contact }) => jetpay.createCredit({ ...creditOf(contact, null), amountCents: TOO_MUCH }),
    no(422, /^amount: /),
  ],
  [
    "chargeCard",
    "a statement too long, which is no decline",
    (jetpay, { contact, card }) => jetpay.chargeCard({ ...chargeOf(contact, card), statement: LONG }),
    no(422, /^statement: /),
  ],
  [
    "chargeCard",
    "an amount too large",
    (jetpay, { contact, card }) => jetpay.chargeCard({ ...chargeOf(contact, card), amountCents: TOO_MUCH }),
    no(422, /^amount: /),
  ],
  [
    "payDebit",
    "details where an account is asked for",
    (_, { debit }) =>
      clientWith({ payDebitBy: "details" }).payDebit({ transactionId: debit, from: detailsOf("1111111") }),
    no(422, /^bank_account_id: Field required/),
  ],
  [
    "payDebit",
    "the other method",
    (_, { debit, account }) =>
      clientWith({ payDebitMethod: "PUT" }).payDebit({ transactionId: debit, from: from(account) }),
    no(405, /Method Not Allowed/),
  ],
  [
    "registerWebhook",
    "an address that is taken",
    (jetpay, { hook }) => jetpay.registerWebhook({ callbackUrl: hook }),
    no(422, /^callback_url: A webhook with this callback_url already exists/),
  ],
  [
    "registerWebhook",
    "an address in the clear",
    (jetpay) => jetpay.registerWebhook({ callbackUrl: "http://desk.example/hook" }),
    no(422, /^callback_url: .*https/),
  ],
  [
    "registerWebhook",
    "sizes out of range",
    (jetpay, { hook }) =>
      jetpay.registerWebhook({ callbackUrl: `${hook}/3`, maxBatchSize: 101, maxWaitSeconds: 59 }),
    no(422, /max_batch_size: .+; max_wait_seconds: /),
  ],
  [
    "changeWebhook",
    "an address that another one has",
    async (jetpay, { hook, webhook }) => {
      await jetpay.registerWebhook({ callbackUrl: `${hook}/2` });
      return jetpay.changeWebhook(webhook, { callbackUrl: `${hook}/2` });
    },
    no(422, /^callback_url: /),
  ],
  [
    "changeWebhook",
    "sizes out of range",
    (jetpay, { webhook }) => jetpay.changeWebhook(webhook, { maxBatchSize: 0, maxWaitSeconds: 3_601 }),
    no(422, /max_batch_size: .+; max_wait_seconds: /),
  ],
];

const UNKNOWN_IDS: readonly (readonly [
  of: keyof Jetpay,
  what: string,
  call: (jetpay: Jetpay, scene: Scene) => Promise<Answer<unknown>>,
])[] = [
  ["createBankAccount", "contact", (jetpay) => jetpay.createBankAccount(accountOf(NOBODY))],
  ["captureCard", "contact", (jetpay) => jetpay.captureCard(NOBODY)],
  ["chargeCard", "contact", (jetpay, { card }) => jetpay.chargeCard(chargeOf(NOBODY, card))],
  ["chargeCard", "card", (jetpay, { contact }) => jetpay.chargeCard(chargeOf(contact, NOBODY))],
  [
    "chargeCard",
    "card, being somebody else's",
    (jetpay, { contact, otherCard }) => jetpay.chargeCard(chargeOf(contact, otherCard)),
  ],
  [
    "chargeCard",
    "merchant account",
    (jetpay, { contact, card }) => jetpay.chargeCard({ ...chargeOf(contact, card), toBankAccount: NOBODY }),
  ],
  ["createDebit", "contact", (jetpay) => jetpay.createDebit(debitOf(NOBODY))],
  [
    "createDebit",
    "merchant account",
    (jetpay, { contact }) => jetpay.createDebit({ ...debitOf(contact), toBankAccount: NOBODY }),
  ],
  ["createCredit", "contact", (jetpay) => jetpay.createCredit(creditOf(NOBODY, null))],
  ["createCredit", "bank account", (jetpay, { contact }) => jetpay.createCredit(creditOf(contact, NOBODY))],
  [
    "createCredit",
    "bank account, being somebody else's",
    (jetpay, { contact, otherAccount }) => jetpay.createCredit(creditOf(contact, otherAccount)),
  ],
  [
    "createCredit",
    "merchant account",
    (jetpay, { contact }) => jetpay.createCredit({ ...creditOf(contact, null), fromBankAccount: NOBODY }),
  ],
  [
    "payDebit",
    "debit",
    (jetpay, { account }) => jetpay.payDebit({ transactionId: NOBODY, from: from(account) }),
  ],
  [
    "payDebit",
    "debit, being a credit",
    (jetpay, { credit, account }) => jetpay.payDebit({ transactionId: credit, from: from(account) }),
  ],
  [
    "payDebit",
    "bank account, being somebody else's",
    (jetpay, { debit, otherAccount }) => jetpay.payDebit({ transactionId: debit, from: from(otherAccount) }),
  ],
  ["transactionStatus", "transaction", (jetpay) => jetpay.transactionStatus(NOBODY)],
  ["cancelTransaction", "transaction", (jetpay) => jetpay.cancelTransaction(NOBODY)],
  ["getWebhook", "webhook", (jetpay) => jetpay.getWebhook(NOBODY)],
  ["changeWebhook", "webhook", (jetpay) => jetpay.changeWebhook(NOBODY, { maxBatchSize: 10 })],
  ["deleteWebhook", "webhook", (jetpay) => jetpay.deleteWebhook(NOBODY)],
];

const STANDINGS: readonly Refused[] = [
  [
    "chargeCard",
    "a card whose page nobody has filled in",
    (jetpay, { contact, pendingCard }) => jetpay.chargeCard(chargeOf(contact, pendingCard)),
    no(409, /not active/),
  ],
  ["payDebit", "a debit that is paid already", payTwice, no(409, /no longer be paid/)],
  ["payDebit", "a debit that was paid on its link", payAfterLink, no(409, /no longer be paid/)],
  ["payDebit", "a debit that was cancelled", payAfterCancel, no(409, /no longer be paid/)],
  ["cancelTransaction", "too late, by 409", late, no(409, /no longer be cancel/)],
  ["cancelTransaction", "too late, by 400", late, no(400, /no longer be cancel/), { lateCancel: "400" }],
  [
    "cancelTransaction",
    "too late, by a success that says no",
    late,
    no(200, /Jetpay did not cancel it/),
    { lateCancel: "ok_false" },
  ],
  [
    "cancelTransaction",
    "cancelled already",
    async (jetpay, { debit }) => {
      await jetpay.cancelTransaction(debit);
      return jetpay.cancelTransaction(debit);
    },
    no(409, /no longer be cancel/),
  ],
];

const CARDS: readonly (readonly [number: string, reason: string])[] = [
  ["4000000000009995", "insufficient_funds"],
  ["4000000000000341", "card_declined"],
  ["4000000000000069", "expired_card"],
];
const DECLINES: readonly Refused[] = (["402", "400"] as const).flatMap((declinedCharge) =>
  CARDS.map(([number, reason]): Refused => [
    "chargeCard",
    `a card declined with ${reason}, by ${declinedCharge}`,
    (jetpay, { contact }) => declined(jetpay, contact, number),
    no(Number(declinedCharge), /^Your card was declined/, reason),
    { declinedCharge },
  ]),
);

const STRANGERS: readonly Refused[] = ([404, 422] as const).flatMap((unknownIds) =>
  UNKNOWN_IDS.map(([of, what, call]): Refused => [
    of,
    `an unknown ${what}, by ${unknownIds}`,
    call,
    no(unknownIds, /not found/),
    { unknownIds },
  ]),
);

const REFUSALS: readonly Refused[] = [...VALIDATION, ...STANDINGS, ...DECLINES, ...STRANGERS];

describe("refusals", () => {
  const each = REFUSALS.map(([of, why, ...rest]) => [of, why, rest] as const);
  test.each(each)("%s: %s", async (of, _, [call, expected, side = {}]) => {
    await take(side);
    const here = await scene(of);
    const before = (await sandbox.list("ledger")).length;
    expect(await call(clientWith(), here)).toEqual(expected);
    const lines = (await sandbox.list("ledger")).slice(before).map(({ kind }) => kind);
    expect(lines.filter((kind) => kind === "created")).toEqual([]);
  });

  test.each(CARDS)("chargeCard: %s declined with %s, as a charge that failed", async (number, reason) => {
    await take({ declinedCharge: "failed" });
    const answer = await declined(clientWith(), standing.contact, number);
    expect(answer).toMatchObject({ kind: "accepted", value: { state: "failed", failReason: reason } });
    const id = idOf(answer);
    expect(await clientWith().transactionStatus(id)).toMatchObject({
      value: { state: "failed", failReason: reason, failDirection: "pull" },
    });
    expect(await sandbox.kinds(id)).toEqual(["created", "failed"]);
  });
});

describe("amounts", () => {
  test.each<[keyof Jetpay, (amountCents: bigint) => Promise<unknown>]>([
    ["createDebit", (amountCents) => clientWith().createDebit({ ...debitOf(NOBODY), amountCents })],
    ["createCredit", (amountCents) => clientWith().createCredit({ ...creditOf(NOBODY, null), amountCents })],
    ["chargeCard", (amountCents) => clientWith().chargeCard({ ...chargeOf(NOBODY, NOBODY), amountCents })],
  ])("that make no sense never leave: %s", async (_, call) => {
    for (const amountCents of [0n, -1n, BigInt(Number.MAX_SAFE_INTEGER) + 1n])
      await expect(call(amountCents)).rejects.toThrow(RangeError);
    expect(witness.sent).toEqual([]);
  });

  test.each([1n, 9_999_999_999n])("of %i cents are kept to the cent", async (amountCents) => {
    const id = idOf(await clientWith().createDebit({ ...debitOf(standing.contact), amountCents }));
    expect(await sandbox.list(`transactions?id=${id}`)).toMatchObject([{ amount: Number(amountCents) }]);
  });
});

test("a failed transaction says why and on which leg", async () => {
  const failed = await sandbox.newCredit(5_002);
  await sandbox.control("drain", {});
  expect(await clientWith().transactionStatus(failed)).toEqual({
    kind: "accepted",
    status: 200,
    value: { state: "failed", failReason: "account_closed", failDirection: "push" },
  });
});
