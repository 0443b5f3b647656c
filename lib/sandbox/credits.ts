import { z } from "zod";
import { findBankAccount, findContact } from "./contacts";
import { createTransaction } from "./create";
import { amount, mustBeMerchantAccount, note, readBodyAs, statement, unknownId } from "./validation";
import type { Call, Reply, Route } from "./http";
import type { World } from "./world";

const NewCredit = z.object({
  amount,
  statement,
  note,
  from_bank_account: z.string(),
  to_bank_account: z.string().nullish(),
  contact_id: z.string(),
});

async function createCredit(world: World, call: Call): Promise<Reply> {
  const wanted = readBodyAs(NewCredit, call);
  mustBeMerchantAccount(world, "from_bank_account", wanted.from_bank_account);
  const contact = await findContact(world.store, wanted.contact_id);
  if (!contact) throw unknownId(world, "contact_id", "Contact");
  const body = await createTransaction(world, {
    direction: "credit",
    amount: wanted.amount,
    statement: wanted.statement,
    note: wanted.note ?? null,
    contact,
    merchantAccount: wanted.from_bank_account,
    bankAccount: wanted.to_bank_account ? await accountOf(world, contact.id, wanted.to_bank_account) : null,
    origin: "api",
  });
  return { status: 201, body };
}

async function accountOf(world: World, contactId: string, accountId: string) {
  const account = await findBankAccount(world.store, accountId);
  if (!account || account.contact_id !== contactId) {
    throw unknownId(world, "to_bank_account", "Bank account");
  }
  return account;
}

export const creditRoutes: readonly Route[] = [{ method: "PUT", path: "/credit", handle: createCredit }];
