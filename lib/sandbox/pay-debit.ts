import { z } from "zod";
import { findBankAccount } from "./contacts";
import { HttpError } from "./http";
import { isOpen, keepPayment, payByBank } from "./pay";
import { findTransaction, lockTransaction } from "./transactions";
import { digits, readBodyAs, text, unknownId } from "./validation";
import type { Call, Reply, Route } from "./http";
import type { TransactionRow } from "./transactions";
import type { World } from "./world";

const FromAccount = z.object({ bank_account_id: z.string() });

const FromDetails = z.object({
  institution_number: digits(3),
  transit_number: digits(5),
  account_number: digits(7, 12),
  holder_name: text(255),
});

/** Jetpay's guide tells neither the method, nor the path, nor the body of this call: see sections 3.7 and 8. */
async function payDebit(world: World, call: Call): Promise<Reply> {
  const { payDebitMethod, payDebitBy } = world.variants.current;
  if (call.method !== payDebitMethod) throw new HttpError(405, "Method Not Allowed");
  const id = call.params.id ?? "";
  const source = payDebitBy === "account" ? readBodyAs(FromAccount, call) : readBodyAs(FromDetails, call);
  const debit = await findTransaction(world.store, id);
  if (debit?.direction !== "debit") throw unknownId(world, "identifier", "Debit");
  const from =
    "bank_account_id" in source
      ? await accountOf(world, debit, source.bank_account_id)
      : { id: null, account_number: source.account_number };

  const state = await world.store.commit(async (db) => {
    const found = await lockTransaction(db, id);
    if (!found || !isOpen(found)) throw new HttpError(409, "Debit can no longer be paid");
    const at = world.clock.now();
    const details = { account_number: from.account_number, mandate_name: null };
    const change = payByBank(world, { ...found, bank_account_id: from.id }, details, at);
    await keepPayment(world, db, change);
    return change.after.state;
  });
  return { status: 200, body: { identifier: debit.id, state } };
}

/** Of the debit's own contact alone. */
async function accountOf(world: World, debit: TransactionRow, accountId: string) {
  const account = await findBankAccount(world.store, accountId);
  if (!account || account.contact_id !== debit.contact_id) {
    throw unknownId(world, "bank_account_id", "Bank account");
  }
  return account;
}

export const payDebitRoutes: readonly Route[] = [
  { method: "POST", path: "/debit/:id/pay", handle: payDebit },
  { method: "PUT", path: "/debit/:id/pay", handle: payDebit },
];
