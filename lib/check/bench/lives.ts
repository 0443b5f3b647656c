import { randomUUID } from "node:crypto";

export type Told = {
  readonly id: number;
  readonly transactionId: string;
  readonly isCredit: boolean;
  readonly state: string;
  readonly createdAt: string;
  /** The event's own text, as it stands in the delivery. */
  readonly raw: string;
};
export type Claim = { readonly transactionId: string; readonly isCredit: boolean };
export type Lives = { readonly deliveries: readonly (readonly Told[])[]; readonly claims: readonly Claim[] };

const FAILS_EACH = 25; // 4 %
const WEBHOOK_ID = 1;

/** Ids that no marketplace reaches, and that grow as Jetpay's do. */
let lastEventId = 4_000_000_000;

/**
 * Whole lives of transactions, told in deliveries of `each` events: all are requested, then all initiated, then all
 * completed but for four in a hundred that fail. Half of them are claimed by a payout or a collection of ours.
 */
export function tellLives(deliveries: number, each: number): Lives {
  const groups = Array.from({ length: Math.ceil(deliveries / 3) }, () =>
    Array.from({ length: each }, () => randomUUID()),
  );
  const ending = (index: number) => (index % FAILS_EACH === FAILS_EACH - 1 ? "failed" : "completed");
  const told = (stateOf: (index: number) => string) =>
    groups.map((ids, group) =>
      ids.map((id, index) => tell(id, index % 2 === 0, stateOf(group * each + index))),
    );
  return {
    deliveries: [...told(() => "requested"), ...told(() => "initiated"), ...told(ending)],
    claims: groups.flatMap((ids) =>
      ids.flatMap((transactionId, index) =>
        index % 4 < 2 ? [{ transactionId, isCredit: index % 2 === 0 }] : [],
      ),
    ),
  };
}

function tell(transactionId: string, isCredit: boolean, state: string): Told {
  const id = (lastEventId += 2);
  const createdAt = new Date().toISOString().replace("Z", "417Z");
  const type = `transactions.${isCredit ? "credits" : "debits"}.updated`;
  const raw = JSON.stringify({ id, createdAt, type, data: { state, transactionId } });
  return { id, transactionId, isCredit, state, createdAt, raw };
}

export const bodyOf = (events: readonly Told[]): Buffer =>
  Buffer.from(`{"webhookId":${WEBHOOK_ID},"events":[${events.map(({ raw }) => raw).join(",")}]}`);
