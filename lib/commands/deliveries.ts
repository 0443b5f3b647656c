import { createHash } from "node:crypto";
import { progressOf } from "../domain/transaction";
import { readDelivery, type EventTransaction } from "../jetpay/delivery";
import type { Ctx } from "./context";

export type ReceivedDelivery = {
  readonly body: Uint8Array;
  readonly tokenId: string;
  readonly keyId: string;
};

const sha256 = (content: Uint8Array | string): Uint8Array => createHash("sha256").update(content).digest();

const progressing = (transaction: EventTransaction | null, { unknowns }: Ctx) =>
  transaction && { ...transaction, progress: progressOf(transaction.state, unknowns.cancelledStates) };

/**
 * Keeps a delivery that was proven to be Jetpay's and brings the views up to it, in one transaction. May be repeated: a
 * delivery that is known already changes no view. Rejects when the database could not take it; then nothing was kept.
 */
export async function receiveDelivery(ctx: Ctx, { body, tokenId, keyId }: ReceivedDelivery) {
  const read = readDelivery(body, ctx.unknowns);
  const items = read.kind === "read" ? read.events : [];
  return ctx.ingest({
    receivedAt: ctx.now(),
    tokenId,
    keyId,
    body,
    sha256: sha256(body),
    webhookId: read.kind === "read" ? read.webhookId : null,
    problem: read.kind === "unreadable" ? read.reason : null,
    events: items.flatMap((item) =>
      item.kind === "event" ? [{ ...item, transaction: progressing(item.transaction, ctx) }] : [],
    ),
    malformed: items.flatMap((item) =>
      item.kind === "malformed" ? [{ ...item, fingerprint: sha256(`${item.id ?? ""} ${item.raw}`) }] : [],
    ),
  });
}
