import { Prisma } from "../generated/client";

type Given = {
  readonly transactionId: string;
  readonly link: string | null;
  readonly amountCents: bigint;
  readonly contactId: string;
};
type GivenDebit = Given & {
  /** Why a card said no although a transaction was made of it. */
  readonly declineReason: string | null;
  /** What a debit that is still to be paid waits for. */
  readonly payWaitsFor: string | null;
};

/** The customer has paid a link, or our own call to pay has arrived: then there is nothing more to send. */
const IS_UNPAID = Prisma.sql`(c.method = 'bank_account' AND coalesce(t.progress, 'requested') = 'requested')`;

/**
 * Makes Jetpay's transaction ours: amount and contact are written on it, and the intent takes the state that events have
 * given it by now. The transaction may or may not have been announced by an event already. False when another attempt
 * holds it.
 */
export const claims = (db: Prisma.TransactionClient) => {
  const take = async (direction: string, attemptId: bigint, given: Given): Promise<boolean> =>
    (await db.$executeRaw`
      INSERT INTO transaction AS t (id, direction, attempt_id, amount_cents, contact_id)
      VALUES (${given.transactionId}, ${direction}, ${attemptId}, ${given.amountCents}, ${given.contactId}::uuid)
      ON CONFLICT (id) DO UPDATE SET attempt_id = excluded.attempt_id, amount_cents = excluded.amount_cents,
        contact_id = excluded.contact_id
      WHERE t.attempt_id IS NULL`) === 1;

  return {
    claimCredit: async (payoutId: string, attemptId: bigint, given: Given): Promise<boolean> => {
      if (!(await take("credit", attemptId, given))) return false;
      await db.$executeRaw`
        UPDATE payout p SET transaction_id = t.id, link = ${given.link}, waiting_for = NULL, problem = NULL,
          state = payout_after(t.progress, t.is_return), completed_at = t.completed_at
        FROM transaction t WHERE p.id = ${payoutId}::uuid AND t.id = ${given.transactionId}`;
      return true;
    },

    /** A debit from a bank account is not on its way yet: it waits to be paid. */
    claimDebit: async (collectionId: string, attemptId: bigint, given: GivenDebit): Promise<boolean> => {
      if (!(await take("debit", attemptId, given))) return false;
      await db.$executeRaw`
        UPDATE collection c SET transaction_id = t.id, link = ${given.link}, problem = NULL,
          decline_reason = ${given.declineReason}, completed_at = t.completed_at,
          next_step = CASE WHEN ${IS_UNPAID} THEN 'pay' END,
          waiting_for = CASE WHEN ${IS_UNPAID} THEN ${given.payWaitsFor}::text END,
          tries = CASE WHEN ${IS_UNPAID} THEN 0 ELSE c.tries END,
          state = CASE WHEN ${IS_UNPAID} THEN 'waiting'
            ELSE collection_after(c.method, t.progress, t.is_return, ${given.declineReason}::text IS NOT NULL) END
        FROM transaction t WHERE c.id = ${collectionId}::uuid AND t.id = ${given.transactionId}`;
      return true;
    },
  };
};
