import { telling } from "./bank-conditions";
import { desk } from "./remedies";
import type { Condition, Remedy, Row } from "./vocabulary";

/** What to give `explainFailure` as the reason when it was not Jetpay who gave one. */
export const OWN_REASONS = [
  "refused_at_creation",
  "unknown_outcome",
  "not_sent",
  "rate_limited",
  "maintenance",
  "key_not_accepted",
  "insufficient_platform_balance",
  "policy_refusal",
  "idempotency_conflict",
  "amount_mismatch",
  "signature_invalid",
  "timestamp_outside_tolerance",
  "batch_incomplete",
  "unknown_object",
  "transition_out_of_order",
  "currency_differs",
] as const;
export type OwnReason = (typeof OWN_REASONS)[number];

const NOTHING = "{name} has nothing to do.";

const trouble = (
  title: string,
  names: readonly OwnReason[],
  remedy: Remedy,
  [fact, so, ask, more]: readonly [fact: string, so: string, ask: string, more: string],
): Row => {
  const told = telling(remedy, fact, so, ask, more);
  const condition: Condition = { debit: told, credit: told, ours: null, anywhere: true };
  return { code: null, title, names, condition };
};

/**
 * Trouble between our desk and Jetpay. The names are ours and say whose trouble it is: a bare "refused", "timeout" or
 * "unauthorized" in Jetpay's own answer can mean the bank's, and stays unexplained.
 */
export const OWN_ROWS: readonly Row[] = [
  trouble("Refused by Jetpay", ["refused_at_creation"], desk.correct, [
    "Jetpay did not accept this request",
    "so nothing was moved",
    "We need to correct it before sending it again.",
    "Jetpay’s own words say which field it did not like.",
  ]),
  trouble("Outcome unknown", ["unknown_outcome"], desk.findOut, [
    "Jetpay’s answer never came",
    "so we do not know yet whether this payment exists",
    "It must not be sent again until we know.",
    "The request may have arrived and the answer been lost. Jetpay cannot be asked by our reference, so people compare.",
  ]),
  trouble("Not sent", ["not_sent"], desk.sendNow, [
    "this never left our desk",
    "so nothing was moved",
    "We can send it now.",
    "No connection to Jetpay was made.",
  ]),
  trouble("Too many requests", ["rate_limited"], desk.byItself, [
    "Jetpay asked us to slow down",
    "so nothing was moved yet",
    NOTHING,
    "It is sent as soon as Jetpay’s waiting time is over.",
  ]),
  trouble("Jetpay under maintenance", ["maintenance"], desk.byItself, [
    "Jetpay is under maintenance",
    "so nothing was moved yet",
    NOTHING,
    "It is sent when Jetpay is back.",
  ]),
  trouble("Jetpay does not let us in", ["key_not_accepted"], desk.settings, [
    "Jetpay did not accept our key",
    "so nothing was moved",
    "An administrator here needs to look at it.",
    "All sending is paused until the key is right.",
  ]),
  trouble("Not enough on our balance", ["insufficient_platform_balance"], desk.topUp, [
    "our own balance at Jetpay was too low",
    "so nothing was moved",
    "We need to add money to it first.",
    "Compare what was needed, fees included, with what was available.",
  ]),
  trouble("Against our own rules", ["policy_refusal"], desk.settings, [
    "our own rules do not allow this payment",
    "so nothing was sent",
    "A colleague who may change it needs to look.",
    "The rule that refused it is named in the record.",
  ]),
  trouble("Same request, other content", ["idempotency_conflict"], desk.findOut, [
    "Jetpay already has a request that looks like this one",
    "so this one was not taken",
    "It must not be sent again until we know which one counts.",
    "Compare amount, contact and time of both.",
  ]),
  trouble("Amount or currency differs", ["amount_mismatch", "currency_differs"], desk.lookAtEvents, [
    "what Jetpay reports is not what we asked for",
    "",
    "A senior colleague needs to compare the two.",
    "Amount or currency differs between our request and Jetpay’s record.",
  ]),
  trouble("Signature not valid", ["signature_invalid"], desk.lookAtEvents, [
    "a message about this payment was not signed by Jetpay",
    "so we did not believe it",
    "A senior colleague needs to look at it.",
    "Either the signing keys changed or somebody else sent it.",
  ]),
  trouble("Message too old or too new", ["timestamp_outside_tolerance"], desk.lookAtEvents, [
    "a message about this payment carried a wrong time",
    "so we did not believe it",
    "A senior colleague needs to look at it.",
    "An old message sent again, or a clock that is wrong on either side.",
  ]),
  trouble("Messages missing", ["batch_incomplete"], desk.replay, [
    "part of Jetpay’s news about this payment has not arrived",
    "so what we show may be old",
    NOTHING,
    "A replay from Jetpay brings what is missing.",
  ]),
  trouble("Not one of ours", ["unknown_object"], desk.lookAtEvents, [
    "Jetpay reports a payment that this desk does not know",
    "",
    "A senior colleague needs to find out whose it is.",
    "It may be an answer that never reached us, or be made outside this desk.",
  ]),
  trouble("Out of order", ["transition_out_of_order"], desk.replay, [
    "Jetpay’s news about this payment came in an order that cannot be",
    "so what we show may be old",
    NOTHING,
    "Something in between is probably missing; a replay shows.",
  ]),
];
