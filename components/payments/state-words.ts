import type { Meaning } from "@/components/ui/callout";
import type { IconName } from "@/components/ui/icon";
import type { CardState } from "@/lib/domain/card";
import type { CollectionState } from "@/lib/domain/collection";
import type { PayoutState } from "@/lib/domain/payout";
import { type Progress, progressOf } from "@/lib/domain/transaction";
import type { ContactState, DeliveryVerdict, FailureKind } from "@/lib/db/rows";

export type StateWords = { readonly word: string; readonly icon: IconName; readonly meaning: Meaning };

const COMPLETED: StateWords = { word: "Completed", icon: "check", meaning: "good" };
const FAILED: StateWords = { word: "Failed", icon: "x", meaning: "bad" };
const RETURNED: StateWords = { word: "Returned", icon: "undo", meaning: "bad" };
const DECLINED: StateWords = { word: "Declined", icon: "card", meaning: "bad" };
const REFUSED: StateWords = { word: "Refused by Jetpay", icon: "ban", meaning: "bad" };
const UNKNOWN: StateWords = { word: "Unknown outcome", icon: "question", meaning: "bad" };
const SENDING: StateWords = { word: "Sending", icon: "send", meaning: "waiting" };
const CANCELLED: StateWords = { word: "Cancelled", icon: "ban", meaning: "waiting" };

export const PAYOUT_STATE_WORDS: Record<PayoutState, StateWords> = {
  awaiting_approval: { word: "Awaiting approval", icon: "clock", meaning: "attention" },
  approved: { word: "Approved", icon: "clock", meaning: "waiting" },
  sending: SENDING,
  sent: { word: "Sent", icon: "out", meaning: "waiting" },
  unknown: UNKNOWN,
  completed: COMPLETED,
  failed: FAILED,
  returned: RETURNED,
  refused: REFUSED,
  rejected: { word: "Rejected", icon: "ban", meaning: "waiting" },
  cancelled: CANCELLED,
};

export const COLLECTION_STATE_WORDS: Record<CollectionState, StateWords> = {
  waiting: { word: "Waiting to be sent", icon: "clock", meaning: "waiting" },
  sending: SENDING,
  asked: { word: "Asked", icon: "link", meaning: "waiting" },
  in_progress: { word: "In progress", icon: "clock", meaning: "waiting" },
  unknown: UNKNOWN,
  completed: COMPLETED,
  failed: FAILED,
  returned: RETURNED,
  refused: REFUSED,
  declined: DECLINED,
  cancelled: CANCELLED,
};

export const CONTACT_STATE_WORDS: Record<ContactState, StateWords> = {
  waiting: { word: "Waiting to be sent", icon: "clock", meaning: "waiting" },
  sending: SENDING,
  active: { word: "Active", icon: "check", meaning: "good" },
  unknown: UNKNOWN,
  refused: REFUSED,
};

export const CARD_STATE_WORDS: Record<CardState, StateWords> = {
  sending: { word: "Being set up", icon: "send", meaning: "waiting" },
  pending: { word: "Waiting for the card", icon: "clock", meaning: "waiting" },
  active: { word: "Ready", icon: "check", meaning: "good" },
  failed: { word: "Not captured", icon: "x", meaning: "bad" },
  unknown: UNKNOWN,
  refused: REFUSED,
  not_sent: { word: "Not set up", icon: "ban", meaning: "waiting" },
};

export const FAILURE_KIND_WORDS: Record<FailureKind, StateWords> = {
  failed: FAILED,
  returned: RETURNED,
  declined: DECLINED,
  refused: REFUSED,
  unknown: UNKNOWN,
};

export const DELIVERY_VERDICT_WORDS: Record<DeliveryVerdict, StateWords> = {
  applied: { word: "Applied", icon: "check", meaning: "good" },
  duplicate: { word: "Duplicate", icon: "copy", meaning: "waiting" },
  partly: { word: "Partly applied", icon: "warn", meaning: "attention" },
  unreadable: { word: "Unreadable", icon: "x", meaning: "bad" },
};

const PROGRESS_LOOK: Record<Progress, Omit<StateWords, "word">> = {
  requested: { icon: "clock", meaning: "waiting" },
  in_flight: { icon: "clock", meaning: "waiting" },
  completed: { icon: "check", meaning: "good" },
  failed: { icon: "x", meaning: "bad" },
  cancelled: { icon: "ban", meaning: "waiting" },
};

/** Jetpay's own word, only made readable: "pull_pending" is "Pull pending". Null when no event has told one. */
export function jetpayStateWords(state: string | null): StateWords {
  if (state === null) return { word: "No state yet", icon: "clock", meaning: "waiting" };
  const text = state.replaceAll(/[_-]+/g, " ").trim();
  return { ...PROGRESS_LOOK[progressOf(state)], word: text.slice(0, 1).toUpperCase() + text.slice(1) };
}
