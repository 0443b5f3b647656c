import type { Actor, DecisionWord, NextStepKind, Remedy, RetryAllowed } from "./vocabulary";

const remedy = (
  vocabulary: DecisionWord,
  [who, words]: [Actor, string],
  [allowed, sentence]: [RetryAllowed, string],
  [kind, label]: [NextStepKind, string],
  effects: Partial<Pick<Remedy, "effectOnMethod" | "effectOnContact">> = {},
): Remedy => ({
  vocabulary,
  whoActs: { who, words },
  retry: { allowed, sentence },
  nextStep: { label, kind },
  effectOnMethod: "keep",
  effectOnContact: "none",
  ...effects,
});

const US: [Actor, string] = ["us", "We do, here at the desk"];
const SENIOR: [Actor, string] = ["us", "A senior colleague here"];
const JETPAY: [Actor, string] = ["jetpay", "Jetpay; nobody on either side did anything wrong"];

/** What to do when the trouble is on the customer's side of a debit. */
export const collecting = {
  newMethod: remedy(
    "get_new_method",
    ["customer", "The customer, with their bank or another way to pay"],
    ["never", "Not on this account: it will refuse every try."],
    ["send_link", "Send a new payment link"],
    { effectOnMethod: "disable" },
  ),
  fix: remedy(
    "fix_details",
    ["customer", "The customer, who has the right details; we enter them"],
    ["fix", "Once the bank details are corrected and checked."],
    ["fix_details", "Correct the bank details"],
    { effectOnMethod: "pause" },
  ),
  wait: remedy(
    "wait_and_retry",
    ["customer", "The customer, by having the money there on the agreed day"],
    ["wait", "On another day that {name} agrees to."],
    ["retry_later", "Agree a date and try again"],
  ),
  speak: remedy(
    "contact_payer",
    ["customer", "The customer, by telling us what they want"],
    ["fix", "Only after {name} clearly agrees."],
    ["contact", "Speak with {name}"],
    { effectOnMethod: "pause" },
  ),
  newAgreement: remedy(
    "get_authorization",
    ["customer", "The customer, by signing a new agreement"],
    ["never", "Not under the old agreement: a new one comes first."],
    ["new_agreement", "Stop the schedule and get a new agreement"],
    { effectOnMethod: "disable", effectOnContact: "review" },
  ),
  dispute: remedy(
    "stop_and_escalate",
    SENIOR,
    ["never", "Not on this account until a senior colleague has looked."],
    ["escalate", "Hand to a senior colleague"],
    { effectOnMethod: "pause", effectOnContact: "review" },
  ),
  compareAgreement: remedy(
    "ours_to_fix",
    ["us", "We do: we compare the payment with the agreement"],
    ["fix", "As a corrected payment, once {name} agrees to it."],
    ["check_agreement", "Compare with the agreement"],
    { effectOnMethod: "pause", effectOnContact: "review" },
  ),
  notice: remedy(
    "ours_to_fix",
    ["us", "We do: we send the notice that was missing"],
    ["fix", "After the notice is sent and its period is over."],
    ["send_notice", "Send the notice"],
  ),
};

/** What to do when the trouble is on the vendor's side of a payout. */
export const payingOut = {
  newAccount: remedy(
    "get_new_method",
    ["vendor", "The vendor, with another bank account"],
    ["never", "Not to this account: it will refuse every try."],
    ["ask_new_account", "Ask {name} for another account"],
    { effectOnMethod: "disable" },
  ),
  fix: remedy(
    "fix_details",
    ["vendor", "The vendor, who has the right details; we enter them"],
    ["fix", "As a new payout, once the bank details are corrected and checked."],
    ["fix_details", "Correct the bank details"],
    { effectOnMethod: "pause" },
  ),
  fixAndReview: remedy(
    "fix_details",
    ["vendor", "The vendor, who must show whose account this is"],
    ["fix", "As a new payout, once it is certain whose account this is."],
    ["fix_details", "Check the holder’s name with {name}"],
    { effectOnMethod: "pause", effectOnContact: "review" },
  ),
  speak: remedy(
    "contact_payee",
    ["vendor", "The vendor, by telling us why"],
    ["ask_first", "Not until {name} has said why and asked for it again."],
    ["contact", "Speak with {name}"],
    { effectOnMethod: "pause" },
  ),
  findOutWho: remedy(
    "stop_and_escalate",
    SENIOR,
    ["ask_first", "Not until we know who stopped it, and why."],
    ["ask_jetpay", "Ask Jetpay who stopped it"],
  ),
};

/** What to do whichever way the money was going. */
export const eitherWay = {
  senior: remedy(
    "stop_and_escalate",
    SENIOR,
    ["never", "No. Nothing is to be sent or asked for until a senior colleague has decided."],
    ["escalate", "Hand to a senior colleague"],
    { effectOnMethod: "disable", effectOnContact: "block" },
  ),
  lookFirst: remedy(
    "stop_and_escalate",
    SENIOR,
    ["fix", "Only once a senior colleague has read the bank’s remarks."],
    ["escalate", "Hand to a senior colleague"],
    { effectOnMethod: "pause", effectOnContact: "review" },
  ),
  review: remedy(
    "stop_and_escalate",
    SENIOR,
    ["never", "No. A senior colleague decides what follows."],
    ["escalate", "Hand to a senior colleague"],
    { effectOnContact: "review" },
  ),
  twin: remedy(
    "stop_and_escalate",
    ["us", "We do: we find the other payment"],
    ["never", "No. It would be the same payment twice."],
    ["find_twin", "Find the other payment"],
  ),
  resend: remedy(
    "ours_to_fix",
    US,
    ["fix", "As a new payment, once corrected."],
    ["retry", "Correct it and send again"],
  ),
  ourAccount: remedy(
    "ours_to_fix",
    ["us", "We do, with our own bank"],
    ["fix", "As a new payment, once our own account is put right."],
    ["check_merchant_account", "Check our own account"],
  ),
  provider: remedy(
    "provider_issue",
    JETPAY,
    ["wait", "Once Jetpay says that it works again."],
    ["ask_jetpay", "Ask Jetpay"],
  ),
  askJetpay: remedy(
    "provider_issue",
    JETPAY,
    ["ask_first", "Not until Jetpay has said what this means."],
    ["ask_jetpay", "Ask Jetpay"],
  ),
  unexplained: remedy(
    "provider_issue",
    ["jetpay", "Jetpay, by saying what this means"],
    ["unknown", "We do not know. Ask Jetpay before trying again."],
    ["ask_jetpay", "Ask Jetpay what it means"],
  ),
};

/** What to do about a declined card. Cards only pay us. */
export const card = {
  wait: remedy(
    "wait_and_retry",
    ["customer", "The customer, on another day or with another way to pay"],
    ["wait", "On another day, a few times at most."],
    ["retry_later", "Try again another day"],
  ),
  callBank: remedy(
    "contact_payer",
    ["customer", "The customer, by calling the bank that issued the card"],
    ["wait", "A few times at most, once {name} has spoken with the bank."],
    ["send_link", "Send a link to pay another way"],
  ),
  later: remedy(
    "wait_and_retry",
    ["bank", "The bank that issued the card, or the card network"],
    ["wait", "Later. If many cards fail this way at once, it is an incident."],
    ["retry_later", "Try again later"],
  ),
  newCard: remedy(
    "get_new_method",
    ["customer", "The customer, with a new or updated card"],
    ["never", "Not with this card."],
    ["send_link", "Send a link to use another card"],
    { effectOnMethod: "disable" },
  ),
  reenter: remedy(
    "fix_details",
    ["customer", "The customer, by entering the card again"],
    ["fix", "Once {name} has entered the card again."],
    ["send_link", "Send a link to enter the card again"],
    { effectOnMethod: "pause" },
  ),
  confirm: remedy(
    "get_authorization",
    ["customer", "The customer, by confirming with their bank"],
    ["fix", "Once {name} confirms it; not while they are away."],
    ["send_confirm_link", "Send the link to confirm"],
  ),
  otherUse: remedy(
    "get_new_method",
    ["customer", "The customer, with another card"],
    ["never", "Not the same payment on the same card."],
    ["send_link", "Send a link to use another card"],
  ),
  blocked: remedy(
    "get_new_method",
    ["customer", "The customer, with another card"],
    ["never", "Not with this card."],
    ["send_link", "Send a link to use another card"],
    { effectOnMethod: "disable", effectOnContact: "review" },
  ),
  risk: remedy(
    "stop_and_escalate",
    SENIOR,
    ["never", "Not with this card."],
    ["escalate", "Hand to a senior colleague"],
    { effectOnMethod: "disable", effectOnContact: "review" },
  ),
};

/** What to do about trouble between our desk and Jetpay. */
export const desk = {
  correct: remedy(
    "ours_to_fix",
    US,
    ["fix", "Once it is corrected. Nothing has moved."],
    ["fix_details", "Correct what Jetpay refused"],
  ),
  findOut: remedy(
    "stop_and_escalate",
    ["us", "We do: two colleagues find out whether Jetpay has it"],
    ["unknown", "Not until we know. Sending it again could move the money twice."],
    ["resolve_unknown", "Find out whether Jetpay has it"],
  ),
  sendNow: remedy("wait_and_retry", US, ["now", "Yes. Nothing has moved."], ["retry", "Send it now"]),
  byItself: remedy(
    "wait_and_retry",
    ["jetpay", "Jetpay; the desk sends it by itself when it may"],
    ["wait", "It is sent by itself when Jetpay lets us."],
    ["open_events", "See how Jetpay is doing"],
  ),
  topUp: remedy(
    "ours_to_fix",
    ["us", "We do, by moving money to the balance at Jetpay"],
    ["fix", "Once the balance is enough."],
    ["check_merchant_account", "Check our balance at Jetpay"],
  ),
  settings: remedy(
    "ours_to_fix",
    ["us", "An administrator here"],
    ["fix", "Once an administrator has put it right. Nothing has moved."],
    ["open_settings", "Open the settings"],
  ),
  lookAtEvents: remedy(
    "stop_and_escalate",
    SENIOR,
    ["ask_first", "Not until a senior colleague has compared our view with Jetpay’s."],
    ["open_events", "Look at what Jetpay sent"],
  ),
  replay: remedy(
    "provider_issue",
    ["us", "We do: we ask Jetpay for what is missing"],
    ["ask_first", "Not until what is missing has arrived."],
    ["open_events", "Look for missing events"],
  ),
};
