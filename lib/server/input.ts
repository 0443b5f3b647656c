import type { z } from "zod";
import { Refusal, type FieldProblems } from "../domain/refusal";

const DEEPEST = 6;
const MOST_VALUES = 2_000;
const FORBIDDEN_NAMES = new Set(["__proto__", "constructor", "prototype"]);

/** Whether this is a plain object of plain values, as a form of ours sends it. */
export function isPlainInput(given: unknown): given is Record<string, unknown> {
  let left = MOST_VALUES;
  const isPlain = (value: unknown, depth: number): boolean => {
    left -= 1;
    if (left < 0 || depth > DEEPEST) return false;
    if (value === null || typeof value !== "object")
      return typeof value !== "function" && typeof value !== "symbol";
    if (Array.isArray(value)) return value.every((item) => isPlain(item, depth + 1));
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
    return Reflect.ownKeys(value).every(
      (name) =>
        typeof name === "string" &&
        !FORBIDDEN_NAMES.has(name) &&
        isPlain(Reflect.get(value, name), depth + 1),
    );
  };
  return typeof given === "object" && given !== null && !Array.isArray(given) && isPlain(given, 0);
}

/** What zod says where a schema has no sentence of its own. */
function sentence(issue: z.core.$ZodRawIssue): string {
  const size = (limit: number | bigint, word: string) =>
    `${word} ${limit} ${limit === 1 ? "character" : "characters"}.`;
  if (issue.code === "invalid_type")
    return issue.input === undefined || issue.input === null
      ? "This is missing."
      : "This is not in the right form.";
  if (issue.code === "too_small")
    return issue.origin === "string"
      ? size(issue.minimum, "This needs at least")
      : `This must be ${issue.minimum} or more.`;
  if (issue.code === "too_big")
    return issue.origin === "string"
      ? size(issue.maximum, "This takes at most")
      : `This must be ${issue.maximum} or less.`;
  return "This cannot be used as it is.";
}

/** What a form sent, parsed. Throws Refusal("bad_input") with a sentence for each field. */
export function parsedInput<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  if (!isPlainInput(given)) throw new Refusal("bad_input", "What was sent is not what this form sends.");
  const { success, data, error } = schema.safeParse(given, { error: sentence });
  if (success) return data;
  const fields: Record<string, string> = {};
  for (const { path, message } of error.issues) if (path.length > 0) fields[path.join(".")] ??= message;
  throw new Refusal("bad_input", summary(error.issues, fields), fields);
}

function summary(issues: readonly z.core.$ZodIssue[], fields: FieldProblems): string {
  const sentences = Object.values(fields);
  const whole = issues.find(({ path }) => path.length === 0)?.message;
  return whole ?? (sentences.length === 1 ? sentences[0] : undefined) ?? "Some fields need another look.";
}
