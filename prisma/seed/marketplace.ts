import { addBankAccount, createContact } from "../../lib/commands/contacts";
import { askCollection, cancelCollection } from "../../lib/commands/collections";
import type { StaffCtx } from "../../lib/commands/context";
import {
  approvePayout,
  cancelPayout,
  makePayout,
  rejectPayout,
  sendPayout,
} from "../../lib/commands/payouts";
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

export async function addCustomer({ luck, operator }: Cast, n: number): Promise<string> {
  const contactId = luck.uuid();
  const externalId = luck.happens(0.5) ? `C-${10_000 + n}` : null;
  await createContact(operator, { contactId, ...person(luck, n), roles: ["customer"], externalId });
  return contactId;
}

export async function addVendor({ luck, operator }: Cast, n: number): Promise<Vendor> {
  const contactId = luck.uuid();
  const who = business(luck, n);
  const roles: ("vendor" | "customer")[] = luck.happens(0.15) ? ["vendor", "customer"] : ["vendor"];
  await createContact(operator, { contactId, ...who, roles, externalId: `V-${2_000 + n}` });
  const usualCents = luck.between(80, 2_400) * 100;
  if (luck.happens(0.08)) return { contactId, bankAccountId: null, name: who.name, usualCents };
  const bankAccountId = luck.uuid();
  await addBankAccount(operator, {
    bankAccountId,
    contactId,
    institutionNumber: luck.pick(BANKS),
    transitNumber: luck.digits(5),
    accountNumber: `${luck.between(1, 9)}${luck.digits(5)}8`,
    accountType: "chequing",
    title: "Business chequing",
    holderName: luck.happens(0.9) ? who.name : `${who.name} Inc.`,
    holderEmail: who.email,
    street: `${luck.between(10, 990)} Queen Street`,
    city: luck.pick(["Toronto", "Montréal", "Vancouver", "Halifax", "Winnipeg"]),
    postalCode: "K1A 0B1",
    country: "CA",
  });
  return { contactId, bankAccountId, name: who.name, usualCents };
}

/** An amount whose cents ask for no failure, unless `failing` says which. */
const amountOf = (luck: Chance, wholeDollars: number, failing: number | null): bigint =>
  BigInt(wholeDollars) * 100n + BigInt(failing ?? luck.pick([0, 25, 50, 75, 95, 99]));

export async function collect(
  cast: Cast,
  contactId: string,
  share: { failing: number; unpaid: number },
): Promise<void> {
  const { luck, operator, door } = cast;
  const failing = luck.happens(share.failing) ? luck.pick(FAILING_DEBIT) : null;
  const collectionId = luck.uuid();
  const what = purpose(luck);
  await askCollection(operator, {
    collectionId,
    contactId,
    amount: amountOf(luck, luck.between(18, 640), failing),
    statement: "MARKETPLACE ORDER",
    note: `Order ${luck.between(40_000, 99_999)}, ${what}`,
    merchantAccountId: cast.merchantAccountId,
  });
  const transactionId = (await operator.work.collectionOrder(collectionId))?.transactionId;
  if (transactionId == null || luck.happens(share.unpaid)) return;
  if (luck.happens(0.04)) {
    await cancelCollection(operator, { collectionId });
    return;
  }
  const byCard = failing === null && luck.happens(0.45);
  await door.pay(
    transactionId,
    byCard ? { method: "card", cardNumber: "4242424242424242" } : { method: "bank" },
  );
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
