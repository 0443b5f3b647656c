export const REFUSAL_CODES = [
  "signed_out",
  "proof_needed",
  "factor_needed",
  "no_permission",
  "wrong_origin",
  "bad_input",
  "not_found",
  "state_forbids",
  "changed_meanwhile",
  "same_person",
  "over_limit",
  "already_exists",
  "not_ready",
  "sending_paused",
  "jetpay_refused",
  "jetpay_unreachable",
  "outcome_unknown",
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Said where a fresh proof of who somebody is was asked for, and none came. */
export const PROOF_NEEDED = "Nothing was done: prove first that it is you, then repeat this.";

/** Sentences by field, for the form that sent them. */
export type FieldProblems = Readonly<Record<string, string>>;

/** A "no" that a person can act on. Everything else that is thrown is a bug and stays one. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly fields: FieldProblems = {},
  ) {
    super(message);
  }
}
