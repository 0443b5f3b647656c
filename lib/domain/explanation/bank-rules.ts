import { telling } from "./bank-conditions";
import { collecting, eitherWay, payingOut } from "./remedies";
import type { Condition } from "./vocabulary";

/** Conditions of consent, of law and of the networks, shared by the Canadian and the American tables. */

const WE_CHECK = "{name} has nothing to do; we are looking into it.";
const FOLLOW_UP = "A colleague who looks after such accounts will follow up.";
const GRAVE =
  "The bank says that the account’s holder, or somebody it is held for, has died or can no longer act. Stop everything planned for this contact; whoever answers is family.";

export const deceased: Condition = {
  debit: telling(
    eitherWay.senior,
    "the bank no longer takes payments from this account",
    "",
    FOLLOW_UP,
    GRAVE,
  ),
  credit: telling(
    eitherWay.senior,
    "the bank no longer takes payments to this account",
    "",
    FOLLOW_UP,
    GRAVE,
  ),
  ours: "the bank no longer takes payments on our own account",
  sensitive: true,
};

const consent = (debit: Condition["debit"], ours: string): Condition => ({ debit, credit: null, ours });

export const noAgreement = consent(
  telling(
    collecting.dispute,
    "the bank finds no agreement with {name} for this payment",
    "so the money goes back",
    "We are looking for the agreement.",
    "The customer says there never was one, and the bank takes the money back. Find the signed agreement and keep it at hand.",
  ),
  "our bank finds no agreement that lets Jetpay take money from our own account",
);

export const notAsAgreed = consent(
  telling(
    collecting.compareAgreement,
    "this payment was not what {name} had agreed to",
    "so the money goes back",
    "We are comparing the amount and date with the agreement.",
    "Look at amount, date and how often. If the payment is right, a senior colleague answers the claim.",
  ),
  "our own bank says this is not what our agreement with Jetpay allows",
);

export const revoked = consent(
  telling(
    collecting.newAgreement,
    "{name} has withdrawn the agreement to be charged this way",
    "so nothing more can be taken under it",
    "{name} needs to sign a new agreement or pay another way.",
    "Every later payment of the same schedule would come back too.",
  ),
  "the agreement that lets Jetpay take money from our own account was withdrawn",
);

export const noNotice = consent(
  telling(
    collecting.notice,
    "{name} was not told of this payment in time",
    "so the money goes back",
    "We will send the notice and then ask again.",
    "The notice or confirmation before a first or changed payment was missing or late.",
  ),
  "our bank says that we were not told of this payment in time",
);

export const notAuthorized = consent(
  telling(
    collecting.dispute,
    "{name} told the bank that this payment was not authorized",
    "so the money goes back",
    "A senior colleague will look at it with {name}.",
    "Keep the proof of consent. Such returns count against us: more than 0.5 % of debits in two months is a breach.",
  ),
  "our bank says that this was not authorized on our own account",
);

export const notAuthorizedBusiness = consent(
  telling(
    collecting.dispute,
    "{name}’s bank did not recognize us as allowed to charge this account",
    "so the money goes back",
    "{name} can ask the bank to add us to the companies it lets through.",
    "Businesses often keep a list of who may charge them. Keep the proof of consent, and give them our company id.",
  ),
  "our bank does not recognize this as allowed on our own account",
);

export const wrongEntryType = consent(
  telling(
    collecting.dispute,
    "this account belongs to a person and was charged as a business",
    "so the money goes back",
    "We need to correct this and get {name}’s consent.",
    "The kind of entry and the consent must both be right before anything more is taken.",
  ),
  "our own account was charged under the wrong kind of entry",
);

const both = (debit: Condition["debit"], credit: Condition["credit"]): Condition => ({
  debit,
  credit,
  ours: null,
  anywhere: true,
});

const AT_BANKS = "This happened between the banks and Jetpay.";

export const askedBack = both(
  telling(eitherWay.askJetpay, "the bank that sent this payment asked for it back", "", WE_CHECK, AT_BANKS),
  telling(eitherWay.askJetpay, "the bank that sent this payout asked for it back", "", WE_CHECK, AT_BANKS),
);

const REMARKS =
  "The bank’s remarks say which field, or that it finds the entry questionable. Treat it as possible fraud.";
export const couldNotProcess: Condition = {
  ...both(
    telling(eitherWay.lookFirst, "the bank could not process this payment", "", WE_CHECK, REMARKS),
    telling(eitherWay.lookFirst, "the bank could not process this payout", "", WE_CHECK, REMARKS),
  ),
  sensitive: true,
};

const OUR_DATA = "An identification that we or Jetpay put on the payment is wrong; no bank detail is.";
export const wrongIdentification = both(
  telling(
    eitherWay.resend,
    "the bank did not accept an identification on this payment",
    "",
    WE_CHECK,
    OUR_DATA,
  ),
  telling(
    eitherWay.resend,
    "the bank did not accept an identification on this payout",
    "",
    WE_CHECK,
    OUR_DATA,
  ),
);

export const refusedByPayee: Condition = {
  debit: null,
  credit: telling(
    payingOut.speak,
    "{name} or their bank sent this payout back",
    "so the money is on its way to us again",
    "We need to ask {name} why.",
    "A wrong amount, or an account in dispute, are the usual reasons.",
  ),
  ours: "our own bank sent the money back",
};

const SAME = "The bank has seen the same payment before. Find it before doing anything else.";
export const duplicate = both(
  telling(
    eitherWay.twin,
    "the bank took this payment for a repeat of another",
    "so it refused it",
    WE_CHECK,
    SAME,
  ),
  telling(
    eitherWay.twin,
    "the bank took this payout for a repeat of another",
    "so it refused it",
    WE_CHECK,
    SAME,
  ),
);

const AGREED = "The two banks agreed on it after the usual time; it cannot be undone from here.";
export const lateReturn = both(
  telling(eitherWay.review, "the banks agreed to send this payment back late", "", WE_CHECK, AGREED),
  telling(eitherWay.review, "the banks agreed to send this payout back late", "", WE_CHECK, AGREED),
);

const CHEQUE = "It was presented as a returned cheque, which it was not fit for. This should not occur here.";
export const badCheque = both(
  telling(eitherWay.review, "the bank does not accept this payment in this form", "", WE_CHECK, CHEQUE),
  telling(eitherWay.review, "the bank does not accept this payout in this form", "", WE_CHECK, CHEQUE),
);

const DOWN = "Nothing is wrong with the details. Wait for Jetpay, or use an account at another institution.";
export const institutionDown = both(
  telling(
    eitherWay.provider,
    "the bank cannot take part in payments for now",
    "so nothing was taken",
    WE_CHECK,
    DOWN,
  ),
  telling(
    eitherWay.provider,
    "the bank cannot take part in payments for now",
    "so nothing was paid",
    WE_CHECK,
    DOWN,
  ),
);

const NO_TREATY = "Seen in one list only; ask Jetpay what it means for this payment.";
export const noReturnTreaty = both(
  telling(
    eitherWay.askJetpay,
    "the banks could not agree on how to handle this payment",
    "",
    WE_CHECK,
    NO_TREATY,
  ),
  telling(
    eitherWay.askJetpay,
    "the banks could not agree on how to handle this payout",
    "",
    WE_CHECK,
    NO_TREATY,
  ),
);

const CHANGED =
  "This is a change notice, not a failure: the money moved. The next payment needs the new details.";
export const changeNotice = both(
  telling(
    collecting.fix,
    "the bank has sent new details for {name}’s account",
    "and this payment still went through",
    "They must be corrected before the next payment.",
    CHANGED,
  ),
  telling(
    payingOut.fix,
    "the bank has sent new details for {name}’s account",
    "and this payout still went through",
    "They must be corrected before the next payout.",
    CHANGED,
  ),
);
