import * as bank from "./bank-conditions";
import * as rules from "./bank-rules";
import type { Row } from "./vocabulary";

/** Calendar days between a notice and the payment it announces, unless the agreement says less. Source: Payments Canada Rule H1, to be confirmed. */
const NOTICE_DAYS = 10;
/** Source: Rotessa's help centre, article 182: one resubmission, within 30 days. To be confirmed with the sponsor bank. */
const ONE_MORE = {
  triesLeftOf: 1,
  earliestAfterDays: 1,
  sentence: "Once more, for the same amount, on a day {name} agrees to within 30 days.",
};
const AFTER_NOTICE = {
  earliestAfterDays: NOTICE_DAYS,
  sentence: `From ${NOTICE_DAYS} days after the notice is sent, unless the agreement says less.`,
};

/**
 * Canadian returns, the AFT 900 series.
 * Sources: help.loanpro.io (Canadian bank return codes), docs.flinks.com (EFT failure scenarios), resource.payrix.com
 * (EFT rejects and returns), vopay.com/learn/eft-return-codes, support.propertyvista.com (returned codes). Payments
 * Canada's Standard 007 and Rule H1 are the authority and still to be compared. One stored list gives 902, 903 and 905
 * other meanings, which is why Jetpay's own text always stands beside the explanation.
 * Jetpay's spellings are not published: `account_frozen` is the only one seen; the others follow the titles.
 */
export const EFT_ROWS: readonly Row[] = [
  {
    code: "900",
    title: "Bank details refused",
    names: [
      "edit_reject",
      "edit_rejected",
      "field_error",
      "invalid_institution",
      "institution_invalid",

      "invalid_institution_number",
      "not_in_institution_file",
      "invalid_transit",
      "invalid_transit_number",
      "transit_invalid",
      "invalid_branch",
      "invalid_bank_details",
    ],
    condition: bank.wrongFields,
  },
  {
    code: "901",
    title: "Not enough money",
    names: [
      "nsf",
      "insufficient_funds",
      "insufficient_balance",
      "not_sufficient_funds",
      "non_sufficient_funds",
      "nsf_debit_only",
    ],
    condition: bank.notEnoughMoney,
    retry: ONE_MORE,
  },
  {
    code: "902",
    title: "Account not found",
    names: [
      "account_not_found",
      "cannot_trace",
      "account_not_found_cannot_trace",
      "no_account",
      "no_such_account",
    ],
    condition: bank.notFound,
  },
  {
    code: "903",
    title: "Payment stopped or recalled",
    names: [
      "payment_stopped",
      "payment_recalled",
      "payment_stopped_recalled",
      "stop_payment",
      "stopped",
      "recalled",
    ],
    condition: bank.stopped,
  },
  {
    code: "904",
    title: "Date too early or too late",
    names: ["stale_dated", "post_dated", "post_or_stale_dated", "postdated", "post_stale_dated"],
    condition: bank.wrongDate,
  },
  {
    code: "905",
    title: "Account closed",
    names: ["account_closed", "closed_account", "bank_account_closed"],
    condition: bank.closed,
  },
  {
    code: "906",
    title: "Account moved",
    names: ["account_transferred", "account_moved"],
    condition: bank.moved,
  },
  {
    code: "907",
    title: "Debits not allowed",
    names: ["no_debit_allowed", "no_debits_allowed", "debit_not_allowed", "debits_not_allowed"],
    condition: bank.noDebits,
  },
  {
    code: "908",
    title: "Money not yet available",
    names: ["funds_not_cleared", "uncollected_funds", "funds_not_cleared_debit_only"],
    condition: bank.notYetAvailable,
    retry: ONE_MORE,
  },
  {
    code: "909",
    title: "Currency and account do not match",
    names: ["currency_mismatch", "currency_account_mismatch", "account_currency_mismatch"],
    condition: bank.wrongCurrency,
  },
  {
    code: "910",
    title: "Account not in use",
    names: [
      "deceased",
      "payor_deceased",
      "payee_deceased",
      "payor_payee_deceased",
      "account_holder_deceased",
    ],
    condition: rules.deceased,
  },
  {
    code: "911",
    title: "Account frozen",
    names: ["account_frozen", "frozen_account", "account_blocked", "frozen"],
    condition: bank.frozen,
  },
  {
    code: "912",
    title: "Account number not valid",
    names: [
      "invalid_account_number",
      "incorrect_account_number",
      "invalid_incorrect_account_number",
      "account_number_invalid",
      "account_invalid",
      "invalid_account",
      "bad_account_number",
    ],
    condition: bank.wrongNumber,
  },
  {
    code: "914",
    title: "Name does not match",
    names: [
      "incorrect_name",
      "incorrect_payor_name",
      "incorrect_payee_name",
      "incorrect_payor_payee_name",
      "name_mismatch",
      "invalid_name",
      "account_name_mismatch",
    ],
    condition: bank.wrongName,
  },
  {
    code: "915",
    title: "No agreement for this payment",
    names: [
      "no_agreement",
      "no_pad_agreement",
      "agreement_missing",
      "no_agreement_existed",
      "refused_no_agreement",
    ],
    condition: rules.noAgreement,
  },
  {
    code: "916",
    title: "Not as agreed (personal)",
    names: [
      "not_according_to_agreement",
      "not_in_accordance_with_agreement",
      "agreement_not_followed",
      "not_in_accordance_with_agreement_personal",
      "not_according_to_agreement_personal",
    ],
    condition: rules.notAsAgreed,
  },
  {
    code: "917",
    title: "Agreement revoked (personal)",
    names: ["agreement_revoked", "agreement_revoked_personal", "pad_revoked", "authorization_revoked"],
    condition: rules.revoked,
  },
  {
    code: "918",
    title: "No notice given (personal)",
    names: [
      "no_confirmation",
      "no_pre_notification",
      "no_prenotification",
      "no_pre_notification_personal",

      "no_confirmation_personal",
      "no_confirmation_pre_notification",
      "no_confirmation_pre_notification_personal",
    ],
    condition: rules.noNotice,
    retry: AFTER_NOTICE,
  },
  {
    code: "919",
    title: "Not as agreed (business)",
    names: ["not_in_accordance_with_agreement_business", "not_according_to_agreement_business"],
    condition: rules.notAsAgreed,
  },
  {
    code: "920",
    title: "Agreement revoked (business)",
    names: ["agreement_revoked_business"],
    condition: rules.revoked,
  },
  {
    code: "921",
    title: "No notice given (business)",
    names: [
      "no_pre_notification_business",
      "no_confirmation_business",
      "no_confirmation_pre_notification_business",
    ],
    condition: rules.noNotice,
    retry: AFTER_NOTICE,
  },
  {
    code: "922",
    title: "Sent back by the payee",
    names: [
      "customer_initiated_return",
      "customer_initiated_return_credit_only",
      "credit_refused",
      "payee_returned",
    ],
    condition: rules.refusedByPayee,
  },
  {
    code: "990",
    title: "Institution in default",
    names: ["institution_default", "institution_in_default", "defaulting_institution"],
    condition: rules.institutionDown,
  },
  {
    code: "998",
    title: "No agreement for returns",
    names: ["no_return_agreement", "no_agreement_for_returns"],
    condition: rules.noReturnTreaty,
  },
];
