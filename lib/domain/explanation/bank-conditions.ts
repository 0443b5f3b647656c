import { collecting, eitherWay, payingOut } from "./remedies";
import type { Condition, Remedy, Telling } from "./vocabulary";

/** Shared by the Canadian and the American tables: the same trouble, whatever its number. */

const ASK_METHOD = "{name} needs to give another way to pay.";
const ASK_ACCOUNT = "{name} needs to give another bank account.";
const ASK_DETAILS = "{name} needs to check the bank details with us.";
const WE_CHECK = "{name} has nothing to do; we are looking into it.";

export const telling = (remedy: Remedy, fact: string, so: string, ask: string, more: string): Telling => ({
  remedy,
  fact,
  so,
  ask,
  more,
});

/** A condition of an account that both money taken and money paid in can meet. */
const account = (debit: Telling, credit: Telling, ours: string): Condition => ({ debit, credit, ours });
/** A condition that only taking money can meet. */
const taking = (debit: Telling, ours: string): Condition => ({ debit, credit: null, ours });

export const notEnoughMoney = taking(
  telling(
    collecting.wait,
    "there was not enough money in {name}’s account",
    "so nothing was taken",
    "We can try again on a day {name} agrees to.",
    "The balance was too low when the bank tried.",
  ),
  "there was not enough money in our own account",
);

export const notYetAvailable = taking(
  telling(
    collecting.wait,
    "the money in {name}’s account was not available yet",
    "so nothing was taken",
    "We can try again on a day {name} agrees to.",
    "The balance was there, but part of it was still being cleared. It counts like too low a balance.",
  ),
  "the money in our own account was not available yet",
);

export const closed = account(
  telling(
    collecting.newMethod,
    "this account is closed",
    "so nothing can be taken from it",
    ASK_METHOD,
    "The customer’s bank says that the account was closed.",
  ),
  telling(
    payingOut.newAccount,
    "{name}’s account is closed",
    "so nothing can be paid into it",
    ASK_ACCOUNT,
    "The vendor’s bank says that the account was closed.",
  ),
  "our own account is closed",
);

export const frozen = account(
  telling(
    { ...collecting.newMethod, effectOnContact: "review" },
    "the bank has frozen this account",
    "so nothing can be taken from it",
    ASK_METHOD,
    "Why an account is frozen is between the bank and its customer. A frozen account refuses every debit.",
  ),
  telling(
    { ...payingOut.newAccount, effectOnContact: "review" },
    "the bank has frozen {name}’s account",
    "so nothing can be paid into it",
    ASK_ACCOUNT,
    "Why an account is frozen is between the bank and its customer. Compliance should have a look.",
  ),
  "the bank has frozen our own account",
);

/** Frozen or refused on a sanctions instruction: nothing specific may be said to the contact. */
export const barred: Condition = {
  ...account(
    telling(
      { ...collecting.newMethod, effectOnContact: "review" },
      "the bank does not allow payments from this account",
      "",
      ASK_METHOD,
      "The account is frozen, or the bank was told to return the payment. Compliance decides; say no more than the sentence above.",
    ),
    telling(
      { ...payingOut.newAccount, effectOnContact: "review" },
      "the bank does not allow payments to this account",
      "",
      ASK_ACCOUNT,
      "The account is frozen, or the bank was told to return the payment. Compliance decides; say no more than the sentence above.",
    ),
    "the bank does not allow payments on our own account",
  ),
  sensitive: true,
};

export const notFound = account(
  telling(
    collecting.fix,
    "the bank cannot find an account with these details",
    "so nothing was taken",
    ASK_DETAILS,
    "A number is wrong, or the holder’s name does not fit. Check against a void cheque or the bank’s own form.",
  ),
  telling(
    payingOut.fix,
    "the bank cannot find an account of {name} with these details",
    "so nothing was paid",
    ASK_DETAILS,
    "A number is wrong, or the holder’s name does not fit. Check against a void cheque or the bank’s own form.",
  ),
  "the bank cannot find our own account",
);

export const wrongNumber = account(
  telling(
    collecting.fix,
    "the account number is not one that the bank uses",
    "so nothing was taken",
    ASK_DETAILS,
    "The number is too long, too short or mistyped.",
  ),
  telling(
    payingOut.fix,
    "the number of {name}’s account is not one that the bank uses",
    "so nothing was paid",
    ASK_DETAILS,
    "The number is too long, too short or mistyped.",
  ),
  "the number of our own account is wrong",
);

export const wrongFields = account(
  telling(
    collecting.fix,
    "some of the bank details are not valid",
    "so the request never reached {name}’s bank",
    ASK_DETAILS,
    "The institution, transit or account number was refused on the way. Correct all three and send again.",
  ),
  telling(
    payingOut.fix,
    "some of {name}’s bank details are not valid",
    "so the payout never reached the bank",
    ASK_DETAILS,
    "The institution, transit or account number was refused on the way. Correct all three and send again.",
  ),
  "some details of our own account are not valid",
);

export const moved = account(
  telling(
    collecting.fix,
    "this account has moved to another branch or bank",
    "so nothing was taken",
    "{name} needs to give us the new bank details.",
    "The old details lead nowhere.",
  ),
  telling(
    payingOut.fix,
    "{name}’s account has moved to another branch or bank",
    "so nothing was paid",
    "{name} needs to give us the new bank details.",
    "The old details lead nowhere.",
  ),
  "our own account has moved to another branch or bank",
);

export const wrongRouting = account(
  telling(
    collecting.fix,
    "the number of {name}’s bank is not valid",
    "so nothing was taken",
    ASK_DETAILS,
    "The routing number was refused; the account itself may be right.",
  ),
  telling(
    payingOut.fix,
    "the number of {name}’s bank is not valid",
    "so nothing was paid",
    ASK_DETAILS,
    "The routing number was refused; the account itself may be right.",
  ),
  "the number of our own bank is not valid",
);

export const stopped = account(
  telling(
    collecting.speak,
    "{name} or their bank stopped this payment",
    "so it was not taken",
    "We need to speak with {name} before asking again.",
    "A stop was placed on this payment, or it was recalled.",
  ),
  telling(
    payingOut.findOutWho,
    "this payout was stopped or called back before {name} had it",
    "",
    "We are finding out who stopped it.",
    "A payout can be recalled by us, by Jetpay or by a bank. Nobody should send it again before that is known.",
  ),
  "a stop was placed on our own account",
);

export const wrongDate = account(
  telling(
    eitherWay.resend,
    "the date on this payment was too early or too late",
    "so the bank refused it",
    WE_CHECK,
    "The date must be right before it is sent again. This reason is old, but still seen.",
  ),
  telling(
    eitherWay.resend,
    "the date on this payout was too early or too late",
    "so the bank refused it",
    WE_CHECK,
    "The date must be right before it is sent again. This reason is old, but still seen.",
  ),
  "the date on this payment was not one that our own bank takes",
);

export const noDebits = taking(
  telling(
    collecting.newMethod,
    "this kind of account does not let payments be taken from it",
    "",
    "{name} needs to give a chequing account or another way to pay.",
    "Often a savings or a credit account.",
  ),
  "our own account is of a kind that allows no debits",
);

export const wrongKindOfAccount = account(
  telling(
    collecting.newMethod,
    "this kind of account does not let payments be taken from it",
    "",
    "{name} needs to give a chequing account or another way to pay.",
    "Often a savings or a credit account.",
  ),
  telling(
    payingOut.newAccount,
    "this kind of account does not take payments like this one",
    "",
    "{name} needs to give a chequing account.",
    "Often a savings or a credit account.",
  ),
  "our own account is not of a kind that allows this",
);

export const wrongCurrency = account(
  telling(
    collecting.fix,
    "{name}’s account is not in Canadian dollars",
    "so nothing was taken",
    "{name} needs to give an account in Canadian dollars.",
    "The currency of the payment and of the account differ.",
  ),
  telling(
    payingOut.fix,
    "{name}’s account is not in Canadian dollars",
    "so nothing was paid",
    "{name} needs to give an account in Canadian dollars.",
    "The currency of the payout and of the account differ.",
  ),
  "our own account is not in Canadian dollars",
);

export const wrongName = account(
  telling(
    collecting.fix,
    "the name we have is not the name on this account",
    "so nothing was taken",
    "{name} needs to tell us the account holder’s exact name.",
    "A spelling, a maiden name or a business name are the usual reasons.",
  ),
  telling(
    payingOut.fixAndReview,
    "the name we have is not the name on this account",
    "so nothing was paid",
    "{name} needs to tell us the account holder’s exact name.",
    "Before correcting it, make sure that the account is the vendor’s own: a payout to a stranger’s account looks like this.",
  ),
  "the name we gave is not the name on our own account",
);
