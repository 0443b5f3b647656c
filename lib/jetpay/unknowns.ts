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
  readonly contactIdFields: readonly string[];
  readonly bankAccountIdFields: readonly string[];
  readonly cardIdFields: readonly string[];
  readonly transactionIdFields: readonly string[];
  readonly linkFields: readonly string[];
  readonly webhookListFields: readonly string[];
  readonly webhookKeyHeader: string;
  readonly directionByPrefix: readonly { readonly prefix: string; readonly direction: Direction }[];
  readonly cardPrefixes: readonly string[];
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
  // 8 #4, medium: `identifier` is what debits and webhooks use. A bank account may echo `contact_id`, so it is no id there.
  contactIdFields: ["identifier", "contact_id", "id"],
  bankAccountIdFields: ["identifier", "bank_account_id", "id"],
  cardIdFields: ["identifier", "credit_card_id", "id"], // 8 #9, medium
  transactionIdFields: ["identifier", "transaction_id", "id"], // 3.5, `identifier` is stated for debits, inferred for credits
  linkFields: ["link", "payment_link", "url"], // 3.5, `link` is stated for debits, inferred for credits
  webhookListFields: ["webhooks", "items", "results", "data"], // 8 #23: a bare array, or an object around one
  webhookKeyHeader: "x-api-key", // 8 #20, low: no name is stated
  // 5.5: two types seen, their dots inferred; later types are told by prefix (8 #16). Separators and case are not compared.
  directionByPrefix: [
    { prefix: "transactions.debits.", direction: "debit" }, // 8 #17, medium: card charges too
    { prefix: "transactions.credits.", direction: "credit" },
  ],
  cardPrefixes: ["contacts.creditcards.", "creditcards.", "cards."], // 8 #18, low: kept as unhandled in any case
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
  const given = plain(type);
  return unknowns.directionByPrefix.find(({ prefix }) => given.startsWith(plain(prefix)))?.direction ?? null;
}
