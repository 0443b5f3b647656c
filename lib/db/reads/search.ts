import { COLLECTION_WORDS } from "../../domain/collection";
import { formatCents } from "../../domain/money";
import { PAYOUT_WORDS } from "../../domain/payout";
import { Prisma, type PrismaClient } from "../generated/client";
import type { CollectionRow, Hit, PayoutRow } from "../rows";
import { collectionsFound } from "./collections";
import { contactsFound } from "./contacts";
import { payoutsFound } from "./payouts";
import { asked, isTextId, rowsOf } from "./shape";

const MOST_OF_EACH = 5;

type ContactHit = { id: string; name: string; email: string };
type TransactionHit = { id: string; state: string | null };

const contactHit = ({ id, name, email }: ContactHit): Hit => ({
  kind: "contact",
  label: name,
  detail: email,
  href: `/contacts/${id}`,
});
const payoutHit = ({ id, reference, amountCents, contactName, state }: PayoutRow): Hit => ({
  kind: "payout",
  label: reference,
  detail: `${formatCents(BigInt(amountCents))} to ${contactName}, ${PAYOUT_WORDS[state]}`,
  href: `/payouts/${id}`,
});
const collectionHit = ({ id, reference, amountCents, contactName, state }: CollectionRow): Hit => ({
  kind: "collection",
  label: reference,
  detail: `${formatCents(BigInt(amountCents))} from ${contactName}, ${COLLECTION_WORDS[state]}`,
  href: `/collections/${id}`,
});
const transactionHit = ({ id, state }: TransactionHit): Hit => ({
  kind: "transaction",
  label: id,
  detail: state === null ? "Jetpay has not reported on it yet" : `Jetpay says: ${state}`,
  href: `/events?view=events&q=${encodeURIComponent(id)}`,
});

export const search = (prisma: PrismaClient) => ({
  /** A few of each kind for whatever was typed; a transaction only by its whole id. */
  hits: async (q: string): Promise<Hit[]> => {
    const typed = asked(q);
    if (typed === "") return [];
    const [contacts, payouts, collections, transactions] = await Promise.all([
      contactsFound<ContactHit>(prisma, Prisma.sql`c.id, c.name, c.email`, typed, MOST_OF_EACH),
      payoutsFound(prisma, typed, MOST_OF_EACH),
      collectionsFound(prisma, typed, MOST_OF_EACH),
      isTextId(typed)
        ? rowsOf<TransactionHit>(prisma, Prisma.sql`SELECT id, state FROM transaction WHERE id = ${typed}`)
        : [],
    ]);
    return [
      ...contacts.map(contactHit),
      ...payouts.map(payoutHit),
      ...collections.map(collectionHit),
      ...transactions.map(transactionHit),
    ];
  },
});
