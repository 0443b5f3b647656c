const SHORTEST_SECRET = 4;
const HIDDEN = "•••";

/** A UUID may hold long runs of digits and is no account number, so it is matched first and kept. */
const UUID = /\b([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\b/;
/** As cards are written: 4-4-4-4 and a rest, or 4-6-5 and 4-6-4 (ISO/IEC 7812 numbers in the schemes' groups). */
const CARD = /(?<!\d)\d{4}[\s.-]+(?:(?:\d{4}[\s.-]+){2}\d{4}(?:[\s.-]+\d{1,3})?|\d{6}[\s.-]+\d{4,5})(?!\d)/;
const UUID_OR_DIGITS = new RegExp(`${UUID.source}|${CARD.source}|\\d{7,}`, "gi");
const BEARER = /\bBearer\s+[^\s"'<>,;]+/gi;

/** Without `secrets`, bearer tokens, and all but the last three of any seven or more digits in a row or in a card's groups. */
export function redact(text: string, secrets: readonly string[] = []): string {
  // secrets first: hiding digits inside a token would leave the rest of it standing
  const bare = [...secrets]
    .sort((a, b) => b.length - a.length)
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text)
    .replace(BEARER, `Bearer ${HIDDEN}`);
  return bare.replace(UUID_OR_DIGITS, (run, uuid?: string) => uuid ?? `${HIDDEN}${run.slice(-3)}`);
}

const MOST_WORDS = 500;

/** Foreign words fit for a screen, a log and a database: redacted, one line, well-formed, at most 500 characters. */
export function presentable(text: string, secrets: readonly string[] = []): string {
  const line = redact(text, secrets)
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  return line.length > MOST_WORDS ? `${line.slice(0, MOST_WORDS - 1).toWellFormed()}…` : line;
}
