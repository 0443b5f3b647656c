/** Unicode characters: an emoji outside the basic plane counts once, not twice. */
export const characters = (text: string): number => Array.from(text).length;

/** Control characters, which neither a bank nor PostgreSQL text takes. Line breaks and tabs are let through. */
export const hasControlCharacter = (text: string): boolean =>
  /(?![\n\r\t])\p{Cc}/u.test(text) || /\p{Cs}/u.test(text);

/** Why a line of text is not fit: absent, too long, or with characters nobody can see. `what` starts the sentence, e.g. "The name". */
export function obstacleToLine(what: string, limit: number, text: string): string | null {
  if (text === "") return `${what} is missing.`;
  const count = characters(text);
  if (count > limit) return `${what} has ${count} characters; at most ${limit} are kept.`;
  if (/\p{Cc}|\p{Cs}/u.test(text)) return `${what} contains a character that cannot be shown; type it again.`;
  return null;
}

/** Several values of a form: an array, or one text with commas between. Blanks and repeats are dropped. */
export function listFrom(given: string | readonly string[]): string[] {
  const parts = typeof given === "string" ? given.split(",") : given;
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))];
}
