import { randomUUID } from "node:crypto";
import { WAIT_DAYS } from "./lifecycle";
import { insertTransaction, record } from "./transactions";
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

/** Creates a transaction in `requested` with its event and its first line in the ledger. */
export async function createTransaction(
  world: World,
  wanted: Wanted,
): Promise<{ identifier: string; link?: string }> {
  const at = world.clock.now();
  const { bankAccount } = wanted;
  const row: TransactionRow = {
    id: randomUUID(),
    direction: wanted.direction,
    amount: wanted.amount,
    statement: wanted.statement,
    note: wanted.note,
    contact_id: wanted.contact.id,
    contact_name: wanted.contact.name,
    contact_email: wanted.contact.email,
    merchant_account: wanted.merchantAccount,
    bank_account_id: bankAccount?.id ?? null,
    has_link: !bankAccount,
    state: "requested",
    fail_reason: null,
    fail_direction: null,
    method: bankAccount ? "bank" : null,
    account_number: bankAccount?.account_number ?? null,
    card_result: null,
    mandate_name: null,
    next_step: bankAccount ? "initiate" : null,
    due_at: bankAccount ? world.clock.after(at, WAIT_DAYS.initiate) : null,
    origin: wanted.origin,
    created_at: at,
    updated_at: at,
  };
  await world.store.commit(async (db) => {
    await insertTransaction(db, row);
    await record(db, world.variants.current, [{ after: row, ledger: ["created"], event: "created", at }]);
  });
  return row.has_link ? { identifier: row.id, link: linkOf(world, row.id) } : { identifier: row.id };
}

export const linkOf = (world: World, id: string) => `${world.url}/payment/pay/${id}`;
