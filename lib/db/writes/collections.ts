import type { CollectionState, CollectionStep } from "../../domain/collection";
import type { Prisma } from "../generated/client";

type End = {
  readonly problem: string | null;
  readonly declineReason?: string | null;
};
export type SettledPay = { readonly collectionId: string; readonly contactId: string };

export const collections = (db: Prisma.TransactionClient, at: Date) => ({
  /** Takes a waiting collection for the one call that is due. False when it is not there any more. */
  beginStep: async (collectionId: string, step: CollectionStep): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE collection SET state = 'sending', problem = NULL, waiting_for = NULL
      WHERE id = ${collectionId}::uuid AND state = 'waiting' AND next_step = ${step} AND send_at <= ${at}
        AND cancel_asked_at IS NULL`) === 1,

  /**
   * Before Jetpay is asked to cancel: from here on nothing more is sent for it. `asked` names this request; `before` an
   * earlier one of which nobody knows yet what became.
   */
  holdForCancel: async (collectionId: string): Promise<{ asked: Date; before: Date | null } | null> => {
    const [held] = await db.$queryRaw<{ asked: Date; before: Date | null }[]>`
      UPDATE collection c SET cancel_asked_at = greatest(${at}, known.cancel_asked_at + interval '1 ms')
      FROM (SELECT id, cancel_asked_at FROM collection WHERE id = ${collectionId}::uuid FOR UPDATE) known
      WHERE c.id = known.id RETURNING c.cancel_asked_at AS asked, known.cancel_asked_at AS before`;
    return held ?? null;
  },
  /** Jetpay has surely not cancelled it: it goes on, unless somebody has asked again meanwhile. */
  letGo: (collectionId: string, asked: Date) =>
    db.$executeRaw`
      UPDATE collection SET cancel_asked_at = NULL WHERE id = ${collectionId}::uuid AND cancel_asked_at = ${asked}`,

  /** Withdraws what Jetpay does not know of. False when it has left, or been withdrawn, meanwhile. */
  cancelUnsent: async (collectionId: string): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE collection SET state = 'cancelled', next_step = NULL, waiting_for = NULL, problem = NULL
      WHERE id = ${collectionId}::uuid AND state = 'waiting' AND transaction_id IS NULL`) === 1,

  /** Nothing more is sent for it. False when it was in none of `from` any more. */
  endCollection: async (
    collectionId: string,
    from: readonly CollectionState[],
    to: "refused" | "declined" | "cancelled",
    { problem, declineReason = null }: End,
  ): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE collection SET state = ${to}, next_step = NULL, waiting_for = NULL, problem = ${problem},
        decline_reason = coalesce(${declineReason}, decline_reason)
      WHERE id = ${collectionId}::uuid AND state = ANY (${[...from]})`) === 1,

  /** A debit that Jetpay has taken for paid is where its events say, or on its way. */
  settlePaid: (collectionId: string) =>
    db.$executeRaw`
      UPDATE collection c SET next_step = NULL, waiting_for = NULL, problem = NULL, completed_at = t.completed_at,
        state = collection_after(c.method, t.progress, t.is_return, false)
      FROM transaction t
      WHERE c.id = ${collectionId}::uuid AND t.id = c.transaction_id AND c.state IN ('sending', 'unknown')`,

  /** Keeps what the unpaid debit of a refused collection has become. */
  keepWithdrawal: (collectionId: string, withdrawal: "withdrawn" | "still_open", words: string) =>
    db.$executeRaw`
      UPDATE collection SET withdrawal = ${withdrawal}, problem = concat_ws(' ', problem, ${words}::text)
      WHERE id = ${collectionId}::uuid AND state = 'refused' AND withdrawal IS NULL`,

  /** Settles every unknown call to pay whose debit, by Jetpay's events or by a cancellation, tells what became of it. */
  adoptPaidSteps: () =>
    db.$queryRaw<SettledPay[]>`
      WITH told AS (
        SELECT a.id, c.id AS collection_id, c.contact_id, t.id AS transaction_id,
          t.progress IN ('in_flight', 'completed', 'failed') AS is_paid
        FROM attempt a
        JOIN collection c ON c.id = a.intent_id
        JOIN transaction t ON t.id = c.transaction_id
        WHERE a.intent_kind = 'collection' AND a.step = 'pay' AND a.state = 'unknown'
          AND (t.progress IN ('in_flight', 'completed', 'failed') OR c.state = 'cancelled')
      )
      UPDATE attempt SET finished_at = ${at},
        state = CASE WHEN told.is_paid THEN 'accepted' ELSE 'refused' END,
        jetpay_id = CASE WHEN told.is_paid THEN told.transaction_id END,
        words = CASE WHEN told.is_paid THEN 'Its answer never came, but an event shows that Jetpay carried it out.'
          ELSE 'Its answer never came, but the debit was cancelled before money was taken.' END
      FROM told WHERE attempt.id = told.id AND attempt.state = 'unknown'
      RETURNING told.collection_id::text AS "collectionId", told.contact_id::text AS "contactId"`,
});
