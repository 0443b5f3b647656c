import { z } from "zod";
import { captureCard, findCard, openCapture } from "./capture";
import { findContact } from "./contacts";
import { newTransaction } from "./create";
import { HttpError } from "./http";
import { approved } from "./pay";
import { isCardNumber } from "./test-cards";
import { insertTransaction, record } from "./transactions";
import { amount, mustBeMerchantAccount, note, readBodyAs, refuse, statement, unknownId } from "./validation";
import type { CardRow } from "./capture";
import type { Call, Reply, Route } from "./http";
import type { Change, TransactionRow } from "./transactions";
import type { World } from "./world";

async function createUrl(world: World, call: Call): Promise<Reply> {
  const contact = await findContact(world.store, call.params.contactId ?? "");
  if (!contact) throw unknownId(world, "identifier", "Contact");
  const card = await openCapture(world, contact.id);
  return { status: 200, body: { url: captureUrl(world, card), credit_card_id: card.id } };
}

const captureUrl = ({ url }: World, { token }: CardRow) => `${url}/card/capture/${token}`;

const Charge = z.object({ amount, statement, note, to_bank_account: z.string() });

async function charge(world: World, call: Call): Promise<Reply> {
  const wanted = readBodyAs(Charge, call);
  const contact = await findContact(world.store, call.params.contactId ?? "");
  if (!contact) throw unknownId(world, "contact_id", "Contact");
  const card = await findCard(world.store, call.params.cardId ?? "");
  if (card?.contact_id !== contact.id) throw unknownId(world, "credit_card_id", "Credit card");
  mustBeMerchantAccount(world, "to_bank_account", wanted.to_bank_account);
  if (card.state !== "active") throw new HttpError(409, "Credit card is not active");

  const declined = card.charge_result === "approved" ? null : card.charge_result;
  const { declinedCharge } = world.variants.current;
  if (declined !== null && declinedCharge !== "failed") return refusal(Number(declinedCharge), declined);
  const blank = await newTransaction(
    world,
    {
      direction: "debit",
      amount: wanted.amount,
      statement: wanted.statement,
      note: wanted.note ?? null,
      contact,
      merchantAccount: wanted.to_bank_account,
      bankAccount: null,
      origin: "api",
    },
    call,
  );
  const row: TransactionRow = {
    ...blank,
    has_link: false,
    method: "card",
    card_id: card.id,
    card_result: card.charge_result,
  };
  const after = declined === null ? approved(world, row, row.created_at) : declinedRow(row, declined);
  await world.store.commit(async (db) => {
    await insertTransaction(db, after);
    await record(db, world.variants.current, firstChanges(world, row, after));
  });
  return { status: 200, body: chargeBody(world, after, card) };
}

const refusal = (status: number, decline_code: string): Reply => ({
  status,
  body: { detail: "Your card was declined.", decline_code },
});

const declinedRow = (row: TransactionRow, reason: string): TransactionRow => ({
  ...row,
  state: "failed",
  fail_reason: reason,
  fail_direction: "pull",
});

/** One event that begins with how the card answered, or one before it that does not know yet. */
function firstChanges({ variants }: World, row: TransactionRow, after: TransactionRow): Change[] {
  const at = row.created_at;
  const answered = after.state === "failed" ? "failed" : "pulled";
  if (variants.current.firstChargeEvent === "paid") {
    return [{ at, after, ledger: ["created", answered], event: "created" }];
  }
  return [
    { at, after: row, ledger: ["created"], event: "created" },
    { at, after, ledger: [answered], event: "changed" },
  ];
}

function chargeBody({ variants }: World, charged: TransactionRow, card: CardRow) {
  const { id: identifier, state, fail_reason, fail_direction } = charged;
  return {
    identifier,
    state,
    ...(state === "failed" ? { fail_reason, fail_direction } : {}),
    ...(variants.current.cardDetails === "answer" ? { brand: card.brand, last_four: card.last_four } : {}),
  };
}

const CardNumber = z.object({ card_number: z.string().default("4242424242424242") });

/** Fills in the capture page in place of a person. */
async function captureByHand(world: World, call: Call): Promise<Reply> {
  const { card_number } = readBodyAs(CardNumber, call);
  const number = card_number.replace(/[\s-]/g, "");
  if (!isCardNumber(number)) throw refuse(["card_number"], "value is not a card number");
  const card = await findCard(world.store, call.params.cardId ?? "");
  if (!card) throw unknownId(world, "credit_card_id", "Credit card");
  const state = await captureCard(world, card.id, number);
  if (state === "spent") throw new HttpError(409, "This card was captured, or failed to be, before");
  return { status: 200, body: { state } };
}

async function listCards({ store }: World): Promise<Reply> {
  const body = await store.rows(
    `select id, contact_id as "contactId", state, brand, last_four as "lastFour", fail_reason as "failReason",
       charge_result as "chargeResult", created_at as "createdAt"
     from sandbox.cards order by created_at, id limit 1000`,
  );
  return { status: 200, body };
}

export const cardRoutes: readonly Route[] = [
  { method: "POST", path: "/contact/:contactId/creditcards/url", handle: createUrl },
  { method: "POST", path: "/contact/:contactId/creditcards/:cardId/charge", handle: charge },
];

export const cardDoors: readonly Route[] = [
  { method: "GET", path: "/_sandbox/cards", handle: listCards },
  { method: "POST", path: "/_sandbox/capture/:cardId", handle: captureByHand },
];
