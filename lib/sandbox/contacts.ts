import { randomUUID } from "node:crypto";
import { z } from "zod";
import { HttpError } from "./http";
import { one } from "./store";
import { isUuid } from "./transactions";
import { digits, email, readBodyAs, text, unknownId } from "./validation";
import type { Call, Reply, Route } from "./http";
import type { Queryable } from "./store";
import type { World } from "./world";

export type ContactRow = { id: string; email: string; name: string };
export type BankAccountRow = { id: string; contact_id: string; account_number: string };

const NewContact = z.object({
  email,
  name: text(255),
  tags: z.array(text(255)).max(100).default([]),
  language: z.enum(["en", "fr"]).default("en"),
});

const optionalText = text(255).nullish();

const NewBankAccount = z.object({
  contact_id: z.string(),
  institution: optionalText,
  title: optionalText,
  account_type: optionalText,
  institution_number: digits(3),
  transit_number: digits(5),
  account_number: digits(7, 12),
  holder_name: text(255),
  holder_address: optionalText,
  holder_address_postal_code: optionalText,
  holder_address_city: optionalText,
  holder_address_country: z.string().length(2).nullish(),
  holder_email: email.nullish(),
});

/** Every field of the guide's sample, where all of them are mandatory. */
const FullBankAccount = NewBankAccount.extend({
  institution: text(255),
  title: text(255),
  account_type: text(255),
  holder_address: text(255),
  holder_address_postal_code: text(255),
  holder_address_city: text(255),
  holder_address_country: z.string().length(2),
  holder_email: email,
});

export async function findContact(db: Queryable, id: string): Promise<ContactRow | undefined> {
  if (!isUuid(id)) return undefined;
  return one<ContactRow>(db, "select id, email, name from sandbox.contacts where id = $1", [id]);
}

export async function findBankAccount(db: Queryable, id: string): Promise<BankAccountRow | undefined> {
  if (!isUuid(id)) return undefined;
  return one<BankAccountRow>(
    db,
    "select id, contact_id, account_number from sandbox.bank_accounts where id = $1",
    [id],
  );
}

export async function insertContact(
  world: World,
  contact: { email: string; name: string; tags?: string[]; language?: string },
): Promise<ContactRow> {
  const id = randomUUID();
  await world.store.rows(
    `insert into sandbox.contacts (id, email, name, tags, language, created_at) values ($1, $2, $3, $4, $5, $6)`,
    [
      id,
      contact.email,
      contact.name,
      JSON.stringify(contact.tags ?? []),
      contact.language ?? "en",
      world.clock.now(),
    ],
  );
  return { id, email: contact.email, name: contact.name };
}

async function createContact(world: World, call: Call): Promise<Reply> {
  const wanted = readBodyAs(NewContact, call);
  const { id } = await insertContact(world, wanted);
  return { status: 200, body: { identifier: id, ...wanted } };
}

async function createBankAccount(world: World, call: Call): Promise<Reply> {
  const { bankAccountPath, bankAccountFields } = world.variants.current;
  if (call.path !== `/contact/${bankAccountPath}`) throw new HttpError(404, "Not Found");
  const wanted = readBodyAs(bankAccountFields === "all" ? FullBankAccount : NewBankAccount, call);
  const contact = await findContact(world.store, wanted.contact_id);
  if (!contact) throw unknownId(world, "contact_id", "Contact");
  const { account_number, ...shown } = wanted;
  const id = randomUUID();
  await world.store.rows(
    `insert into sandbox.bank_accounts
       (id, contact_id, institution_number, transit_number, account_number, holder_name, details, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      contact.id,
      wanted.institution_number,
      wanted.transit_number,
      account_number,
      wanted.holder_name,
      JSON.stringify(shown),
      world.clock.now(),
    ],
  );
  return { status: 201, body: { identifier: id, ...shown, account_number: account_number.slice(-3) } };
}

export const contactRoutes: readonly Route[] = [
  { method: "PUT", path: "/contact", handle: createContact },
  { method: "PUT", path: "/contact/bank_account", handle: createBankAccount },
  { method: "PUT", path: "/contact/bank-account", handle: createBankAccount },
];
