import { z } from "zod";
import { findContact } from "./contacts";
import { createTransaction } from "./create";
import { amount, email, mustBeMerchantAccount, note, readBodyAs, refuse, statement } from "./validation";
import { text, unknownId } from "./validation";
import type { Call, Reply, Route } from "./http";
import type { World } from "./world";

const NewDebit = z.object({
  amount,
  statement,
  note,
  to_bank_account: z.string(),
  contact_id: z.string().nullish(),
  contact_email: email.nullish(),
  contact_name: text(255).nullish(),
});
type NewDebit = z.infer<typeof NewDebit>;

async function createDebit(world: World, call: Call): Promise<Reply> {
  const wanted = readBodyAs(NewDebit, call);
  mustBeMerchantAccount(world, "to_bank_account", wanted.to_bank_account);
  const body = await createTransaction(world, {
    direction: "debit",
    amount: wanted.amount,
    statement: wanted.statement,
    note: wanted.note ?? null,
    contact: await payerOf(world, wanted),
    merchantAccount: wanted.to_bank_account,
    bankAccount: null,
    origin: "api",
  });
  return { status: 201, body };
}

/** A contact by id, or in the older way by e-mail and name, which makes none. */
async function payerOf(world: World, wanted: NewDebit) {
  if (wanted.contact_id) {
    const contact = await findContact(world.store, wanted.contact_id);
    if (!contact) throw unknownId(world, "contact_id", "Contact");
    return contact;
  }
  if (!wanted.contact_email) throw refuse(["contact_id"], "Field required", "missing");
  return { id: null, name: wanted.contact_name ?? wanted.contact_email, email: wanted.contact_email };
}

export const debitRoutes: readonly Route[] = [{ method: "PUT", path: "/debit", handle: createDebit }];
