import type { CardState } from "../domain/card";
import type { CollectionMethod, CollectionState, CollectionStep } from "../domain/collection";
import type { Role } from "../domain/deeds";
import type { PayoutState } from "../domain/payout";
import type { Direction } from "../domain/transaction";

/** A line of a list, ready for the wire: amounts are decimal texts of cents, moments are ISO 8601 in UTC. */
export type Count = { value: number; capped: boolean };
export type Page<Row> = { rows: Row[]; count: Count; next: string | null; previous: string | null };

export type AccountLabel = { institutionNumber: string; lastThree: string };
/** Either may be unknown: Jetpay need not tell them. */
export type CardLabel = { brand: string | null; lastFour: string | null };

export type ContactState = "waiting" | "sending" | "active" | "unknown" | "refused";
export type ContactRow = {
  id: string;
  name: string;
  email: string;
  state: ContactState;
  isCustomer: boolean;
  isVendor: boolean;
  tags: string[];
  accounts: AccountLabel[];
  collectedCents: string;
  paidOutCents: string;
  createdAt: string;
};

export type PayoutRow = {
  id: string;
  reference: string;
  state: PayoutState;
  contactId: string;
  contactName: string;
  /** Null when the vendor gives an account on Jetpay's page. */
  account: AccountLabel | null;
  amountCents: string;
  statement: string;
  note: string;
  makerId: string;
  makerName: string;
  madeAt: string;
  checkerName: string | null;
  sendAt: string | null;
  /** Why an approved payout has not left yet, in words, e.g. "Jetpay is busy". */
  waitingFor: string | null;
  /** Also of one that came back since. */
  completedAt: string | null;
};

export type CollectionRow = {
  id: string;
  reference: string;
  state: CollectionState;
  contactId: string;
  contactName: string;
  amountCents: string;
  statement: string;
  note: string;
  askedByName: string;
  askedAt: string;
  waitingFor: string | null;
  /** Also of one that came back since. */
  completedAt: string | null;
  method: CollectionMethod;
  /** The saved method that is debited; both null for a payment link. */
  card: CardLabel | null;
  account: AccountLabel | null;
};

export type FailureKind = "failed" | "returned" | "declined" | "refused" | "unknown";
export type FailureRow = {
  id: string;
  at: string;
  kind: FailureKind;
  /** What it is about: a payment, or the making of a contact, bank account or card whose outcome nobody knows. */
  subject: "payment" | "contact" | "bank_account" | "card";
  /** Null where no money was to move. */
  direction: Direction | null;
  /** Null for a transaction that nobody here asked for: its amount was never told. */
  amountCents: string | null;
  contactId: string | null;
  contactName: string | null;
  reason: string | null;
  failDirection: string | null;
  payoutId: string | null;
  collectionId: string | null;
  reference: string | null;
  transactionId: string | null;
  words: string | null;
};

export type DeliveryVerdict = "applied" | "duplicate" | "partly" | "unreadable";
export type DeliveryRow = {
  id: string;
  receivedAt: string;
  verdict: DeliveryVerdict;
  problem: string | null;
  eventCount: number;
  newCount: number;
  malformedCount: number;
  firstEventId: string | null;
  lastEventId: string | null;
  /** From the newest event's own time to our receipt, in milliseconds. Null without events. */
  lagMs: number | null;
};

export type EventRow = {
  id: string;
  type: string;
  createdAt: string;
  receivedAt: string;
  transactionId: string | null;
  state: string | null;
  direction: Direction | null;
  payoutId: string | null;
  collectionId: string | null;
  raw: string;
};

export type QuarantinedRow = {
  id: string;
  eventId: string | null;
  problem: string;
  raw: string;
  receivedAt: string;
};

export type UnclaimedRow = {
  id: string;
  direction: Direction;
  state: string | null;
  announcedAt: string | null;
};

/** One page of a payment's history, newest last. `tone` follows the four meanings. */
export type StoryLine = {
  at: string;
  title: string;
  detail: string | null;
  tone: "good" | "waiting" | "attention" | "bad" | "neutral";
  source: "staff" | "attempt" | "event" | "decision";
};

export type TransactionFacts = {
  id: string;
  direction: Direction;
  state: string | null;
  isReturn: boolean;
  announcedAt: string | null;
  startedAt: string | null;
  completedAt: string | null;
  failedAt: string | null;
  failReason: string | null;
  failDirection: string | null;
};

export type BankAccountDetail = {
  id: string;
  state: "sending" | "active" | "unknown" | "refused" | "not_sent";
  title: string;
  institutionNumber: string;
  transitNumber: string;
  lastThree: string;
  accountType: string;
  holderName: string;
  addedAt: string;
  addedByName: string | null;
  problem: string | null;
};

export type CardDetail = {
  id: string;
  state: CardState;
  brand: string | null;
  lastFour: string | null;
  /** Where the card is typed in, while it is pending. Works once. */
  captureUrl: string | null;
  problem: string | null;
  askedAt: string;
  askedByName: string;
};

export type PayoutDetail = PayoutRow & {
  version: number;
  /** Fingerprint of what this screen shows; a decision must carry it. */
  seal: string;
  makers: string[];
  contactEmail: string;
  bankAccount: BankAccountDetail | null;
  merchantAccountName: string;
  decidedAt: string | null;
  decisionReason: string | null;
  problem: string | null;
  link: string | null;
  transaction: TransactionFacts | null;
  story: StoryLine[];
  /** This vendor's earlier completed payouts. Amounts in cents. */
  history: { count: number; medianCents: string | null; largestCents: string | null; toThisAccount: number };
  /** Others to this vendor for the same amount within 30 days. */
  lookAlikes: { id: string; reference: string; state: PayoutState; madeAt: string }[];
};

export type CollectionDetail = CollectionRow & {
  version: number;
  contactEmail: string;
  merchantAccountName: string;
  /** The call that is due, under way or of unknown outcome. Null when there is no more to make. */
  nextStep: CollectionStep | null;
  /** Why the card was declined, in Jetpay's own word. */
  declineReason: string | null;
  /** `YYYY-MM-DD`: when the customer signed the agreement that a bank debit needs. */
  agreedOn: string | null;
  problem: string | null;
  link: string | null;
  transaction: TransactionFacts | null;
  story: StoryLine[];
};

export type ContactDetail = {
  id: string;
  name: string;
  email: string;
  language: "en" | "fr";
  state: ContactState;
  isCustomer: boolean;
  isVendor: boolean;
  tags: string[];
  externalId: string | null;
  jetpayId: string | null;
  problem: string | null;
  createdAt: string;
  createdByName: string | null;
  accounts: BankAccountDetail[];
  cards: CardDetail[];
  totals: { collectedCents: string; paidOutCents: string; inFlightCents: string; returnedCents: string };
  payouts: PayoutRow[];
  collections: CollectionRow[];
};

export type FailureDetail = FailureRow & {
  language: "en" | "fr";
  account: AccountLabel | null;
  transaction: TransactionFacts | null;
  story: StoryLine[];
};

/** How far the screens can be trusted. */
export type Truth = {
  /** When the newest delivery came, and how late its newest event was. Null before the first. */
  lastDeliveryAt: string | null;
  lagMs: number | null;
  quarantined: number;
  /** Failures whose reason has not been read from Jetpay yet. */
  unexplained: number;
  alerts: { key: string; message: string; lastAt: string }[];
  paused: { reason: string; since: string } | null;
};

export type RailCounts = { payouts: number; failures: number; unknown: number };

/** A person's own second factor. */
export type OwnFactors = {
  authenticator: { id: string; since: string; lastUsedAt: string } | null;
  recovery: { madeAt: string; left: number } | null;
};
/** One place where a person is signed in. */
export type OwnSession = { id: string; createdAt: string; seenAt: string; address: string; device: string };

export type StaffRow = { id: string; name: string; email: string; role: Role; disabled: boolean };
export type MerchantAccountRow = { id: string; name: string; isDefault: boolean };
export type Hit = {
  kind: "contact" | "payout" | "collection" | "transaction";
  label: string;
  detail: string;
  href: string;
};
