import { randomUUID } from "node:crypto";
import { WAIT_DAYS } from "./lifecycle";
import { insertTransaction, record } from "./transactions";
import type { FaultRule } from "./fault-rules";
import type { Fate } from "./outcomes";
import type { TransactionRow } from "./transactions";
import type { World } from "./world";

export type Wanted = {
  direction: "debit" | "credit";
  amount: number;
  statement: string;
  note: string | null;
  contact: { id: string | null; name: string; email: string };
  merchantAccount: string;
  /** The contact's stored account that a credit goes to; without one, a link asks for it. */
  bankAccount: { id: string; account_number: string } | null;
  origin: "api" | "elsewhere";
};

/** The row of a new transaction, with the end that a planted outcome has for it. */
export async function newTransaction(
  { clock, faults }: World,
  wanted: Wanted,
  made: { method: string; path: string },
): Promise<TransactionRow> {
  const at = clock.now();
  const { bankAccount, contact } = wanted;
  const rule = await faults.meetNamed("outcome", {
    ...made,
    amounts: [wanted.amount],
    contactIds: contact.id === null ? [] : [contact.id],
  });
  return {
    id: randomUUID(),
    direction: wanted.direction,
    amount: wanted.amount,
    statement: wanted.statement,
    note: wanted.note,
    contact_id: contact.id,
    contact_name: contact.name,
    contact_email: contact.email,
    merchant_account: wanted.merchantAccount,
    bank_account_id: bankAccount?.id ?? null,
    has_link: !bankAccount,
    state: "requested",
    fail_reason: null,
    fail_direction: null,
    method: bankAccount ? "bank" : null,
    account_number: bankAccount?.account_number ?? null,
    card_id: null,
    card_result: null,
    fate: rule && plannedFate(rule),
    mandate_name: null,
    next_step: bankAccount ? "initiate" : null,
    due_at: bankAccount ? clock.after(at, WAIT_DAYS.initiate) : null,
    origin: wanted.origin,
    created_at: at,
    updated_at: at,
  };
}

function plannedFate({
  outcome = "completes",
  reason = "insufficient_funds",
  leg = "pull",
}: FaultRule): Fate {
  return outcome === "fails" || outcome === "returns" ? { kind: outcome, reason, leg } : { kind: outcome };
}

/** Creates a transaction in `requested` with its event and its first line in the ledger. */
export async function createTransaction(
  world: World,
  wanted: Wanted,
): Promise<{ identifier: string; link?: string }> {
  const row = await newTransaction(world, wanted, { method: "PUT", path: `/${wanted.direction}` });
  await world.store.commit(async (db) => {
    await insertTransaction(db, row);
    await record(db, world.variants.current, [
      { after: row, ledger: ["created"], event: "created", at: row.created_at },
    ]);
  });
  return row.has_link ? { identifier: row.id, link: linkOf(world, row.id) } : { identifier: row.id };
}

export const linkOf = (world: World, id: string) => `${world.url}/payment/pay/${id}`;
