import type { ContactChoice } from "@/components/intents/contact-field";
import { accountWords } from "@/components/payments/method-label";
import { BANK_ACCOUNT_OBSTACLES, withoutGaps } from "@/lib/domain/bank-account";
import { cardName } from "@/lib/domain/card";

/** How a customer is to pay, as chosen in the form. `words` name it in a sentence: "Visa ending in 4242". */
export type Method =
  | { readonly kind: "link" }
  | { readonly kind: "card"; readonly id: string; readonly words: string }
  | {
      readonly kind: "bank_account";
      readonly id: string;
      readonly words: string;
      readonly lastThree: string;
      readonly holderName: string;
    };
export const LINK: Method = { kind: "link" };
export type SavedMethod = Exclude<Method, { kind: "link" }>;

/** The text that a form keeps of a choice: "link", "card:<id>", "bank_account:<id>". */
export const payByOf = (method: Method): string =>
  method.kind === "link" ? "link" : `${method.kind}:${method.id}`;

/** What this contact can pay with beside a link. */
export const savedMethods = (contact: ContactChoice | null): SavedMethod[] => [
  ...(contact?.cards ?? []).map((card) => ({
    kind: "card" as const,
    id: card.id,
    words: cardName(card),
  })),
  ...(contact?.accounts ?? []).map((account) => ({
    kind: "bank_account" as const,
    id: account.id,
    words: accountWords(account),
    lastThree: account.lastThree,
    holderName: account.holderName,
  })),
];

/** The method that `payBy` names; null when this contact has no such method (any more). */
export const methodOf = (contact: ContactChoice | null, payBy: string): Method | null =>
  [LINK, ...savedMethods(contact)].find((method) => payByOf(method) === payBy) ?? null;

/** Why this day cannot be when an agreement was signed; null when it can. Both are `YYYY-MM-DD`. */
export function obstacleToAgreedOn(agreedOn: string, today: string): string | null {
  if (agreedOn === "") return "Give the day on which the agreement was signed.";
  return agreedOn > today
    ? "This day is still to come. A debit needs an agreement that is already signed."
    : null;
}

/** Why this is not the number of the chosen account; null when it may be. The sentence never repeats what was typed. */
export function obstacleToNumber(typed: string, lastThree: string): string | null {
  const obstacle = BANK_ACCOUNT_OBSTACLES.accountNumber(withoutGaps(typed));
  if (obstacle !== null) return obstacle;
  return typed.endsWith(lastThree) ? null : `This is another account: the number must end in ${lastThree}.`;
}

/** "12 Nov 2026", from `YYYY-MM-DD`. */
export const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** Today where the person sits, `YYYY-MM-DD`. */
export function todayHere(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
