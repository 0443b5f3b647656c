import { createHash } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from "jose";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { CollectFromMethod } from "../commands/collections";
import { receiveDelivery } from "../commands/deliveries";
import { ACCOUNT_TYPES } from "../domain/bank-account";
import { explainFailure } from "../domain/explanation";
import { Note, Statement } from "../domain/statement-input";
import { progressOf } from "../domain/transaction";
import type { Answer } from "../jetpay/answer";
import { createJetpay, type Jetpay } from "../jetpay/client";
import { readDelivery } from "../jetpay/delivery";
import { delivery } from "../jetpay/fixtures/deliveries";
import { answers, jetpayServer, type Responder } from "../jetpay/fixtures/jetpay-server";
import { unknownsFrom } from "../jetpay/overrides";
import { defaultUnknowns, type Unknowns } from "../jetpay/unknowns";
import { fixedKeys } from "../jetpay/webhook-keys";
import { openDesk, type Desk } from "../runtime/desk";
import { loadSettings, type Environment } from "../runtime/settings";
import { jetpayDelivery } from "../server/jetpay-delivery";
import { requestOf, setProcessDesk } from "./contract-rig";
import { textOf } from "./sources";

type Overrides = Readonly<Record<string, unknown>>;
type PathKey = `paths.${keyof Unknowns["paths"]}`;
type TableKey = Exclude<keyof Unknowns, "paths"> | PathKey;
/** Names of the environment, where Jetpay is not all that decides. */
type EnvKey = "JETPAY_JWKS_URL" | "JETPAY_WEBHOOK_API_KEY_HEADER";
type Key = TableKey | EnvKey;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A Jetpay that gives this one answer, and the client that is set so. */
async function meet(respond: Responder, overrides: Overrides = {}) {
  const server = await jetpayServer(respond);
  closers.push(server.close);
  const jetpay = createJetpay({
    baseUrl: server.url,
    token: "tok_1234567890",
    unknowns: unknownsFrom(overrides),
    limits: { totalMs: 2_000 },
    sleep: () => Promise.resolve(),
  });
  return { jetpay, server };
}

/** The first request that a call makes. */
async function sentBy(overrides: Overrides, call: (jetpay: Jetpay) => Promise<unknown>) {
  const { jetpay, server } = await meet(answers(200, {}), overrides);
  await call(jetpay);
  return server.requests[0];
}
const bodySentBy = async (...given: Parameters<typeof sentBy>): Promise<unknown> =>
  JSON.parse((await sentBy(...given))?.body ?? "null");

/** What a call makes of an answer. */
async function readFrom<T>(
  overrides: Overrides,
  call: (jetpay: Jetpay) => Promise<Answer<T>>,
  status: number,
  body: object,
) {
  const { jetpay } = await meet(answers(status, body), overrides);
  return call(jetpay);
}
const valueFrom = async <T>(...given: Parameters<typeof readFrom<T>>) => {
  const answer = await readFrom(...given);
  return answer.kind === "accepted" ? answer.value : null;
};

const contact = { email: "bo@buyer.example", name: "Bo", tags: [], language: "en" };
const account = {
  institution: "BMO",
  title: "Chequing",
  holderName: "Bo",
  contactId: "co",
  accountType: "chequing",
  transitNumber: "27601",
  institutionNumber: "001",
  accountNumber: "1111111",
  holderAddress: "1 Queen Street",
  holderAddressPostalCode: "K1A0B1",
  holderAddressCity: "Ottawa",
  holderAddressCountry: "CA",
  holderEmail: "bo@buyer.example",
};
const debit = {
  amountCents: 500n,
  statement: "ORDER",
  note: "JD-7F3K2Q",
  toBankAccount: "m1",
  contactId: "co",
};
const credit = { ...debit, fromBankAccount: "m1", toBankAccount: null };
const charge = { ...debit, cardId: "cc" };
const byAccount = { transactionId: "tx", from: { kind: "account", bankAccountId: "ba" } } as const;
const { institutionNumber, transitNumber, accountNumber, holderName } = account;
const byDetails = {
  transactionId: "tx",
  from: { kind: "details", institutionNumber, transitNumber, accountNumber, holderName },
} as const;
const HOOK = { callbackUrl: "https://desk.example/hook" };

const calls = {
  contact: (jetpay: Jetpay) => jetpay.createContact(contact),
  bankAccount: (jetpay: Jetpay) => jetpay.createBankAccount(account),
  debit: (jetpay: Jetpay) => jetpay.createDebit(debit),
  credit: (jetpay: Jetpay) => jetpay.createCredit(credit),
  payDebit: (jetpay: Jetpay) => jetpay.payDebit(byAccount),
  cardUrl: (jetpay: Jetpay) => jetpay.captureCard("co"),
  cardCharge: (jetpay: Jetpay) => jetpay.chargeCard(charge),
  status: (jetpay: Jetpay) => jetpay.transactionStatus("tx"),
  transaction: (jetpay: Jetpay) => jetpay.cancelTransaction("tx"),
  webhooks: (jetpay: Jetpay) => jetpay.listWebhooks(),
  webhook: (jetpay: Jetpay) => jetpay.getWebhook("wh"),
};

/** A setting said otherwise, and what can be seen of it: `as` where it is obeyed, and something else where it is not said. */
type Change = {
  readonly to: unknown;
  readonly seen: (overrides: Overrides) => Promise<unknown>;
  readonly as: unknown;
};

const path = (key: keyof typeof calls, to: string, as: string): Change => ({
  to,
  as,
  seen: async (overrides) => (await sentBy(overrides, calls[key]))?.path,
});

const EVENT = {
  id: 7,
  createdAt: "2026-01-22T10:15:30.123456Z",
  type: "contacts.creditcards.updated",
};
async function eventFrom(overrides: Overrides, changes: object) {
  const read = readDelivery(delivery({ ...EVENT, ...changes }), unknownsFrom(overrides));
  const [event] = read.kind === "read" ? read.events : [];
  return event?.kind === "event" ? event : null;
}
const card = (to: unknown, data: object, as: object): Change => ({
  to,
  as: expect.objectContaining(as),
  seen: async (overrides) => (await eventFrom(overrides, { data }))?.card,
});
const SOUND_CARD = { creditCardId: "cc", contactId: "co", state: "active" };
const FAILED_CARD = { creditCardId: "cc", state: "failed" };

/** A desk that is set so by its environment; it asks nothing of its database. */
function deskWith(env: Environment, overrides: Overrides = {}): Desk {
  const desk = openDesk(
    loadSettings({
      JETDESK_MODE: "local",
      DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing",
      JETPAY_API_URL: "http://127.0.0.1:1",
      JETPAY_API_TOKEN: "tok_1234567890",
      APP_URL: "http://localhost:3000",
      APP_SECRET: "a secret that nobody else has, long enough",
      FINGERPRINT_KEY: "a fingerprint key, which is also long enough",
      LOG_LEVEL: "silent",
      JETPAY_SETTINGS: JSON.stringify(overrides),
      ...env,
    }),
  );
  closers.push(() => desk.close());
  return desk;
}

type Claims = { readonly iss?: string; readonly sub?: string; readonly pad?: boolean };
let sign: (claims: Claims) => Promise<string>;
let keySet: { keys: JWK[] };
const BODY = delivery();
beforeAll(async () => {
  const { publicKey, privateKey }: { publicKey: CryptoKey; privateKey: CryptoKey } =
    await generateKeyPair("RS256");
  keySet = { keys: [{ ...(await exportJWK(publicKey)), kid: "ours", use: "sig", alg: "RS256" }] };
  sign = ({ iss = "jetpay", sub = "webhook", pad = false }) => {
    const hash = createHash("sha256").update(BODY).digest("base64url");
    return new SignJWT({ iss, sub, payload_hash: pad ? `${hash}=` : hash, jti: "fa082b3c" })
      .setProtectedHeader({ alg: "RS256", kid: "ours" })
      .setIssuedAt()
      .setExpirationTime("90s")
      .sign(privateKey);
  };
});

/** How our webhook answers a delivery, at a desk that is set so. */
async function routeAnswers(desk: Desk, claims: Claims, headers: Readonly<Record<string, string>> = {}) {
  const ingest = () => Promise.resolve({ deliveryId: 1n, fresh: 0, quarantined: 0, topics: [] });
  setProcessDesk({
    ...desk,
    webhookKeys: fixedKeys(keySet),
    contextFor: (actor, requestId) => ({ ...desk.contextFor(actor, requestId), ingest }),
  });
  const authorization = `Bearer ${await sign(claims)}`;
  return (await jetpayDelivery(requestOf({ headers: { authorization, ...headers } }, BODY))).status;
}

async function keysAskedAt(env: (url: string) => Environment, overrides: Overrides) {
  const server = await jetpayServer((socket, ...rest) => answers(200, keySet)(socket, ...rest));
  closers.push(server.close);
  await deskWith({ JETPAY_API_URL: server.url, ...env(server.url) }, overrides).webhookKeys.keyFor("ours");
  return server.requests[0]?.path;
}

async function progressFrom(overrides: Overrides) {
  const told: unknown[] = [];
  const ctx = deskWith({}, overrides).contextFor({ kind: "jetpay" }, null);
  const event = { ...EVENT, type: "transactions.debits.updated" };
  const body = delivery({ ...event, data: { state: "struck", transactionId: "tx" } });
  await receiveDelivery(
    {
      ...ctx,
      ingest: async ({ events }) => {
        told.push(...events.map(({ transaction }) => transaction?.progress));
        return { deliveryId: 1n, fresh: 1, quarantined: 0, topics: [] };
      },
    },
    { body, tokenId: "t", keyId: "k" },
  );
  return told;
}

const WEBHOOK = { identifier: "wh", callback_url: "https://desk.example/hook" };
const KEY = "the-extra-key-of-this-desk";
const keyArrives = (desk: Desk) => routeAnswers(desk, {}, { "x-jetpay-key": KEY });

/** Every key of the table of unknowns has its line here. */
const CHANGES: Readonly<Record<Key, Change>> = {
  "paths.contact": path("contact", "/v2/contact", "/v2/contact"),
  "paths.bankAccount": path("bankAccount", "/contact/bank-account", "/contact/bank-account"),
  "paths.debit": path("debit", "/v2/debit", "/v2/debit"),
  "paths.credit": path("credit", "/v2/credit", "/v2/credit"),
  "paths.payDebit": path("payDebit", "/transaction/{id}/pay", "/transaction/tx/pay"),
  "paths.cardUrl": path("cardUrl", "/contact/{contactId}/cards/url", "/contact/co/cards/url"),
  "paths.cardCharge": path("cardCharge", "/cards/{cardId}/charge", "/cards/cc/charge"),
  "paths.status": path("status", "/transaction/{id}", "/transaction/tx"),
  "paths.transaction": path("transaction", "/transactions/{id}", "/transactions/tx"),
  "paths.webhooks": path("webhooks", "/webhooks", "/webhooks"),
  "paths.webhook": path("webhook", "/webhooks/{id}/", "/webhooks/wh/"),
  "paths.keySet": {
    to: "/keys.json",
    as: "/keys.json",
    seen: (overrides) => keysAskedAt(() => ({}), overrides),
  },
  JETPAY_JWKS_URL: {
    to: null,
    as: "/elsewhere/keys.json",
    seen: ({ JETPAY_JWKS_URL: isSaid }) =>
      keysAskedAt((url) => (isSaid === null ? { JETPAY_JWKS_URL: `${url}/elsewhere/keys.json` } : {}), {}),
  },
  payDebitMethod: {
    to: "PUT",
    as: "PUT",
    seen: async (overrides) => (await sentBy(overrides, calls.payDebit))?.method,
  },
  payDebitBy: {
    to: "details",
    as: true,
    seen: async (overrides) => deskWith({}, overrides).asksForAccountNumber,
  },
  payDebitAccountField: {
    to: "from_bank_account",
    as: { from_bank_account: "ba" },
    seen: (overrides) => bodySentBy(overrides, calls.payDebit),
  },
  payDebitDetailFields: {
    to: { institutionNumber: "institution", holderName: "name" },
    as: { institution: "001", transit_number: "27601", account_number: "1111111", name: "Bo" },
    seen: (overrides) => bodySentBy(overrides, (jetpay) => jetpay.payDebit(byDetails)),
  },
  chargeFields: {
    to: { amount: "amount_cents", note: "memo", toBankAccount: "bank_account" },
    as: { amount_cents: 500, statement: "ORDER", memo: "JD-7F3K2Q", bank_account: "m1" },
    seen: (overrides) => bodySentBy(overrides, calls.cardCharge),
  },
  contactIdFields: {
    to: ["contact_uuid"],
    as: { identifier: "co_1" },
    seen: (overrides) => valueFrom(overrides, calls.contact, 200, { contact_uuid: "co_1", id: "other" }),
  },
  bankAccountIdFields: {
    to: ["account_uuid"],
    as: { identifier: "ba_1" },
    seen: (overrides) => valueFrom(overrides, calls.bankAccount, 201, { account_uuid: "ba_1", id: "other" }),
  },
  cardIdFields: {
    to: ["card_uuid"],
    as: { identifier: "cc_1", url: "https://jetpay.example/c" },
    seen: (overrides) =>
      valueFrom(overrides, calls.cardUrl, 200, {
        card_uuid: "cc_1",
        id: "other",
        url: "https://jetpay.example/c",
      }),
  },
  cardUrlFields: {
    to: ["page"],
    as: { identifier: "cc_1", url: "https://jetpay.example/c" },
    seen: (overrides) =>
      valueFrom(overrides, calls.cardUrl, 200, { id: "cc_1", page: "https://jetpay.example/c" }),
  },
  transactionIdFields: {
    to: ["debit_uuid"],
    as: { identifier: "tx_1", link: null },
    seen: (overrides) => valueFrom(overrides, calls.debit, 201, { debit_uuid: "tx_1", id: "other" }),
  },
  linkFields: {
    to: ["pay_at"],
    as: { identifier: "tx_1", link: "https://jetpay.example/payment/get/1" },
    seen: (overrides) =>
      valueFrom(overrides, calls.credit, 200, {
        identifier: "tx_1",
        pay_at: "https://jetpay.example/payment/get/1",
      }),
  },
  stateFields: {
    to: ["standing"],
    as: expect.objectContaining({ state: "paid" }),
    seen: (overrides) =>
      valueFrom(overrides, calls.cardCharge, 200, { identifier: "tx_1", standing: "paid" }),
  },
  declineFields: {
    to: ["why"],
    as: expect.objectContaining({ declineReason: "lost_card" }),
    seen: (overrides) => readFrom(overrides, calls.cardCharge, 402, { why: "lost_card" }),
  },
  declineWrappers: {
    to: ["decline"],
    as: expect.objectContaining({ declineReason: "lost_card" }),
    seen: (overrides) =>
      readFrom(overrides, calls.cardCharge, 402, { decline: { decline_code: "lost_card" } }),
  },
  declineStatuses: {
    to: [409],
    as: expect.objectContaining({ kind: "refused", declineReason: "card_declined" }),
    seen: (overrides) => readFrom(overrides, calls.cardCharge, 409, { detail: "No." }),
  },
  declineStatusesWithCode: {
    to: [409],
    as: expect.objectContaining({ kind: "refused", declineReason: "lost_card" }),
    seen: (overrides) => readFrom(overrides, calls.cardCharge, 409, { decline_code: "lost_card" }),
  },
  webhookListFields: {
    to: ["hooks"],
    as: [expect.objectContaining({ identifier: "wh" })],
    seen: (overrides) => valueFrom(overrides, calls.webhooks, 200, { hooks: [WEBHOOK] }),
  },
  webhookKeyHeader: {
    to: "x-jetpay-key",
    as: 200,
    seen: (overrides) => keyArrives(deskWith({ JETPAY_WEBHOOK_API_KEY: KEY }, overrides)),
  },
  JETPAY_WEBHOOK_API_KEY_HEADER: {
    to: "X-Jetpay-Key",
    as: 200,
    seen: ({ JETPAY_WEBHOOK_API_KEY_HEADER: name }) =>
      keyArrives(
        deskWith({
          JETPAY_WEBHOOK_API_KEY: KEY,
          ...(typeof name === "string" ? { JETPAY_WEBHOOK_API_KEY_HEADER: name } : {}),
        }),
      ),
  },
  directionByPrefix: {
    to: [{ prefix: "payments.in.", direction: "debit" }],
    as: { id: "tx", state: "paid", direction: "debit" },
    seen: async (overrides) => {
      const data = { state: "paid", transactionId: "tx" };
      return (await eventFrom(overrides, { type: "payments.in.created", data }))?.transaction;
    },
  },
  cardPrefixes: {
    to: ["wallets."],
    as: expect.objectContaining({ id: "cc", outcome: "captured" }),
    seen: async (overrides) =>
      (await eventFrom(overrides, { type: "wallets.updated", data: SOUND_CARD }))?.card,
  },
  cardEventIdFields: card(["token"], { ...SOUND_CARD, token: "cc_1" }, { id: "cc_1" }),
  cardContactFields: card(
    ["owner"],
    { identifier: "co", owner: "co", id: "cc", state: "active" },
    { id: "cc" },
  ),
  cardBrandFields: card(["scheme"], { ...SOUND_CARD, scheme: "visa" }, { brand: "visa" }),
  cardLastFourFields: card(["tail"], { ...SOUND_CARD, tail: "4242" }, { lastFour: "4242" }),
  cardReasonFields: card(["why"], { ...FAILED_CARD, why: "lost_card" }, { reason: "lost_card" }),
  cardWorkedFields: card(["saved"], { creditCardId: "cc", saved: true }, { outcome: "captured" }),
  cardStateFields: card(["standing"], { creditCardId: "cc", standing: "active" }, { outcome: "captured" }),
  cardWorkedWords: card(["ready"], { creditCardId: "cc", state: "ready" }, { outcome: "captured" }),
  cardFailedWords: card(["spoilt"], { creditCardId: "cc", state: "spoilt" }, { outcome: "failed" }),
  cancelledStates: { to: ["struck"], as: ["cancelled"], seen: progressFrom },
  issuer: {
    to: "baseline",
    as: 200,
    seen: (overrides) => routeAnswers(deskWith({}, overrides), { iss: "baseline" }),
  },
  subject: {
    to: "delivery",
    as: 200,
    seen: (overrides) => routeAnswers(deskWith({}, overrides), { sub: "delivery" }),
  },
};

const overriding = (key: string, to: unknown): Overrides => {
  const [group, name] = key.split(".");
  return group === "paths" && name !== undefined ? { paths: { [name]: to } } : { [key]: to };
};
const tableKeys = Object.keys(defaultUnknowns).flatMap((key) =>
  key === "paths" ? Object.keys(defaultUnknowns.paths).map((name) => `paths.${name}`) : [key],
);
const isTableKey = (key: string) => tableKeys.includes(key);
const sorted = (values: Iterable<string>) => [...new Set(values)].toSorted();

describe("a setting said otherwise is taken and obeyed", () => {
  test.each(Object.entries(CHANGES))("%s", async (key, { to, seen, as }) => {
    const changed = overriding(key, to);
    if (isTableKey(key)) {
      expect(unknownsFrom(changed)).not.toEqual(defaultUnknowns);
      expect(deskWith({}, changed).settings.jetpay.overrides).toEqual(changed);
    }
    expect(await seen({})).not.toEqual(as);
    expect(await seen(changed)).toEqual(as);
  });
});

/** Held by settings, or answered by how the desk is made: then by a proof here, or by a test in another file. */
type Row = { readonly row: number; readonly open: string } & (
  | { readonly keys: readonly Key[] }
  | { readonly because: string; readonly shown: () => unknown }
  | { readonly because: string; readonly by: readonly [file: string, words: string] }
);

const CONTRACT = "lib/check/contract.test.ts";
const SIDES = "lib/check/sides.test.ts";
const MONEY = "lib/check/money.test.ts";

const accepts = async (
  call: (jetpay: Jetpay) => Promise<Answer<unknown>>,
  status: number,
  body: object | "",
) => expect([status, (await readFrom({}, call, status, body as object)).kind]).toEqual([status, "accepted"]);
const wordsOf = async (body: object) => {
  const answer = await readFrom({}, calls.debit, 422, body);
  return answer.kind === "refused" ? answer.words : answer.kind;
};

const ROWS: readonly Row[] = [
  {
    row: 1,
    open: "what an amount counts",
    because: "Whole cents, as bigint from the form to the wire; another unit would be another desk.",
    by: [CONTRACT, "are kept to the cent"],
  },
  {
    row: 2,
    open: "which currency",
    because: "Canadian dollars alone: no sample has a field for it, and none is sent.",
    by: [CONTRACT, "is sent as documented"],
  },
  { row: 3, open: "hyphen or underscore in the path of bank accounts", keys: ["paths.bankAccount"] },
  {
    row: 4,
    open: "names of the ids in answers",
    keys: ["contactIdFields", "bankAccountIdFields", "transactionIdFields"],
  },
  {
    row: 5,
    open: "whether a contact with a known e-mail is made anew",
    because:
      "Each contact here is sent once and keeps its own id. An id that is ours already cannot be stored twice: its outcome is unknown, for people to look at.",
    by: [MONEY, "an accepted answer that cannot be stored as ours is unknown"],
  },
  {
    row: 6,
    open: "how a debit is paid by us",
    keys: [
      "paths.payDebit",
      "payDebitMethod",
      "payDebitBy",
      "payDebitAccountField",
      "payDebitDetailFields",
      "stateFields",
    ],
  },
  {
    row: 7,
    open: "the card page of one debit at checkout",
    because: "Not used: the payment link of a debit takes cards.",
    by: [CONTRACT, "Card entry at checkout"],
  },
  {
    row: 8,
    open: "what a charge asks and answers, and how it is declined",
    keys: [
      "paths.cardCharge",
      "chargeFields",
      "transactionIdFields",
      "stateFields",
      "declineFields",
      "declineWrappers",
      "declineStatuses",
      "declineStatusesWithCode",
    ],
  },
  {
    row: 9,
    open: "what the answer with a capture page names, and how long the page lives",
    keys: ["paths.cardUrl", "cardIdFields", "cardUrlFields"],
  },
  { row: 10, open: "all states, their order, and the word for cancelled", keys: ["cancelledStates"] },
  {
    row: 11,
    open: "whether `processing` is a state",
    because: "A state we do not know is in flight, this one too.",
    shown: () =>
      expect(["processing", "anything"].map((state) => progressOf(state))).toEqual([
        "in_flight",
        "in_flight",
      ]),
  },
  {
    row: 12,
    open: "whether what is completed can still fail",
    because: "It can: it is then returned.",
    by: [SIDES, '"returned",'],
  },
  {
    row: 13,
    open: "the list of failure reasons",
    because: "An open word: one that is not known is shown as it came, and explained in general.",
    shown: async () => {
      const said = { state: "failed", fail_reason: "eaten_by_dog", fail_direction: "pull" };
      const read = await valueFrom({}, calls.status, 200, said);
      expect(read).toEqual({ state: "failed", failReason: "eaten_by_dog", failDirection: "pull" });
      expect(explained("eaten_by_dog", "pull").headline).not.toBe("");
    },
  },
  {
    row: 14,
    open: "the list of failure directions",
    because: "An open word too: `pull` and `push` are understood, another one says nothing of the leg.",
    shown: () => expect(explained("account_closed", "sideways").headline).not.toBe(""),
  },
  {
    row: 15,
    open: "failure fields when nothing failed",
    because: "Absent and null are read alike.",
    by: [SIDES, "failure fields when nothing failed"],
  },
  { row: 16, open: "names of later events", keys: ["directionByPrefix"] },
  { row: 17, open: "whether charges raise events of debits", keys: ["directionByPrefix"] },
  {
    row: 18,
    open: "the event of a card's capture",
    keys: [
      "cardPrefixes",
      "cardEventIdFields",
      "cardContactFields",
      "cardBrandFields",
      "cardLastFourFields",
      "cardReasonFields",
      "cardWorkedFields",
      "cardStateFields",
      "cardWorkedWords",
      "cardFailedWords",
    ],
  },
  {
    row: 19,
    open: "how deliveries are tried again, and how a failed webhook recovers",
    because:
      "Whenever they come, they are kept; a webhook's state is shown as told, and both ways back work.",
    by: [SIDES, "a change of a webhook replays and revives"],
  },
  {
    row: 20,
    open: "the header of the extra key",
    keys: ["webhookKeyHeader", "JETPAY_WEBHOOK_API_KEY_HEADER"],
  },
  {
    row: 21,
    open: "what a change of a webhook takes",
    because: "Each side's answer is told to the person who asked, with what to do instead.",
    by: [SIDES, "a change of a webhook replays and revives"],
  },
  {
    row: 22,
    open: "status codes of calls about webhooks",
    because: "Any 2xx that can be read is a yes.",
    shown: async () => {
      for (const status of [200, 201])
        await accepts((jetpay) => jetpay.registerWebhook(HOOK), status, WEBHOOK);
      await accepts(calls.webhook, 200, WEBHOOK);
      for (const status of [200, 202])
        await accepts((jetpay) => jetpay.changeWebhook("wh", { maxBatchSize: 9 }), status, WEBHOOK);
      await accepts((jetpay) => jetpay.deleteWebhook("wh"), 200, { ok: true });
      await accepts((jetpay) => jetpay.deleteWebhook("wh"), 204, "");
    },
  },
  { row: 23, open: "whether the list of webhooks is bare", keys: ["webhookListFields"] },
  {
    row: 24,
    open: "whether the hash of the body is padded",
    because: "Both are taken.",
    shown: async () => {
      for (const pad of [false, true])
        expect([pad, await routeAnswers(deskWith({}), { pad })]).toEqual([pad, 200]);
    },
  },
  { row: 25, open: "where the key set is", keys: ["JETPAY_JWKS_URL", "paths.keySet"] },
  {
    row: 26,
    open: "how long Jetpay keeps events",
    because: "What arrived is kept here for good; a replay asks for what did not.",
    by: [SIDES, "a new registration without a replay"],
  },
  {
    row: 27,
    open: "how long settling takes",
    because: "No duration is assumed: events alone move a payment on.",
    by: [MONEY, "follows Jetpay's events to completed"],
  },
  {
    row: 28,
    open: "cut-off times and holidays",
    because: "No hour is assumed either.",
    by: [MONEY, "follows Jetpay's events to completed"],
  },
  {
    row: 29,
    open: "refunds",
    because:
      "Money goes back to a bank account by an ordinary payout; no call for cards is known, and none is made.",
    by: [CONTRACT, "every call of the client"],
  },
  {
    row: 30,
    open: "keys against repeated creation",
    because: "None is sent: a creation is sent once, and one of unknown outcome never again by itself.",
    by: [CONTRACT, "with a token and no key of its own"],
  },
  {
    row: 31,
    open: "what errors look like",
    because: "Words are found wherever such bodies have them.",
    shown: async () => {
      expect(await wordsOf({ detail: "No." })).toBe("No.");
      expect(await wordsOf({ detail: [{ loc: ["body", "amount"], msg: "Too much", type: "x" }] })).toBe(
        "amount: Too much",
      );
      expect(await wordsOf({ error: { message: "No." } })).toBe("No.");
      expect(await wordsOf({ code: 17 })).toBe("Jetpay answered 422 without a reason.");
    },
  },
  {
    row: 32,
    open: "how often one may call, and how long an answer takes",
    because: "A 429 is waited for as long as it says; what has no answer in time is of unknown outcome.",
    by: [CONTRACT, "asks for patience or is in trouble"],
  },
  {
    row: 33,
    open: "lists and their pages",
    because: "No list but that of webhooks is asked for: the desk keeps its own of everything else.",
    by: [CONTRACT, '"list webhooks"'],
  },
  {
    row: 34,
    open: "which scope allows what",
    because: "Whatever the token may not do pauses sending, with Jetpay's words, until a person has looked.",
    by: [SIDES, "a token that is not taken"],
  },
  {
    row: 35,
    open: "test values of the demo environment",
    because: "None is known to the desk; those of the sandbox are the sandbox's own.",
    shown: () => expect(textOf("lib/sandbox/test-cards.ts")).toContain("4242424242424242"),
  },
  {
    row: 36,
    open: "where hosted pages lead, when they expire, whether they may be framed",
    because: "They are opened as they are given, and asked for anew when they have expired.",
    by: [CONTRACT, "ask for a card's capture page"],
  },
  { row: 37, open: "the link of a credit", keys: ["linkFields"] },
  {
    row: 38,
    open: "who obtains the debit agreement",
    because: "The marketplace: no debit from a saved account is made without the day it was signed.",
    shown: () => {
      const [collectionId, contactId, bankAccountId] = [
        crypto.randomUUID(),
        crypto.randomUUID(),
        crypto.randomUUID(),
      ];
      const form = {
        collectionId,
        contactId,
        amount: "5.00",
        statement: "ORDER",
        note: "",
        merchantAccountId: "m1",
      };
      const from = { kind: "bank_account", bankAccountId };
      expect(CollectFromMethod.safeParse({ ...form, from }).success).toBe(false);
      expect(
        CollectFromMethod.safeParse({ ...form, from: { ...from, agreedOn: "2026-01-05" } }).success,
      ).toBe(true);
    },
  },
  {
    row: 39,
    open: "how long a note may be, and which signs a statement may have",
    because: "The narrower side: printable ASCII up to 30, and a limit of our own for notes.",
    shown: () => {
      const allowed = ["ORDER 7", "Café"].map((text) => Statement.safeParse(text).success);
      expect(allowed).toEqual([true, false]);
      expect(Note.safeParse("x".repeat(501)).success).toBe(false);
    },
  },
  {
    row: 40,
    open: "mandatory fields and types of a bank account",
    because: "Every field of the guide's sample is always sent; a type is chequing or savings.",
    shown: async () => {
      const body = (await bodySentBy({}, calls.bankAccount)) as Record<string, string>;
      expect(Object.values(body).filter((value) => value === "")).toEqual([]);
      expect(Object.keys(body)).toHaveLength(13);
      expect(ACCOUNT_TYPES).toEqual(["chequing", "savings"]);
    },
  },
  {
    row: 41,
    open: "scheduled and recurring payments",
    because: "No call is known, and none is made.",
    by: [CONTRACT, "every call of the client"],
  },
  {
    row: 42,
    open: "onboarding, and several companies",
    because: "One token is one company; events about it are kept as they are and change nothing.",
    shown: async () => {
      const event = await eventFrom({}, { type: "companies.kyc.updated", data: { state: "approved" } });
      expect(event).toMatchObject({ type: "companies.kyc.updated", transaction: null, card: null });
    },
  },
  {
    row: 43,
    open: "capitals in types and states",
    because: "Types are compared without them; states are lower case in the one copy that keeps case.",
    shown: async () => {
      const data = { state: "completed", transactionId: "tx" };
      const event = await eventFrom({}, { type: "Transactions.Debits.UPDATED", data });
      expect(event?.transaction).toEqual({ id: "tx", state: "completed", direction: "debit" });
    },
  },
];

const explained = (reason: string, failDirection: string) =>
  explainFailure({
    direction: "debit",
    method: "bank",
    reason,
    failDirection,
    isReturn: false,
    contactName: "Bo",
  });

/** Keys for what the guide states, or shows elsewhere than in its list of open questions. */
const BEYOND: readonly Key[] = [
  "paths.contact",
  "paths.debit",
  "paths.credit",
  "paths.status",
  "paths.transaction",
  "paths.webhooks",
  "paths.webhook",
  "issuer",
  "subject",
];

describe("the open questions of the guide", () => {
  test("are all forty-three here, once each", () => {
    expect(ROWS.map(({ row }) => row)).toEqual(Array.from({ length: 43 }, (_, n) => n + 1));
  });

  test("and what the guide states name every key of the settings table, and no other", () => {
    const named = [...ROWS.flatMap((row) => ("keys" in row ? row.keys : [])), ...BEYOND];
    expect(sorted(named.filter(isTableKey))).toEqual(sorted(tableKeys));
    expect(sorted(named)).toEqual(sorted(Object.keys(CHANGES)));
  });

  test.each(ROWS)("$row: $open", async (row) => {
    if ("keys" in row) return expect(row.keys.filter((key) => !(key in CHANGES))).toEqual([]);
    if ("by" in row) return expect(textOf(row.by[0])).toContain(row.by[1]);
    await row.shown();
  });
});
