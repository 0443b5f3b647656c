/** The most one movement may carry, in cents: $99,999,999.99. A limit of ours, against slips of the finger. */
export const MOST_CENTS = 9_999_999_999n;

const WHOLE = String.raw`\d{1,3}(?:,\d{3})+|\d+`;
const AMOUNT = new RegExp(String.raw`^\$?\s?(${WHOLE})(?:\.(\d{1,2}))?$`);

/** Reads what a person typed, e.g. "1,234.56", "$1,240" or "1234.5", as cents. Null when it is not an amount, or too large. */
export function parseCents(text: string): bigint | null {
  const [, whole, fraction = ""] = AMOUNT.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const cents = BigInt(whole.replaceAll(",", "") + fraction.padEnd(2, "0"));
  return cents > MOST_CENTS ? null : cents;
}

/** Why this cannot be an amount of money to move, in a sentence for the person who typed it; null when it can. */
export function obstacleToAmount(text: string): string | null {
  const typed = text.trim();
  const cents = parseCents(typed);
  if (cents !== null) return cents > 0n ? null : "The amount must be more than zero.";
  if (typed === "") return "Type an amount, e.g. 1,234.56.";
  if (/^\$?\s?[-−–(]|^[-−–]\s?\$/.test(typed)) return "The amount must be more than zero.";
  if (/^\$?\s?[\d,]+\.\d{3,}$/.test(typed)) return "An amount has at most 2 digits after the point.";
  if (AMOUNT.test(typed)) return `The amount is over the limit of ${formatCents(MOST_CENTS)}.`;
  if (/^\$?\s?[\d,]+(?:\.\d*)?$/.test(typed) && typed.includes(","))
    return `The commas in “${typed}” are not where thousands are. Use a point for cents, e.g. 1,234.56.`;
  return `“${shortened(typed)}” is not an amount. Type digits, e.g. 1,234.56.`;
}

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Cents as JSON carries them: a decimal string. */
export const wireCents = (cents: bigint): string => String(cents);

/** "1,240.00". Exact at any size. */
export function formatCentsPlain(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ",");
  return `${cents < 0n ? "-" : ""}${whole}.${digits.slice(-2)}`;
}

/** "$1,240.00". Exact at any size. */
export const formatCents = (cents: bigint): string =>
  formatCentsPlain(cents).replace(/^-?/, (sign) => `${sign}$`);

export function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}
