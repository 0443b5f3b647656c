import { z } from "zod";
import { AccountNumber } from "../../domain/bank-account-input";
import { COLLECTION_WORDS, type CollectionState } from "../../domain/collection";
import { Id } from "../../domain/ids";
import { Refusal } from "../../domain/refusal";
import type { StaffCtx } from "../context";
import { obstacleToNumber } from "./account-number";
import { answerFor, type CollectionAnswer } from "./answer";
import { sendCollection } from "./send";

export const PayCollection = z.object({ collectionId: Id, accountNumber: AccountNumber });
export type PayCollection = z.infer<typeof PayCollection>;

/** Pays a debit that waits for its account number. The number goes to Jetpay in this call only. */
export async function payCollection(
  ctx: StaffCtx,
  { collectionId, accountNumber }: PayCollection,
): Promise<CollectionAnswer> {
  const collection = await ctx.work.collectionOrder(collectionId);
  if (collection === null) throw new Refusal("not_found", "This collection is not there any more.");
  const { bankAccount, sendAt } = collection;
  if (collection.state !== "waiting")
    throw new Refusal(
      "state_forbids",
      `This collection is already ${COLLECTION_WORDS[collection.state as CollectionState]}.`,
    );
  if (collection.cancelAskedAt !== null)
    throw new Refusal(
      "state_forbids",
      "Jetpay was asked to cancel this, and nobody knows yet whether it did. Cancel it once more to ask again.",
    );
  if (bankAccount === null)
    throw new Refusal("state_forbids", "This collection is not taken from a bank account.");
  const obstacle = obstacleToNumber(ctx, bankAccount, accountNumber);
  if (obstacle !== null) throw new Refusal("bad_input", obstacle, { accountNumber: obstacle });
  if (sendAt > ctx.now())
    throw new Refusal("not_ready", "Jetpay could not take it just now. Try again in a minute.");
  const outcome = await sendCollection(ctx, collectionId, accountNumber);
  if (outcome === "paused")
    throw new Refusal("sending_paused", "Sending to Jetpay is paused. Try again once it is released.");
  if (outcome === "not_sent")
    throw new Refusal(
      "jetpay_unreachable",
      "Jetpay could not be reached, so nothing was taken. Try again in a minute.",
    );
  return answerFor(ctx, collectionId, outcome);
}
