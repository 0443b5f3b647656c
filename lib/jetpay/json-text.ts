/** A piece of a text: from `start` up to, not including, `end`. */
export type Span = { readonly start: number; readonly end: number };

/** The value of a JSON text; undefined when it is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Text of well-formed UTF-8 bytes, else null. */
export function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const isSpace = (character: string | undefined) =>
  character === " " || character === "\n" || character === "\r" || character === "\t";

export function afterSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text[at])) at++;
  return at;
}

function afterString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

const isEndOfScalar = (character: string | undefined) =>
  character === "," || character === "]" || character === "}" || isSpace(character);

/** Counts brackets instead of calling itself, so that no depth of nesting can exhaust the stack. */
function afterValue(text: string, from: number): number {
  let at = from;
  let depth = 0;
  do {
    const character = text[at];
    if (character === '"') {
      at = afterString(text, at);
      continue;
    }
    if (character === "{" || character === "[") depth++;
    if (character === "}" || character === "]") depth--;
    at++;
  } while (at < text.length && (depth > 0 || (isScalar(text[from]) && !isEndOfScalar(text[at]))));
  return at;
}

const isScalar = (first: string | undefined) => first !== "{" && first !== "[" && first !== '"';

/**
 * Where each element of the list `name` stands in a text that is written as JSON.stringify would, without looking at its
 * characters one by one. Null for any other text, and for one whose numbers would be rounded.
 */
export function elementsOfCompact(
  text: string,
  value: Readonly<Record<string, unknown>>,
  name: string,
): Span[] | null {
  if (stringified(value) !== text) return null;
  let at = 1;
  for (const [key, member] of Object.entries(value)) {
    at += JSON.stringify(key).length + 1;
    if (key === name && Array.isArray(member)) return spansFrom(at + 1, member);
    at += JSON.stringify(member).length + 1;
  }
  return null;
}

/** Null for what is nested deeper than the stack. */
function stringified(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function spansFrom(start: number, elements: readonly unknown[]): Span[] {
  let at = start;
  return elements.map((element) => {
    const span = { start: at, end: at + JSON.stringify(element).length };
    at = span.end + 1;
    return span;
  });
}

/** Where each element of the array that begins at `start` stands. The text must be JSON. */
export function elementsOf(text: string, start: number): Span[] {
  const spans: Span[] = [];
  let at = afterSpace(text, start + 1);
  while (at < text.length && text[at] !== "]") {
    const end = afterValue(text, at);
    spans.push({ start: at, end });
    at = afterSpace(text, end);
    if (text[at] === ",") at = afterSpace(text, at + 1);
  }
  return spans;
}

/** Where each value of the object that begins at `start` stands; of equal names the last, as JSON.parse does. */
export function membersOf(text: string, start: number): Map<string, Span> {
  const spans = new Map<string, Span>();
  let at = afterSpace(text, start + 1);
  while (at < text.length && text[at] !== "}") {
    const nameEnd = afterString(text, at);
    const name = parsedJson(text.slice(at, nameEnd));
    const valueStart = afterSpace(text, afterSpace(text, nameEnd) + 1);
    const end = afterValue(text, valueStart);
    spans.set(String(name), { start: valueStart, end });
    at = afterSpace(text, end);
    if (text[at] === ",") at = afterSpace(text, at + 1);
  }
  return spans;
}

const MOST_ID = 2n ** 63n - 1n;

/** A positive whole number as PostgreSQL's bigint takes it, read from its digits so that nothing is rounded. */
export function wholeNumberIn(text: string): bigint | null {
  if (!/^[1-9]\d{0,18}$/.test(text)) return null;
  const number = BigInt(text);
  return number <= MOST_ID ? number : null;
}
