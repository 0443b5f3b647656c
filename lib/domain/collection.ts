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
  "cancelled",
] as const;
export type CollectionState = (typeof COLLECTION_STATES)[number];

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
  cancelled: "cancelled",
};

export const COLLECTION_AFTER: Record<Progress, CollectionState> = {
  requested: "asked",
  in_flight: "in_progress",
  completed: "completed",
  failed: "failed",
  cancelled: "cancelled",
};

/** Why this collection cannot be cancelled, or null. Jetpay cancels only before funds are pulled. */
export function obstacleToCancelCollection(state: CollectionState): Refusal | null {
  if (state === "waiting" || state === "asked" || state === "in_progress") return null;
  if (state === "unknown" || state === "sending")
    return new Refusal(
      "state_forbids",
      "Nobody knows yet whether Jetpay has this collection, so it cannot be cancelled.",
    );
  return new Refusal("state_forbids", `This collection is already ${COLLECTION_WORDS[state]}.`);
}
