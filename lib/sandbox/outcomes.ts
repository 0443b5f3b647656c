export type Leg = "pull" | "push";

export type Outcome = {
  /** The last two digits of an amount that ask for this outcome. */
  readonly cents: number;
  /** The last seven digits of an account number that ask for it, whatever the amount. */
  readonly account: string;
  /** `fail_reason` as Jetpay would spell it, or null when nothing ever fails. */
  readonly reason: string | null;
  readonly when: "while_settling" | "after_completion" | "never_settles";
  /** `fail_direction` by kind of transaction; null where the outcome does not apply and it completes. */
  readonly debit: Leg | null;
  readonly credit: Leg | null;
};

const settling = { when: "while_settling" } as const;
const afterwards = { when: "after_completion" } as const;

/**
 * How to ask for a failure: by the cents of the amount, or by the account number, which wins.
 * Account numbers end in the code of Payments Canada's AFT list that the reason is named after.
 */
export const OUTCOMES: readonly Outcome[] = [
  { cents: 1, account: "0000901", reason: "insufficient_funds", ...settling, debit: "pull", credit: "pull" },
  { cents: 2, account: "0000905", reason: "account_closed", ...settling, debit: "pull", credit: "push" },
  { cents: 3, account: "0000911", reason: "account_frozen", ...settling, debit: "pull", credit: "push" },
  { cents: 4, account: "0000902", reason: "account_not_found", ...settling, debit: "pull", credit: "push" },
  { cents: 5, account: "0000903", reason: "payment_stopped", ...settling, debit: "pull", credit: "pull" },
  {
    cents: 6,
    account: "0000912",
    reason: "invalid_account_number",
    ...settling,
    debit: "pull",
    credit: "push",
  },
  { cents: 7, account: "0000914", reason: "incorrect_name", ...settling, debit: "pull", credit: "push" },
  { cents: 8, account: "0000907", reason: "no_debit_allowed", ...settling, debit: "pull", credit: "pull" },
  { cents: 9, account: "0000908", reason: "funds_not_cleared", ...settling, debit: "pull", credit: "pull" },
  { cents: 10, account: "0000917", reason: "agreement_revoked", ...settling, debit: "pull", credit: "pull" },
  {
    cents: 11,
    account: "0000922",
    reason: "customer_initiated_return",
    ...afterwards,
    debit: "pull",
    credit: "push",
  },
  { cents: 12, account: "0000915", reason: "no_agreement", ...afterwards, debit: "pull", credit: null },
  { cents: 13, account: "0000999", reason: null, when: "never_settles", debit: "pull", credit: "pull" },
  { cents: 14, account: "0000900", reason: "edit_reject", ...settling, debit: "pull", credit: "push" },
  {
    cents: 15,
    account: "0000990",
    reason: "institution_default",
    ...settling,
    debit: "push",
    credit: "push",
  },
];

export type Settling = {
  direction: "debit" | "credit";
  amount: number;
  method: "card" | "bank" | null;
  account_number: string | null;
  card_id: string | null;
  card_result: string | null;
  /** Given by a fault's outcome, and then the only one that counts. */
  fate: Fate | null;
};

export type Fate =
  | { kind: "completes" }
  | { kind: "hangs" }
  | { kind: "fails"; reason: string; leg: Leg }
  | { kind: "returns"; reason: string; leg: Leg };

/** How a transaction will end: as a fault says, else by its test values. A card on a link asks nothing of the amount. */
export function fateOf(transaction: Settling): Fate {
  if (transaction.fate) return transaction.fate;
  if (transaction.method === "card" && transaction.card_id === null) {
    return transaction.card_result === "insufficient_funds"
      ? { kind: "fails", reason: "insufficient_funds", leg: "pull" }
      : { kind: "completes" };
  }
  const account = transaction.account_number ?? "";
  const outcome =
    OUTCOMES.find((entry) => account.endsWith(entry.account)) ??
    OUTCOMES.find((entry) => transaction.amount % 100 === entry.cents);
  const leg = outcome?.[transaction.direction];
  if (!outcome || !leg) return { kind: "completes" };
  if (outcome.reason === null) return { kind: "hangs" };
  const kind = outcome.when === "after_completion" ? "returns" : "fails";
  return { kind, reason: outcome.reason, leg };
}
