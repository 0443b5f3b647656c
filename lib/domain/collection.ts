import { Refusal } from "./refusal";
import type { Progress } from "./transaction";

export const COLLECTION_STATES = [
  "waiting",
  "sending",
  "asked",
  "in_progress",
  "unknown",
  "completed",
  "failed",
  "returned",
  "refused",
  "declined",
  "cancelled",
] as const;
export type CollectionState = (typeof COLLECTION_STATES)[number];

/** How the customer pays: on a link, or with a method saved on the contact. */
export const COLLECTION_METHODS = ["link", "card", "bank_account"] as const;
export type CollectionMethod = (typeof COLLECTION_METHODS)[number];

/** The calls that make money move. A bank debit takes two: it is created, then paid. */
export const COLLECTION_STEPS = ["create", "pay", "charge"] as const;
export type CollectionStep = (typeof COLLECTION_STEPS)[number];

export const FIRST_STEP: Record<CollectionMethod, CollectionStep> = {
  link: "create",
  card: "charge",
  bank_account: "create",
};

export const COLLECTION_WORDS: Record<CollectionState, string> = {
  waiting: "waiting to be sent",
  sending: "being sent",
  asked: "asked for",
  in_progress: "in progress",
  unknown: "of unknown outcome",
  completed: "completed",
  failed: "failed",
  returned: "returned",
  refused: "refused by Jetpay",
  declined: "declined",
  cancelled: "cancelled",
};

/**
 * How a collection stands once its transaction is known; the database's `collection_after` is the same table. A debit from
 * a saved method was never asked for by a link: once Jetpay knows it, it is on its way. A card's "no" stays a decline,
 * whatever transaction it left behind.
 */
export function collectionAfter(
  method: CollectionMethod,
  progress: Progress | null,
  { isReturn, isDeclined }: { readonly isReturn: boolean; readonly isDeclined: boolean },
): CollectionState {
  if (progress === "failed" && isReturn) return "returned";
  if (progress === "completed" || progress === "cancelled") return progress;
  if (isDeclined) return "declined";
  if (progress === "failed") return "failed";
  return method === "link" && (progress === null || progress === "requested") ? "asked" : "in_progress";
}

/**
 * Why this collection cannot be cancelled, or null. Jetpay cancels only before funds are pulled; what it knows
 * (`isAtJetpay`) it can be asked to cancel even when nobody knows whether the last step was carried out.
 */
export function obstacleToCancelCollection({
  state,
  isAtJetpay,
}: {
  readonly state: CollectionState;
  readonly isAtJetpay: boolean;
}): Refusal | null {
  if (state === "waiting" || state === "asked" || state === "in_progress") return null;
  if (state === "unknown" && isAtJetpay) return null;
  if (state === "sending")
    return new Refusal("state_forbids", "This collection is being sent right now. Look again in a minute.");
  if (state === "unknown")
    return new Refusal(
      "state_forbids",
      "Nobody knows yet whether Jetpay has this collection, so it cannot be cancelled.",
    );
  return new Refusal("state_forbids", `This collection is already ${COLLECTION_WORDS[state]}.`);
}
