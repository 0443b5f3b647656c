import type { AccountLabel } from "@/lib/db/rows";
import { institutionName } from "@/lib/domain/institutions";
import { formatCents } from "@/lib/domain/money";

/** "TD •••482", for buttons and sentences; null is a vendor who gives an account on Jetpay's page. */
export const accountWords = (account: AccountLabel | null): string =>
  account === null
    ? "by payment link"
    : `${institutionName(account.institutionNumber) ?? `institution ${account.institutionNumber}`} •••${account.lastThree}`;

type Paid = {
  readonly amountCents: string | bigint;
  readonly contactName: string;
  readonly account: AccountLabel | null;
};

/** "$1,240.00 to Maple Woodworks, TD •••482": exactly what a button is about. */
export const paidWords = ({ amountCents, contactName, account }: Paid): string =>
  `${formatCents(BigInt(amountCents))} to ${contactName}, ${accountWords(account)}`;

const plain = (name: string) =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .replaceAll(/\b(incorporated|inc|limited|ltd|ltee|corporation|corp|company|co|llc)\b/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();

/** Whether the bank account's holder and the contact read as the same name, legal forms and accents aside. */
export const isSameName = (holder: string, contact: string): boolean => {
  const [a, b] = [plain(holder), plain(contact)];
  return a === "" ? holder.trim() === contact.trim() : a === b;
};
