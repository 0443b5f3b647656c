import { CARDS } from "./outcomes";
import { takeStep, WAIT_DAYS } from "./lifecycle";
import { lockTransaction, record } from "./transactions";
import type { Change, TransactionRow } from "./transactions";
import type { World } from "./world";

export type BankDetails = {
  method: "bank";
  institution_number: string;
  transit_number: string;
  account_number: string;
  holder_name: string;
  mandate_name: string | null;
};
export type CardDetails = { method: "card"; card_number: string };
export type PaymentDetails = BankDetails | CardDetails;

export type PaymentResult = "accepted" | "declined" | "link_used" | "link_unknown" | "bank_only";

/** A link takes one answer: nothing was paid on it yet, and it was not cancelled. */
export const isOpen = (transaction: TransactionRow) =>
  transaction.has_link && transaction.state === "requested" && transaction.method === null;

/** What the payer or payee submits on the hosted page. */
export async function payLink(world: World, id: string, details: PaymentDetails): Promise<PaymentResult> {
  return world.store.commit(async (db) => {
    const found = await lockTransaction(db, id);
    if (!found?.has_link) return "link_unknown";
    if (!isOpen(found)) return "link_used";
    if (details.method === "card" && found.direction === "credit") return "bank_only";
    const at = world.clock.now();
    const change =
      details.method === "card" ? payByCard(world, found, details, at) : payByBank(world, found, details, at);
    if (!change) return "declined";
    const { method, account_number, card_result, mandate_name } = change.after;
    await db.rows(
      `update sandbox.transactions set method = $2, account_number = $3, card_result = $4, mandate_name = $5
       where id = $1`,
      [id, method, account_number, card_result, mandate_name],
    );
    await record(db, world.variants.current, [change]);
    return change.after.card_result === "declined" ? "declined" : "accepted";
  });
}

/** Null when the card was declined and the link stays as it was. */
function payByCard(world: World, found: TransactionRow, details: CardDetails, at: Date): Change | null {
  const result = CARDS[details.card_number] ?? "approved";
  const paid = { ...found, method: "card" as const, card_result: result, updated_at: at };
  if (result !== "declined") {
    const due_at = world.clock.after(at, WAIT_DAYS.settleCard);
    const after: TransactionRow = { ...paid, state: "paid", next_step: "settle", due_at };
    return { at, event: "changed", ledger: ["pulled"], after };
  }
  if (!world.variants.current.declinedCardSpendsLink) return null;
  const after = { ...paid, state: "failed", fail_reason: "card_declined", fail_direction: "pull" };
  return { at, event: "changed", ledger: ["failed"], after };
}

function payByBank(world: World, found: TransactionRow, details: BankDetails, at: Date): Change {
  const submitted: TransactionRow = {
    ...found,
    method: "bank",
    account_number: details.account_number,
    mandate_name: details.mandate_name,
    updated_at: at,
  };
  if (found.direction === "debit") return takeStep(world, submitted, "initiate", at);
  const due_at = world.clock.after(at, WAIT_DAYS.initiate);
  return { at, event: null, ledger: [], after: { ...submitted, next_step: "initiate", due_at } };
}
