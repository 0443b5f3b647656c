import * as bank from "./bank-conditions";
import * as rules from "./bank-rules";
import type { Condition, Retry, Row } from "./vocabulary";

/** Source: NACHA's re-presentment rule, as restated by the lists below: at most 2 after the first. */
const TWO_MORE = {
  triesLeftOf: 2,
  earliestAfterDays: 1,
  sentence: "At most twice more, for the same amount, on a day {name} agrees to.",
};

const row = (
  code: string,
  title: string,
  names: readonly string[],
  condition: Condition,
  retry: Partial<Retry> = {},
): Row => ({ code, title, names, condition, retry });

/**
 * American returns, NACHA's R codes. Spellings shared with the Canadian table are left to it: Jetpay is Canadian.
 * Sources: docs.grailpay.com (return codes), docs.helix.q2.com (NACHA return codes), developers.dwolla.com (transfer
 * failures), docs.moderntreasury.com (return windows), jackhenry.dev (change notices).
 */
export const ACH_ROWS: readonly Row[] = [
  row("R01", "Not enough money", [], bank.notEnoughMoney, TWO_MORE),
  row("R02", "Account closed", [], bank.closed),
  row("R03", "No such account", ["no_account_unable_to_locate", "unable_to_locate_account"], bank.notFound),
  row("R04", "Account number not valid", ["invalid_account_number_structure"], bank.wrongNumber),
  row(
    "R05",
    "Wrong kind of debit",
    ["unauthorized_debit_to_consumer_account", "improper_debit_to_consumer_account"],
    rules.wrongEntryType,
  ),
  row("R06", "Asked back by the sender’s bank", ["returned_per_odfi_request"], rules.askedBack),
  row(
    "R07",
    "Consent withdrawn",
    ["authorization_revoked_by_customer", "consent_withdrawn", "authorization_revoked_by_consumer"],
    rules.revoked,
  ),
  row("R08", "Payment stopped", [], bank.stopped),
  row("R09", "Money not yet available", [], bank.notYetAvailable, TWO_MORE),
  row(
    "R10",
    "Not authorized",
    [
      "not_authorized",
      "unauthorized_debit",
      "customer_advises_not_authorized",
      "customer_advises_unauthorized",
    ],
    rules.notAuthorized,
  ),
  row(
    "R11",
    "Not as agreed",
    [
      "not_in_accordance_with_terms",
      "entry_not_in_accordance_with_terms",
      "customer_advises_not_in_accordance",
    ],
    rules.notAsAgreed,
  ),
  row("R12", "Branch sold to another bank", ["branch_sold", "account_sold_to_another_dfi"], bank.moved),
  row(
    "R13",
    "Routing number not valid",
    ["invalid_routing_number", "invalid_ach_routing_number"],
    bank.wrongRouting,
  ),
  row("R14", "Account not in use", ["representative_payee_deceased"], rules.deceased),
  row(
    "R15",
    "Account not in use",
    ["beneficiary_deceased", "beneficiary_or_account_holder_deceased"],
    rules.deceased,
  ),
  row(
    "R16",
    "Payments not allowed on this account",
    ["account_frozen_ofac", "returned_per_ofac_instruction", "ofac", "sanctions"],
    bank.barred,
  ),
  row(
    "R17",
    "Could not be processed",
    ["file_record_edit_criteria", "questionable_entry", "entry_with_invalid_account_number_questionable"],
    rules.couldNotProcess,
  ),
  row("R20", "Account type does not allow this", ["non_transaction_account"], bank.wrongKindOfAccount),
  row("R21", "Company identification wrong", ["invalid_company_identification"], rules.wrongIdentification),
  row("R22", "Individual identification wrong", ["invalid_individual_id_number"], rules.wrongIdentification),
  row("R23", "Refused by the payee", ["credit_entry_refused_by_receiver"], rules.refusedByPayee),
  row("R24", "Repeat of another payment", ["duplicate_entry"], rules.duplicate),
  row("R28", "Routing number not valid", ["routing_number_check_digit_error"], bank.wrongRouting),
  row(
    "R29",
    "Not authorized by the business",
    ["corporate_customer_advises_not_authorized", "corporate_not_authorized"],
    rules.notAuthorizedBusiness,
  ),
  row("R31", "Late return agreed", ["permissible_return_entry"], rules.lateReturn),
  row("R51", "Form of payment not accepted", ["item_ineligible", "rck_entry_ineligible"], rules.badCheque),
  row("C01", "Account number changed", ["incorrect_dfi_account_number"], rules.changeNotice),
  row("C02", "Routing number changed", ["incorrect_routing_number"], rules.changeNotice),
  row(
    "C03",
    "Routing and account number changed",
    ["incorrect_routing_and_account_number"],
    rules.changeNotice,
  ),
  row("C04", "Name changed", ["incorrect_individual_name"], rules.changeNotice),
  row("C05", "Account type changed", ["incorrect_transaction_code"], rules.changeNotice),
  row("C06", "Account number and type changed", [], rules.changeNotice),
  row("C07", "Routing, account number and type changed", [], rules.changeNotice),
  row("C08", "Foreign bank changed", ["incorrect_foreign_dfi_identification"], rules.changeNotice),
];
