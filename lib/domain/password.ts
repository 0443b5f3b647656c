import { COMMON_WORDS } from "./common-passwords";
import { characters } from "./text";

/** Source: OWASP ASVS 5, section 6.2: length and known words are looked at, never which kinds of characters there are. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;
/** What signing in takes at most, in UTF-16 units as typed. */
const LONGEST_TYPED = 1_000;

/** The one form in which a password is hashed and compared: keyboards write the same letter in more than one way. */
export const normalPassword = (typed: string): string => typed.normalize("NFKC");

/** Whose password it is: its words are looked for. */
export type PasswordOwner = { readonly email: string; readonly name: string };

const PRODUCT = ["jetdesk", "jetpay"];
/** A name shorter than this is in many words by chance. */
const SHORTEST_NAME = 4;
/** Fewer different characters than this are typed by holding a few keys down. */
const FEWEST_DIFFERENT = 5;

/** Why this cannot be somebody's password, with what to change; null when it can. */
export function obstacleToPassword(typed: string, owner: PasswordOwner): string | null {
  if (typed === "") return "Choose a password.";
  if (!typed.isWellFormed() || /\p{Cc}/u.test(typed))
    return "The password contains a character that cannot be typed again. Leave it out.";
  const password = normalPassword(typed);
  const count = characters(password);
  if (count < SHORTEST_PASSWORD)
    return `The password has ${count} ${count === 1 ? "character" : "characters"}; it needs at least ${SHORTEST_PASSWORD}. A few unrelated words make a good one.`;
  if (count > LONGEST_PASSWORD || typed.length > LONGEST_TYPED)
    return `The password has ${count} characters; at most ${LONGEST_PASSWORD} are kept. Shorten it.`;
  return obstacleToPattern(password) ?? obstacleToWords(password, owner);
}

function obstacleToPattern(password: string): string | null {
  const plain = password.toLowerCase();
  if (new Set(Array.from(plain)).size < FEWEST_DIFFERENT)
    return "The password repeats the same few characters. Use more different ones.";
  if (isRepeated(plain)) return "The password is one short piece over and over. Add something else to it.";
  if (isCounted(plain))
    return "The password runs along the alphabet, the numbers or the keyboard. Use words that do not belong together.";
  return null;
}

const LONGEST_PIECE = 8;
/** "abc1abc1abc1": a short piece again and again, the last time perhaps cut off. */
function isRepeated(text: string): boolean {
  const longest = Math.min(LONGEST_PIECE, Math.floor(text.length / 2));
  for (let size = 1; size <= longest; size++) {
    const piece = text.slice(0, size);
    if (piece.repeat(Math.ceil(text.length / size)).startsWith(text)) return true;
  }
  return false;
}

/** Rows in which neighbours are counted on; each is also read backwards. */
const ROWS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "qwertzuiop",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];
const NEIGHBOURS: ReadonlySet<string> = new Set(
  ROWS.flatMap((row) => {
    const letters = Array.from(row);
    return letters.slice(1).flatMap((letter, at) => [`${letters[at]}${letter}`, `${letter}${letters[at]}`]);
  }),
);
/** Where fewer steps than this lead elsewhere, of every ten. */
const STRAY_IN_TEN = 3;

/** Whether nearly every character follows from the one before it: the next, the one before, or the same again. */
function isCounted(text: string): boolean {
  const letters = Array.from(text);
  const stray = letters
    .slice(1)
    .filter((letter, at) => letter !== letters[at] && !NEIGHBOURS.has(`${letters[at]}${letter}`)).length;
  return stray * 10 < (letters.length - 1) * STRAY_IN_TEN;
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "i",
  "€": "e",
  "+": "t",
};
const withoutAccents = (text: string) => text.toLowerCase().normalize("NFKD").replaceAll(/\p{M}/gu, "");
const lettersOf = (text: string) => text.replaceAll(/[^\p{L}]/gu, "");
const readAsLetters = (text: string) =>
  text.replaceAll(/[013457@8$!€+]/gu, (mark) => LOOKS_LIKE[mark] ?? mark);

function obstacleToWords(password: string, { email, name }: PasswordOwner): string | null {
  const plain = withoutAccents(password);
  // "P4ssw0rd2026!" is read with its digits as letters, once they and the marks at its ends are gone, and without them.
  const middle = plain.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const readings = [plain, readAsLetters(plain)].map(lettersOf);
  const whole = [...readings, lettersOf(middle), lettersOf(readAsLetters(middle))];
  if (whole.some((text) => isMadeOfCommon(text)))
    return "The password is built of words that are tried first. Add words that nobody would guess.";
  const product = PRODUCT.find((word) => readings.some((text) => text.includes(word)));
  if (product !== undefined)
    return `The password contains “${product}”, which is guessed first here. Leave it out.`;
  const own = ownWords(email, name).find((word) => readings.some((text) => text.includes(word)));
  return own === undefined
    ? null
    : `The password contains “${own}” from your name or e-mail address. Leave it out.`;
}

/** Whether the whole text is one or two words of the list, or one of them over and over. */
function isMadeOfCommon(text: string): boolean {
  if (text === "" || COMMON_WORDS.has(text)) return text !== "";
  for (let at = 1; at < text.length; at++) {
    const [first, rest] = [text.slice(0, at), text.slice(at)];
    if (!COMMON_WORDS.has(first)) continue;
    if (COMMON_WORDS.has(rest) || first.repeat(Math.ceil(text.length / at)) === text) return true;
  }
  return false;
}

const ownWords = (email: string, name: string): string[] =>
  `${email.split("@")[0] ?? ""} ${email.split("@")[1]?.split(".")[0] ?? ""} ${name}`
    .split(/[^\p{L}]+/u)
    .map((word) => lettersOf(withoutAccents(word)))
    .filter((word) => word.length >= SHORTEST_NAME);
