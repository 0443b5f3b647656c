import { obstacleToEmail } from "./email";
import { obstacleToLine } from "./text";

export { institution, institutionName, type Institution } from "./institutions";

export const ACCOUNT_TYPES = ["chequing", "savings"] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** Canadian practice, as no length is stated by Jetpay: institution 3, transit 5, account 7 to 12 digits. */
const INSTITUTION_DIGITS = 3;
const TRANSIT_DIGITS = 5;
const ACCOUNT_DIGITS = { least: 7, most: 12 };

const exactly = (what: string, digits: number) => (text: string) => {
  if (text === "") return `${what} is missing; it has ${digits} digits.`;
  if (!/^\d*$/.test(text)) return `${what} has ${digits} digits and nothing else.`;
  return text.length === digits ? null : `${what} has ${digits} digits; this one has ${text.length}.`;
};

/** The sentence never repeats what was typed: an account number must not reach a log. */
function obstacleToAccountNumber(text: string): string | null {
  const { least, most } = ACCOUNT_DIGITS;
  if (text === "") return `An account number is missing; it has ${least} to ${most} digits.`;
  if (!/^\d*$/.test(text))
    return "An account number has only digits; spaces and dashes may stand between them.";
  if (text.length >= least && text.length <= most) return null;
  return `An account number has ${least} to ${most} digits; this one has ${text.length}.`;
}

/** Spaces and dashes may stand between the digits of an account number. */
export const withoutGaps = (text: string): string => text.replace(/[\s\p{Pd}]/gu, "");

/** Letters D, F, I, O, Q and U are never used, and W and Z never come first. Source: Canada Post's addressing guidelines. */
const CANADIAN_POSTAL_CODE = /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d$/;

/** "A1A 1A1", however it was typed; null when it is not a Canadian postal code. */
export function canadianPostalCode(text: string): string | null {
  const code = withoutGaps(text).toUpperCase();
  return CANADIAN_POSTAL_CODE.test(code) ? `${code.slice(0, 3)} ${code.slice(3)}` : null;
}

function obstacleToCountry(text: string): string | null {
  if (text === "") return "The country is missing; write two letters, e.g. CA.";
  return /^[A-Z]{2}$/.test(text) ? null : "A country is written with two letters, e.g. CA.";
}

const lineOf = (what: string, limit: number) => (text: string) => obstacleToLine(what, limit, text);

/** Why a field of a bank account cannot be kept, in a sentence for the person who filled it; null when it can. Texts come tidied. */
export const BANK_ACCOUNT_OBSTACLES = {
  institutionNumber: exactly("An institution number", INSTITUTION_DIGITS),
  transitNumber: exactly("A transit number", TRANSIT_DIGITS),
  accountNumber: obstacleToAccountNumber,
  holderName: lineOf("The account holder’s name", 200),
  title: lineOf("The account’s title", 100),
  holderEmail: obstacleToEmail,
  street: lineOf("The street", 200),
  city: lineOf("The city", 100),
  postalCode: lineOf("The postal code", 12),
  country: obstacleToCountry,
};

/** "ca " is "CA". */
export const tidyCountry = (text: string): string => text.trim().toUpperCase();

/** Why this postal code cannot be one of its country; null when it can. */
export const obstacleToPostalCode = (country: string, postalCode: string): string | null =>
  country === "CA" && canadianPostalCode(postalCode) === null
    ? "This is not a Canadian postal code; one looks like A1A 1A1."
    : null;

/** All that we keep of an account number beside its fingerprint. */
export const lastThree = (accountNumber: string): string => accountNumber.replace(/\D/g, "").slice(-3);
