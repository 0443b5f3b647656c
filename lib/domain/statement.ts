import { characters, hasControlCharacter } from "./text";

/** Source: Jetpay's guide, debits. Which characters it allows is not said; printable ASCII is what every bank file carries. */
export const LONGEST_STATEMENT = 30;
/** Jetpay says only that a note may be longer than a statement; this limit is ours. */
export const LONGEST_NOTE = 500;

/** Why banks could not show this text on an account statement; null when they can. */
export function obstacleToStatement(text: string): string | null {
  if (text === "") return "Write what the bank statement should show.";
  const count = characters(text);
  if (count > LONGEST_STATEMENT)
    return `The statement has ${count} characters; banks show at most ${LONGEST_STATEMENT}.`;
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return "The statement must be one line of visible characters.";
  const odd = /[^ -~]/u.exec(text)?.[0];
  if (odd === undefined) return null;
  return `The statement contains “${odd}”; banks show only plain letters without accents, digits and common signs.`;
}

/** Why this cannot be kept as a note; null when it can. An empty note is no note. */
export function obstacleToNote(text: string): string | null {
  const count = characters(text);
  if (count > LONGEST_NOTE) return `The note has ${count} characters; at most ${LONGEST_NOTE} are kept.`;
  return hasControlCharacter(text)
    ? "The note contains a character that cannot be shown; type it again."
    : null;
}
