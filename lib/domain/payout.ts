import { Refusal } from "./refusal";
import type { Progress } from "./transaction";

export const PAYOUT_STATES = [
  "awaiting_approval",
  "approved",
  "sending",
  "sent",
  "unknown",
  "completed",
  "failed",
  "returned",
  "refused",
  "rejected",
  "cancelled",
] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

export const PAYOUT_STEPS = [
  "approve",
  "reject",
  "cancel",
  "undo",
  "begin",
  "accept",
  "refuse",
  "lose",
  "put_back",
] as const;
export type PayoutStep = (typeof PAYOUT_STEPS)[number];

/** What people and our own calls can do. From `sent` on, only Jetpay's events lead further: see `payoutAfter`. */
const LIFE: Record<PayoutState, Partial<Record<PayoutStep, PayoutState>>> = {
  awaiting_approval: { approve: "approved", reject: "rejected", cancel: "cancelled" },
  approved: { undo: "awaiting_approval", begin: "sending", cancel: "cancelled" },
  sending: { accept: "sent", refuse: "refused", lose: "unknown", put_back: "approved" },
  unknown: { accept: "sent" }, // a late answer adopts it
  sent: {},
  completed: {},
  failed: {},
  returned: {},
  refused: {},
  rejected: {},
  cancelled: {},
};

export const statesBefore = (step: PayoutStep): PayoutState[] =>
  PAYOUT_STATES.filter((state) => step in LIFE[state]);

/** Where `step` leads from `state`. Throws Refusal("state_forbids") when the payout cannot take it. */
export function payoutStep(state: PayoutState, step: PayoutStep): PayoutState {
  const next = LIFE[state][step];
  if (!next)
    throw new Refusal("state_forbids", `This payout is ${PAYOUT_WORDS[state]}; it is too late for that.`);
  return next;
}

/** How the payout stands once its transaction is known. A return is a failure that follows a completion. */
export const PAYOUT_AFTER: Record<Progress, PayoutState> = {
  requested: "sent",
  in_flight: "sent",
  completed: "completed",
  failed: "failed",
  cancelled: "cancelled",
};

/** Lower case, for the middle of a sentence. */
export const PAYOUT_WORDS: Record<PayoutState, string> = {
  awaiting_approval: "awaiting approval",
  approved: "approved",
  sending: "being sent",
  sent: "sent",
  unknown: "of unknown outcome",
  completed: "completed",
  failed: "failed",
  returned: "returned",
  refused: "refused by Jetpay",
  rejected: "rejected",
  cancelled: "cancelled",
};

/** Seconds in which an approval can be taken back before anything leaves. */
export const UNDO_S = 10;

/** Maker-checker: why this colleague may not decide, or null when they may. */
export function obstacleToDecide(
  payout: { readonly state: PayoutState; readonly makers: readonly string[] },
  staffId: string,
): Refusal | null {
  if (payout.state !== "awaiting_approval")
    return new Refusal("state_forbids", `This payout is already ${PAYOUT_WORDS[payout.state]}.`);
  if (payout.makers.includes(staffId))
    return new Refusal("same_person", "You made this payout, so a colleague must decide on it.");
  return null;
}

/** Everything a decision depends on, exactly as the screen shows it. */
export type PayoutFacts = {
  readonly payoutId: string;
  readonly state: PayoutState;
  readonly version: number;
  readonly reference: string;
  readonly amountCents: bigint;
  readonly statement: string;
  readonly note: string;
  readonly contactId: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly account: {
    readonly id: string;
    readonly institutionNumber: string;
    readonly transitNumber: string;
    readonly lastThree: string;
    readonly holderName: string;
    readonly fingerprint: string;
  } | null;
  readonly merchantAccountId: string;
  readonly makers: readonly string[];
};

/** One text for one set of facts, whatever the order of keys: what the seal is the hash of. */
export const sealText = (facts: PayoutFacts): string =>
  JSON.stringify(facts, (_key, value: unknown) => (typeof value === "bigint" ? `${value}` : ordered(value)));

const ordered = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
