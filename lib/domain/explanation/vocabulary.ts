export const DECISION_WORDS = [
  "wait_and_retry",
  "fix_details",
  "get_new_method",
  "get_authorization",
  "contact_payer",
  "contact_payee",
  "stop_and_escalate",
  "ours_to_fix",
  "provider_issue",
] as const;
export type DecisionWord = (typeof DECISION_WORDS)[number];

export type Actor = "customer" | "vendor" | "us" | "jetpay" | "bank";
export type RetryAllowed = "now" | "wait" | "fix" | "never" | "ask_first" | "unknown";
export type EffectOnMethod = "keep" | "pause" | "disable";
export type EffectOnContact = "none" | "review" | "block";

export const NEXT_STEPS = [
  "send_link",
  "ask_new_account",
  "fix_details",
  "retry",
  "retry_later",
  "contact",
  "new_agreement",
  "check_agreement",
  "send_notice",
  "send_confirm_link",
  "escalate",
  "find_twin",
  "check_merchant_account",
  "resolve_unknown",
  "ask_jetpay",
  "open_events",
  "open_settings",
] as const;
export type NextStepKind = (typeof NEXT_STEPS)[number];
export type NextStep = { readonly label: string; readonly kind: NextStepKind };

/** `triesLeftOf` counts the tries allowed after the first; `earliestAfterDays` are calendar days after the failure. */
export type Retry = {
  readonly allowed: RetryAllowed;
  readonly sentence: string;
  readonly triesLeftOf?: number;
  readonly earliestAfterDays?: number;
};

/** What can be done about a failure. In its texts, `{name}` stands for the contact. */
export type Remedy = {
  readonly vocabulary: DecisionWord;
  readonly whoActs: { readonly who: Actor; readonly words: string };
  readonly retry: Retry;
  readonly effectOnMethod: EffectOnMethod;
  readonly effectOnContact: EffectOnContact;
  readonly nextStep: NextStep;
};

/**
 * What a failure means to one side. `fact` is a clause for the middle of a sentence, `so` what follows from it (may be
 * empty), `ask` the sentence after it, `more` what staff need to know besides.
 */
export type Telling = {
  readonly fact: string;
  readonly so: string;
  readonly ask: string;
  readonly more: string;
  readonly remedy: Remedy;
};

/**
 * A cause of failure. A bank condition is told as `debit` when it is the customer's account that money was taken from,
 * as `credit` when it is the vendor's account that money was paid into, and as `ours` when the account is our own;
 * null where it cannot be. With `anywhere` the side does not matter.
 */
export type Condition = {
  readonly debit: Telling | null;
  readonly credit: Telling | null;
  readonly ours: string | null;
  readonly anywhere?: true;
  readonly sensitive?: true;
};

/** One line of a code table. `names` are the spellings that it is recognised by, beside its code. */
export type Row = {
  readonly code: string | null;
  readonly title: string;
  readonly names: readonly string[];
  readonly condition: Condition;
  readonly retry?: Partial<Retry>;
};

/** What staff are told. When `sensitive`, only `headline` is fit for the contact's ears; the rest is for staff. */
export type Explanation = {
  readonly headline: string;
  readonly whatHappened: string;
  readonly code: string | null;
  readonly title: string;
  readonly vocabulary: DecisionWord;
  readonly whoActs: { readonly who: Actor; readonly words: string };
  readonly retry: Retry;
  readonly effectOnMethod: EffectOnMethod;
  readonly effectOnContact: EffectOnContact;
  readonly nextStep: NextStep;
  readonly sensitive: boolean;
  readonly jetpaySays: string;
  readonly version: number;
};
