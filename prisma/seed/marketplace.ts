import { addBankAccount, captureCard, createContact } from "../../lib/commands/contacts";
import { askCollection, cancelCollection, collectFromMethod } from "../../lib/commands/collections";
import type { StaffCtx } from "../../lib/commands/context";
import {
  approvePayout,
  cancelPayout,
  makePayout,
  rejectPayout,
  sendPayout,
} from "../../lib/commands/payouts";
import { Refusal } from "../../lib/domain/refusal";
import type { Chance } from "./chance";
import { business, person, purpose } from "./names";
import type { SandboxDoor } from "./sandbox-door";

export type Cast = {
  readonly luck: Chance;
  readonly door: SandboxDoor;
  readonly operator: StaffCtx;
  readonly approver: StaffCtx;
  readonly administrator: StaffCtx;
  /** Turns the desk's clock and the sandbox's to the same moment. */
  readonly turnTo: (moment: Date) => Promise<void>;
  readonly merchantAccountId: string;
};
export type Customer = {
  readonly contactId: string;
  readonly cardId: string | null;
  readonly bankAccountId: string | null;
};
export type Vendor = {
  readonly contactId: string;
  readonly bankAccountId: string | null;
  readonly name: string;
  readonly usualCents: number;
};

const BANKS = ["001", "002", "003", "004", "006", "010", "815", "614"] as const;
/** Cents that ask the sandbox for a failure; see its table of test values in the README. */
const FAILING_DEBIT = [1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12] as const;
const FAILING_CREDIT = [2, 2, 3, 4, 6, 7, 11, 14] as const;

/** Test numbers of the sandbox; see the README. Most cards are good, some are declined when charged, one is not captured. */
const CARDS = [
  "4000000000009995",
  "4000000000000341",
  "4000000000000069",
  "4000000000000002",
  "5555555555554444",
] as const;
const GOOD_CARD = "4242424242424242";

export async function addCustomer(cast: Cast, n: number): Promise<Customer> {
  const { luck, operator } = cast;
  const contactId = luck.uuid();
  const externalId = luck.happens(0.5) ? `C-${10_000 + n}` : null;
  const who = person(luck, n);
  await createContact(operator, { contactId, ...who, roles: ["customer"], externalId });
  const cardId = luck.happens(0.3) ? await addCard(cast, contactId) : null;
  const bankAccountId = luck.happens(0.15) ? await addAccount(cast, contactId, who) : null;
  return { contactId, cardId, bankAccountId };
}

/** The page is filled in, unless nobody has come round to it yet; whether the card works is told by an event. */
async function addCard({ luck, operator, door }: Cast, contactId: string): Promise<string> {
  const cardId = luck.uuid();
  await captureCard(operator, { cardId, contactId });
  const card = await operator.work.cardOrder(cardId);
  if (card?.jetpayId != null && !luck.happens(0.05))
    await door.capture(card.jetpayId, luck.happens(0.75) ? GOOD_CARD : luck.pick(CARDS));
  return cardId;
}

async function addAccount(
  { luck, operator }: Cast,
  contactId: string,
  holder: { readonly name: string; readonly email: string },
): Promise<string> {
  const bankAccountId = luck.uuid();
  await addBankAccount(operator, {
    bankAccountId,
    contactId,
    institutionNumber: luck.pick(BANKS),
    transitNumber: luck.digits(5),
    accountNumber: `${luck.between(1, 9)}${luck.digits(5)}8`,
    accountType: "chequing",
    title: "Chequing",
    holderName: holder.name,
    holderEmail: holder.email,
    street: `${luck.between(10, 990)} Queen Street`,
    city: luck.pick(["Toronto", "Montréal", "Vancouver", "Halifax", "Winnipeg"]),
    postalCode: "K1A 0B1",
    country: "CA",
  });
  return bankAccountId;
}

export async function addVendor(cast: Cast, n: number): Promise<Vendor> {
  const { luck, operator } = cast;
  const contactId = luck.uuid();
  const who = business(luck, n);
  const roles: ("vendor" | "customer")[] = luck.happens(0.15) ? ["vendor", "customer"] : ["vendor"];
  await createContact(operator, { contactId, ...who, roles, externalId: `V-${2_000 + n}` });
  const usualCents = luck.between(80, 2_400) * 100;
  if (luck.happens(0.08)) return { contactId, bankAccountId: null, name: who.name, usualCents };
  const holderName = luck.happens(0.9) ? who.name : `${who.name} Inc.`;
  const bankAccountId = await addAccount(cast, contactId, { name: holderName, email: who.email });
  return { contactId, bankAccountId, name: who.name, usualCents };
}

/** An amount whose cents ask for no failure, unless `failing` says which. */
const amountOf = (luck: Chance, wholeDollars: number, failing: number | null): bigint =>
  BigInt(wholeDollars) * 100n + BigInt(failing ?? luck.pick([0, 25, 50, 75, 95, 99]));

export async function collect(
  cast: Cast,
  customer: Customer,
  share: { failing: number; unpaid: number },
): Promise<void> {
  const { luck, operator, door } = cast;
  const failing = luck.happens(share.failing) ? luck.pick(FAILING_DEBIT) : null;
  const collectionId = luck.uuid();
  const what = purpose(luck);
  const wanted = {
    collectionId,
    contactId: customer.contactId,
    amount: amountOf(luck, luck.between(18, 640), failing),
    statement: "MARKETPLACE ORDER",
    note: `Order ${luck.between(40_000, 99_999)}, ${what}`,
    merchantAccountId: cast.merchantAccountId,
  };
  if (await collectedFromMethod(cast, customer, wanted)) return;
  await askCollection(operator, wanted);
  const transactionId = (await operator.work.collectionOrder(collectionId))?.transactionId;
  if (transactionId == null || luck.happens(share.unpaid)) return;
  if (luck.happens(0.04)) {
    await cancelCollection(operator, { collectionId });
    return;
  }
  const byCard = failing === null && luck.happens(0.45);
  await door.pay(transactionId, byCard ? { method: "card", cardNumber: GOOD_CARD } : { method: "bank" });
}

type Wanted = Parameters<typeof askCollection>[1];

/** Whether a saved card or account was tried. A decline is a day's work like any other. */
async function collectedFromMethod(
  { luck, operator }: Cast,
  { cardId, bankAccountId }: Customer,
  wanted: Wanted,
): Promise<boolean> {
  const isCardUsed = luck.happens(0.8);
  const agreedOn = new Date(operator.now().getTime() - luck.between(2, 200) * 86_400_000);
  const card = cardId === null ? null : await operator.work.cardOrder(cardId);
  if (bankAccountId !== null)
    await collectFromMethod(operator, {
      ...wanted,
      from: {
        kind: "bank_account",
        bankAccountId,
        agreedOn: agreedOn.toISOString().slice(0, 10),
        accountNumber: null,
      },
    });
  else if (card?.state === "active" && isCardUsed)
    await collectFromMethod(operator, { ...wanted, from: { kind: "card", cardId: card.id } }).catch(
      (error: unknown) => {
        if (!(error instanceof Refusal && error.code === "jetpay_refused")) throw error;
      },
    );
  else return false;
  return true;
}

export async function prepare(cast: Cast, vendor: Vendor, failing: number | null): Promise<string> {
  const { luck, operator } = cast;
  const payoutId = luck.uuid();
  const dollars = Math.max(20, Math.round((vendor.usualCents / 100) * (0.6 + luck.next() * 0.9)));
  const invoice = luck.between(1_000, 9_999);
  await makePayout(operator, {
    payoutId,
    contactId: vendor.contactId,
    bankAccountId: vendor.bankAccountId,
    amount: amountOf(luck, dollars, failing),
    statement: `INVOICE ${invoice}`,
    note: `Invoice ${invoice}, ${purpose(luck)}`,
    merchantAccountId: cast.merchantAccountId,
  });
  return payoutId;
}

/** Makes a payout and has it decided and sent, as a day at the desk would. */
export async function payOut(cast: Cast, vendor: Vendor, at: Date, failingShare: number): Promise<void> {
  const { luck, operator, approver } = cast;
  const payoutId = await prepare(cast, vendor, luck.happens(failingShare) ? luck.pick(FAILING_CREDIT) : null);
  if (luck.happens(0.02)) {
    await cancelPayout(operator, { payoutId, version: 0 });
    return;
  }
  if (luck.happens(0.03)) {
    const reason = luck.pick([
      "This invoice was paid last week.",
      "The amount does not match the invoice.",
      "Wrong vendor.",
    ]);
    await rejectPayout(approver, { ...(await shown(approver, payoutId)), reason });
    return;
  }
  await approve(cast, payoutId, at);
}

async function shown(ctx: StaffCtx, payoutId: string) {
  const payout = await ctx.read.payout(payoutId);
  if (payout === null) throw new Error(`payout ${payoutId} is not there`);
  return { payoutId, version: payout.version, seal: payout.seal };
}

export async function approve({ approver, turnTo }: Cast, payoutId: string, at: Date): Promise<void> {
  await approvePayout(approver, await shown(approver, payoutId));
  await turnTo(new Date(at.getTime() + 11_000));
  await sendPayout(approver, payoutId);
}
