import type { AttemptState, AttemptStep, IntentKind } from "../../domain/attempt";
import type { Prisma } from "../generated/client";

type Begun = {
  readonly kind: IntentKind;
  readonly intentId: string;
  readonly step: AttemptStep;
  readonly reference: string;
  readonly requestHash: string;
  readonly lease: Date;
};

export const attempts = (db: Prisma.TransactionClient, at: Date) => ({
  /**
   * Writes down that a call is about to be made, to be committed before it is. Null when another attempt at this step
   * still stands, so that no second call can follow.
   */
  beginAttempt: async ({
    kind,
    intentId,
    step,
    reference,
    requestHash,
    lease,
  }: Begun): Promise<bigint | null> => {
    await db.$executeRaw`SET LOCAL synchronous_commit = on`;
    const [begun] = await db.$queryRaw<{ id: bigint }[]>`
      INSERT INTO attempt (intent_kind, intent_id, step, state, reference, request_hash, lease_until, started_at, highest_event_id)
      VALUES (${kind}, ${intentId}::uuid, ${step}, 'sending', ${reference}, ${requestHash}, ${lease}, ${at},
        (SELECT coalesce(max(id), 0) FROM event))
      ON CONFLICT (intent_kind, intent_id, step) WHERE state IN ('sending', 'unknown', 'accepted') DO NOTHING
      RETURNING id`;
    return begun?.id ?? null;
  },

  /**
   * Stores the answer of a call. Also adopts a late answer to an attempt already called unknown. False when neither, and
   * when it would say again what is known.
   */
  finishAttempt: async (
    attemptId: bigint,
    state: Exclude<AttemptState, "sending">,
    { jetpayId = null, words = null }: { jetpayId?: string | null; words?: string | null },
  ): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE attempt SET state = ${state}, jetpay_id = ${jetpayId}, words = ${words}, finished_at = ${at}
      WHERE id = ${attemptId} AND (state = 'sending' OR (state = 'unknown' AND ${state} <> 'unknown'))`) ===
    1,

  /** Whether an attempt stands as this answer would have it: stored already, though nobody heard that it was. */
  isStored: async (attemptId: bigint, state: AttemptState, jetpayId: string | null): Promise<boolean> =>
    (await db.attempt.count({ where: { id: attemptId, state, jetpayId } })) > 0,

  /** Calls every attempt unknown whose lease has run out: whoever made it is dead or cut off. */
  expireAttempts: () =>
    db.$queryRaw<{ id: bigint; intentKind: IntentKind; intentId: string }[]>`
      UPDATE attempt SET state = 'unknown', words = 'Nobody was there to hear the answer.', finished_at = ${at}
      WHERE state = 'sending' AND lease_until < ${at}
      RETURNING id, intent_kind AS "intentKind", intent_id::text AS "intentId"`,

  /** Keeps why Jetpay says a transaction failed, for the failure it was asked about. */
  keepReason: (
    transactionId: string,
    failedEventId: bigint,
    reason: string | null,
    direction: string | null,
  ) =>
    db.$executeRaw`
      UPDATE transaction SET fail_reason = ${reason}, fail_direction = ${direction}, fail_event_id = ${failedEventId}
      WHERE id = ${transactionId} AND failed_event_id = ${failedEventId}`,

  keepCall: (call: Prisma.JetpayCallUncheckedCreateInput) => db.jetpayCall.create({ data: call }),
});
