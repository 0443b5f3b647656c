import type { IntentKind } from "../../domain/attempt";
import { Prisma } from "../generated/client";

const TABLE: Record<IntentKind, Prisma.Sql> = {
  contact: Prisma.sql`contact`,
  bank_account: Prisma.sql`bank_account`,
  card: Prisma.sql`card`,
  collection: Prisma.sql`collection`,
  payout: Prisma.sql`payout`,
};

type NewContact = Prisma.ContactUncheckedCreateInput;
type NewBankAccount = Prisma.BankAccountUncheckedCreateInput;
type NewCard = Prisma.CardUncheckedCreateInput;
type NewPayout = Prisma.PayoutUncheckedCreateInput;
type NewCollection = Prisma.CollectionUncheckedCreateInput;

/** False when a row with this id or reference is there already: the same form, sent twice. */
const added = async (create: Promise<{ count: number }>): Promise<boolean> => (await create).count === 1;

export const intents = (db: Prisma.TransactionClient) => ({
  addContact: (data: NewContact) => added(db.contact.createMany({ data, skipDuplicates: true })),
  addBankAccount: (data: NewBankAccount) => added(db.bankAccount.createMany({ data, skipDuplicates: true })),
  addCard: (data: NewCard) => added(db.card.createMany({ data, skipDuplicates: true })),
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

  /** What did not leave waits in `state` until `sendAt`, and the screen says what for. False when it has moved on. */
  putBack: async (
    intent: { readonly kind: "payout" | "collection"; readonly id: string },
    state: "approved" | "waiting",
    sendAt: Date,
    waitingFor: string,
  ): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE ${TABLE[intent.kind]} SET state = ${state}, problem = NULL, send_at = ${sendAt},
        waiting_for = ${waitingFor}, tries = tries + 1
      WHERE id = ${intent.id}::uuid AND state IN ('sending', 'unknown')`) === 1,
});
