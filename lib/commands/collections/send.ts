import type { CollectionStep } from "../../domain/collection";
import type { Ctx } from "../context";
import type { Outcome } from "../send";
import { chargeStep, createStep, payStep } from "./steps";

/**
 * Makes the calls that are due for a collection: one, or for a debit from a bank account two, of which the second may also
 * come in a later run. May be repeated and run twice at once; see `send`. `accountNumber` is for Jetpay's ears only.
 */
export async function sendCollection(
  ctx: Ctx,
  collectionId: string,
  accountNumber: string | null = null,
): Promise<Outcome> {
  const outcome = await sendNext(ctx, collectionId, accountNumber);
  if (outcome !== "accepted") return outcome;
  const next = await sendNext(ctx, collectionId, accountNumber);
  return next === "not_due" ? outcome : next;
}

async function sendNext(ctx: Ctx, collectionId: string, accountNumber: string | null): Promise<Outcome> {
  const collection = await ctx.work.collectionOrder(collectionId);
  if (collection?.state !== "waiting" || collection.sendAt > ctx.now()) return "not_due";
  if (collection.cancelAskedAt !== null) return "not_due";
  switch (collection.nextStep as CollectionStep | null) {
    case "create":
      return createStep(ctx, collection);
    case "charge":
      return chargeStep(ctx, collection);
    case "pay":
      return payStep(ctx, collection, accountNumber);
    case null:
      return "not_due";
  }
}
