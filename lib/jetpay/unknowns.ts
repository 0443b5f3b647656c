import type { Direction } from "../domain/transaction";

/** What the public guide leaves open. Everything here may be changed without touching code that uses it. */
export type Unknowns = {
  readonly paths: {
    readonly contact: string;
    readonly bankAccount: string;
    readonly debit: string;
    readonly credit: string;
    readonly payDebit: string;
    readonly cardUrl: string;
    readonly cardCharge: string;
    readonly status: string;
    readonly transaction: string;
    readonly webhooks: string;
    readonly webhook: string;
    readonly keySet: string;
  };
  readonly payDebitMethod: "POST" | "PUT";
  /** What a debit is paid from: an account Jetpay keeps, or its details in the call itself. */
  readonly payDebitBy: "account" | "details";
  readonly payDebitAccountField: string;
  readonly payDebitDetailFields: {
    readonly institutionNumber: string;
    readonly transitNumber: string;
    readonly accountNumber: string;
    readonly holderName: string;
  };
  readonly chargeFields: {
    readonly amount: string;
    readonly statement: string;
    readonly note: string;
    readonly toBankAccount: string;
  };
  readonly contactIdFields: readonly string[];
  readonly bankAccountIdFields: readonly string[];
  readonly cardIdFields: readonly string[];
  readonly cardUrlFields: readonly string[];
  readonly transactionIdFields: readonly string[];
  readonly linkFields: readonly string[];
  /** Where the answers of a charge and of pay-debit tell the state. */
  readonly stateFields: readonly string[];
  readonly declineFields: readonly string[];
  /** Fields whose object may hold those of `declineFields`. */
  readonly declineWrappers: readonly string[];
  /** A refused charge is a decline with these in any case, and with the second only where a decline field says why. */
  readonly declineStatuses: readonly number[];
  readonly declineStatusesWithCode: readonly number[];
  readonly webhookListFields: readonly string[];
  readonly webhookKeyHeader: string;
  readonly directionByPrefix: readonly { readonly prefix: string; readonly direction: Direction }[];
  readonly cardPrefixes: readonly string[];
  readonly cardEventIdFields: readonly string[];
  readonly cardContactFields: readonly string[];
  readonly cardBrandFields: readonly string[];
  readonly cardLastFourFields: readonly string[];
  readonly cardReasonFields: readonly string[];
  /** Fields that say yes or no, then fields that say it in a word; lower-case words of either kind. */
  readonly cardWorkedFields: readonly string[];
  readonly cardStateFields: readonly string[];
  readonly cardWorkedWords: readonly string[];
  readonly cardFailedWords: readonly string[];
  readonly cancelledStates: readonly string[];
  readonly issuer: string;
  readonly subject: string;
};

/** Numbers are sections of the API sheet drawn from Jetpay's public guide; "8 #3" is row 3 of its list of unknowns. */
export const defaultUnknowns: Unknowns = {
  paths: {
    contact: "/contact", // 3.1 row 1, stated
    bankAccount: "/contact/bank_account", // 8 #3, medium: fields are snake_case; "-" would look the same in the copies
    debit: "/debit", // 3.1 row 5, stated
    credit: "/credit", // 3.1 row 6, stated
    payDebit: "/debit/{id}/pay", // 8 #6, low: only the name "pay debit" is known
    cardUrl: "/contact/{contactId}/creditcards/url", // 3.1 row 3, stated
    cardCharge: "/contact/{contactId}/creditcards/{cardId}/charge", // 3.1 row 4, stated
    status: "/transaction/{id}/status", // 3.1 row 9, stated
    transaction: "/transaction/{id}", // 3.1 row 10, stated
    webhooks: "/webhooks/", // 3.1 row 11, stated; without the slash FastAPI would redirect (0.3)
    webhook: "/webhooks/{id}", // 3.1 row 12, medium: the verbs are stated, the path is not
    keySet: "/.well-known/jwks.json", // 5.3, stated; its host is inferred (8 #25)
  },
  payDebitMethod: "POST", // 9 #14, low: POST or PUT
  payDebitBy: "account", // 9 #14, low: by the id of a bank account, or by inline details
  payDebitAccountField: "bank_account_id", // 3.7, low: "a bank account id", its name unseen
  // 3.7, low: the names are those stated for a bank account in 3.3
  payDebitDetailFields: {
    institutionNumber: "institution_number",
    transitNumber: "transit_number",
    accountNumber: "account_number",
    holderName: "holder_name",
  },
  // 3.4, high: a body is there but not visible; the same core fields as a debit's
  chargeFields: {
    amount: "amount",
    statement: "statement",
    note: "note",
    toBankAccount: "to_bank_account",
  },
  // 8 #4, medium: `identifier` is what debits and webhooks use. A bank account may echo `contact_id`, so it is no id there.
  contactIdFields: ["identifier", "contact_id", "id"],
  bankAccountIdFields: ["identifier", "bank_account_id", "id"],
  cardIdFields: ["credit_card_id", "identifier", "id"], // 8 #9, medium; `identifier` might be the contact's, as in the path
  cardUrlFields: ["url", "link"], // 8 #9, medium
  transactionIdFields: ["identifier", "transaction_id", "id"], // 3.5, `identifier` is stated for debits, inferred for credits
  linkFields: ["link", "payment_link", "url"], // 3.5, `link` is stated for debits, inferred for credits
  stateFields: ["state", "status"], // 8 #8, medium for a charge; 3.7, low for pay-debit: "answers with the debit's status"
  declineFields: ["decline_code", "decline_reason", "fail_reason"], // 8 #8, low: no decline was seen
  declineWrappers: ["detail", "error"], // 0.3, medium: FastAPI puts an error's body under `detail`
  declineStatuses: [402], // 9 #11, low
  declineStatusesWithCode: [400, 422], // 9 #11, low; without a code these are faults of the request
  webhookListFields: ["webhooks", "items", "results", "data"], // 8 #23: a bare array, or an object around one
  webhookKeyHeader: "x-api-key", // 8 #20, low: no name is stated
  // 5.5: two types seen, their dots inferred; later types are told by prefix (8 #16). Separators and case are not compared.
  directionByPrefix: [
    { prefix: "transactions.debits.", direction: "debit" }, // 8 #17, medium: card charges too
    { prefix: "transactions.credits.", direction: "credit" },
  ],
  // 8 #18, low: "something under a card or contact prefix"; what cannot be read is kept as unhandled
  cardPrefixes: [
    "contacts.creditcards.",
    "contacts.credit_cards.",
    "contacts.cards.",
    "creditcards.",
    "credit_cards.",
    "cards.",
  ],
  // 8 #18, low: camelCase as the envelope, else snake_case as the answers (0.2)
  cardEventIdFields: ["creditCardId", "credit_card_id", "cardId", "card_id", "identifier", "id"],
  cardContactFields: ["contactId", "contact_id"], // 5.5, low: told so that it is not taken for the card's
  cardBrandFields: ["brand", "cardBrand", "card_brand"], // 9 #16, low: of the event and of a charge's answer
  cardLastFourFields: ["lastFour", "last_four", "last4"], // 9 #16, low: as above
  cardReasonFields: ["failReason", "fail_reason", "declineCode", "decline_code", "reason"], // 8 #18, low
  cardWorkedFields: ["success", "ok"], // 8 #18, low: "success flag"
  cardStateFields: ["state", "status", "outcome"], // 8 #18, low
  // 8 #18, low. Not "created": a card is made, and still empty, when its page is asked for (3.4)
  cardWorkedWords: [
    "active",
    "tokenized",
    "tokenised",
    "captured",
    "succeeded",
    "success",
    "successful",
    "completed",
    "verified",
  ],
  cardFailedWords: ["failed", "failure", "declined", "rejected", "refused", "error", "invalid"], // 8 #18, low
  cancelledStates: ["cancelled", "canceled", "deleted"], // 8 #10, low: the guide says "Canceling" and "deleted"
  issuer: "jetpay", // 5.3, stated
  subject: "webhook", // 5.3, stated
};

/**
 * Fills `{name}` places of a path, each as one segment. Throws RangeError for an id that could not stand as one:
 * empty, or the dots that name another folder.
 */
export function pathOf(template: string, ids: Readonly<Record<string, string>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = ids[name] ?? "";
    if (/^\.{0,2}$/.test(id)) throw new RangeError("This id cannot be part of an address.");
    return encodeURIComponent(id);
  });
}

const plain = (type: string) => type.toLowerCase().replace(/[^a-z0-9]+/g, ".");

/** Which way money moves in an event of this type; null when the type is not about a transaction we know of. */
export function directionOf(type: string, unknowns: Unknowns): Direction | null {
  const known = directionsKnown(unknowns);
  const remembered = known.get(type);
  if (remembered !== undefined) return remembered;
  const given = plain(type);
  const found = unknowns.directionByPrefix.find(({ prefix }) => given.startsWith(plain(prefix)));
  const direction = found?.direction ?? null;
  if (known.size < MOST_TYPES_KNOWN) known.set(type, direction);
  return direction;
}

/** There are a few dozen types, and each delivery says them a hundred times. */
const MOST_TYPES_KNOWN = 500;
const directions = new WeakMap<Unknowns, Map<string, Direction | null>>();

function directionsKnown(unknowns: Unknowns): Map<string, Direction | null> {
  const known = directions.get(unknowns) ?? new Map<string, Direction | null>();
  directions.set(unknowns, known);
  return known;
}

/** Whether an event of this type is about a card being captured. */
export function isCardType(type: string, unknowns: Unknowns): boolean {
  const given = plain(type);
  return unknowns.cardPrefixes.some((prefix) => given.startsWith(plain(prefix)));
}

/** `contacts.creditcards.tokenization_failed` ends in "failed". */
export const lastWordOf = (type: string): string => plain(type).split(".").findLast(Boolean) ?? "";
