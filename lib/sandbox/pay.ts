import { fateOf } from "./outcomes";
import { testCard } from "./test-cards";
import { takeStep, WAIT_DAYS } from "./lifecycle";
import { lockTransaction, record } from "./transactions";
import type { Queryable } from "./store";
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
    await keepPayment(world, db, change);
    return change.after.card_result === "declined" ? "declined" : "accepted";
  });
}

/** Writes what was paid with, which later steps leave alone, and then the change itself. */
export async function keepPayment(world: World, db: Queryable, change: Change) {
  const { id, method, bank_account_id, account_number, card_result, mandate_name } = change.after;
  await db.rows(
    `update sandbox.transactions set method = $2, bank_account_id = $3, account_number = $4, card_result = $5,
       mandate_name = $6
     where id = $1`,
    [id, method, bank_account_id, account_number, card_result, mandate_name],
  );
  await record(db, world.variants.current, [change]);
}

/** Null when the card was declined and the link stays as it was. */
function payByCard(world: World, found: TransactionRow, details: CardDetails, at: Date): Change | null {
  const result = testCard(details.card_number).link;
  const paid: TransactionRow = { ...found, method: "card", card_result: result, updated_at: at };
  if (result !== "declined") {
    return { at, event: "changed", ledger: ["pulled"], after: approved(world, paid, at) };
  }
  if (!world.variants.current.declinedCardSpendsLink) return null;
  const after = { ...paid, state: "failed", fail_reason: "card_declined", fail_direction: "pull" };
  return { at, event: "changed", ledger: ["failed"], after };
}

/** A card payment once approved: `paid` at once, and settled later unless it is to hang. */
export function approved({ clock }: World, paid: TransactionRow, at: Date): TransactionRow {
  const settles = fateOf(paid).kind !== "hangs";
  return {
    ...paid,
    state: "paid",
    next_step: settles ? "settle" : null,
    due_at: settles ? clock.after(at, WAIT_DAYS.settleCard) : null,
  };
}

export function payByBank(
  world: World,
  found: TransactionRow,
  details: Pick<BankDetails, "account_number" | "mandate_name">,
  at: Date,
): Change {
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
