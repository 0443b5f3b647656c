export const ATTEMPT_STATES = ["sending", "accepted", "refused", "unknown", "not_sent"] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

export const INTENT_KINDS = ["contact", "bank_account", "card", "collection", "payout"] as const;
export type IntentKind = (typeof INTENT_KINDS)[number];

/** One intent may take more than one call: each step has attempts of its own. */
export const ATTEMPT_STEPS = ["create", "pay", "charge"] as const;
export type AttemptStep = (typeof ATTEMPT_STEPS)[number];

/** Longer than the longest call (20 s), so that a living caller always answers before its lease ends. Seconds. */
export const LEASE_S = 60;

const FIRST_WAIT_S = 5;
const LONGEST_WAIT_S = 300;

/**
 * How long to wait after the `tries`th call that was not sent, in seconds. `jitter` is 0 to 1; what Jetpay asked for
 * is never undercut.
 */
export function waitBeforeNext(tries: number, jitter: number, askedS: number | null): number {
  const grown = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** Math.min(tries - 1, 10));
  return Math.max(askedS ?? 0, grown / 2 + (grown / 2) * jitter);
}

/** When an attempt that begins now is given up for unknown. */
export const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_S * 1_000);
