import type { IntentKind } from "../../domain/attempt";
import { Prisma } from "../generated/client";

const TABLE: Record<IntentKind, Prisma.Sql> = {
  contact: Prisma.sql`contact`,
  bank_account: Prisma.sql`bank_account`,
  collection: Prisma.sql`collection`,
  payout: Prisma.sql`payout`,
};

type NewContact = Prisma.ContactUncheckedCreateInput;
type NewBankAccount = Prisma.BankAccountUncheckedCreateInput;
type NewPayout = Prisma.PayoutUncheckedCreateInput;
type NewCollection = Prisma.CollectionUncheckedCreateInput;

/** False when a row with this id or reference is there already: the same form, sent twice. */
const added = async (create: Promise<{ count: number }>): Promise<boolean> => (await create).count === 1;

export const intents = (db: Prisma.TransactionClient) => ({
  addContact: (data: NewContact) => added(db.contact.createMany({ data, skipDuplicates: true })),
  addBankAccount: (data: NewBankAccount) => added(db.bankAccount.createMany({ data, skipDuplicates: true })),
  addPayout: (data: NewPayout) => added(db.payout.createMany({ data, skipDuplicates: true })),
  addCollection: (data: NewCollection) => added(db.collection.createMany({ data, skipDuplicates: true })),

  /** Moves an intent on from one of `from`. False when it was not there any more: somebody else was first. */
  moveIntent: async (
    kind: IntentKind,
    id: string,
    from: readonly string[],
    to: string,
    problem: string | null,
  ) =>
    (await db.$executeRaw`
      UPDATE ${TABLE[kind]} SET state = ${to}, problem = ${problem}
      WHERE id = ${id}::uuid AND state = ANY (${[...from]})`) === 1,

  /** Writes down the id that Jetpay gave a contact or a bank account. */
  storeJetpayId: (kind: "contact" | "bank_account", id: string, jetpayId: string) =>
    db.$executeRaw`UPDATE ${TABLE[kind]} SET jetpay_id = ${jetpayId} WHERE id = ${id}::uuid`,

  /** An intent that did not leave waits until `sendAt`, and the screen says what for. */
  postpone: (kind: "payout" | "collection", id: string, sendAt: Date, waitingFor: string) =>
    db.$executeRaw`
      UPDATE ${TABLE[kind]} SET send_at = ${sendAt}, waiting_for = ${waitingFor}, tries = tries + 1
      WHERE id = ${id}::uuid`,

  /**
   * Makes Jetpay's transaction ours: amount and contact are written on it, and the intent takes the state that events
   * have given it by now. The transaction may or may not have been announced by an event already. False when another
   * attempt holds it.
   */
  claim: async (
    kind: "payout" | "collection",
    intentId: string,
    attemptId: bigint,
    given: { transactionId: string; link: string | null; amountCents: bigint; contactId: string },
  ): Promise<boolean> => {
    const direction = kind === "payout" ? "credit" : "debit";
    const claimed = await db.$executeRaw`
      INSERT INTO transaction AS t (id, direction, attempt_id, amount_cents, contact_id)
      VALUES (${given.transactionId}, ${direction}, ${attemptId}, ${given.amountCents}, ${given.contactId}::uuid)
      ON CONFLICT (id) DO UPDATE SET attempt_id = excluded.attempt_id, amount_cents = excluded.amount_cents,
        contact_id = excluded.contact_id
      WHERE t.attempt_id IS NULL`;
    if (claimed !== 1) return false;
    await db.$executeRaw`
      UPDATE ${TABLE[kind]} i SET transaction_id = t.id, link = ${given.link}, waiting_for = NULL, problem = NULL,
        state = intent_state(${kind}, t.state, t.is_return)
      FROM transaction t WHERE i.id = ${intentId}::uuid AND t.id = ${given.transactionId}`;
    return true;
  },
});
