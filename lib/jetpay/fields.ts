import { isRecord } from "./json-text";
import { redact } from "./redact";

const MOST_IDENTIFIER = 100;
const MOST_ADDRESS = 2000;
const MOST_BRAND = 40;
const UNFIT = /\p{Cc}|\p{Cs}/u;

/** The first of these fields whose value will do. */
export const firstOf = <T>(
  json: unknown,
  fields: readonly string[],
  is: (value: unknown) => value is T,
): T | null => (isRecord(json) ? (fields.map((field) => json[field]).find(is) ?? null) : null);

/** Foreign ids are opaque, but fit for an address, a log and a database. */
export const isIdentifier = (value: unknown): value is string =>
  typeof value === "string" &&
  value.length <= MOST_IDENTIFIER &&
  /^[\x21-\x7e]+$/.test(value) &&
  !/^\.+$/.test(value);

/** A text without control characters or halves of characters, neither empty nor longer than `limit`. */
export const isLine =
  (limit: number) =>
  (value: unknown): value is string =>
    typeof value === "string" && value !== "" && value.length <= limit && !UNFIT.test(value);

/** A link is shown to people, so nothing but a web address passes. */
export const isWebAddress = (value: unknown): value is string =>
  isLine(MOST_ADDRESS)(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

const isFourDigits = (value: unknown): value is string => typeof value === "string" && /^\d{4}$/.test(value);

const isReason = isLine(200);

/** Why something failed, in Jetpay's word for it, without `secrets` and what looks like a card's or an account's number. */
export function reasonIn(
  json: unknown,
  fields: readonly string[],
  secrets: readonly string[] = [],
): string | null {
  const reason = redact(firstOf(json, fields, isReason) ?? "", secrets);
  return isReason(reason) ? reason : null;
}

/** What may be shown of a card; null where Jetpay does not say. */
export type CardFace = { readonly brand: string | null; readonly lastFour: string | null };
export const cardFaceIn = (
  json: unknown,
  names: { readonly cardBrandFields: readonly string[]; readonly cardLastFourFields: readonly string[] },
): CardFace => ({
  brand: firstOf(json, names.cardBrandFields, isLine(MOST_BRAND)),
  lastFour: firstOf(json, names.cardLastFourFields, isFourDigits),
});
