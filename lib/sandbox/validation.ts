import { z } from "zod";
import { HttpError } from "./http";
import { isMerchantAccount } from "./merchant";
import type { Call } from "./http";
import type { World } from "./world";

const NUL = String.fromCodePoint(0);
const hasNoNul = (text: string) => !text.includes(NUL);

/** PostgreSQL keeps no NUL in text. */
export const text = (max: number) => z.string().min(1).max(max).refine(hasNoNul, "String contains NUL");
export const email = z
  .string()
  .max(254)
  .regex(/^[^\s@<>()[\],;:\\"\p{C}]+@[^\s@]+\.[^\s@.]+$/u, "value is not a valid email address");
export const digits = (min: number, max = min) =>
  z.string().regex(new RegExp(`^\\d{${min},${max}}$`), `String should have ${min} to ${max} digits`);

/** Cents; a dollar short of a hundred million dollars, and never a fraction. */
export const amount = z.int().positive().max(9_999_999_999);
export const statement = z
  .string()
  .min(1)
  .max(30)
  .regex(/^[^\p{C}]*$/u, "String should be printable");
export const note = text(5000).nullish();

type Problem = { loc: (string | number)[]; msg: string; type: string };

/** The body as `schema` reads it; throws FastAPI's 422 with one entry per problem. */
export function readBodyAs<Schema extends z.ZodType>(schema: Schema, call: Call): z.infer<Schema> {
  const value = parseJson(call.raw);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(result.error, value);
}

/** FastAPI's 422 for a value that a schema refused. */
export function invalid(error: z.ZodError, value: unknown): HttpError {
  return new HttpError(
    422,
    error.issues.map((issue) => describe(issue, value)),
  );
}

export function refuse(loc: (string | number)[], msg: string, type = "value_error"): HttpError {
  const problem: Problem = { loc: ["body", ...loc], msg, type };
  return new HttpError(422, [problem]);
}

export function parseJson(raw: Buffer): unknown {
  if (raw.length === 0) {
    throw new HttpError(422, [{ loc: ["body"], msg: "Field required", type: "missing" }]);
  }
  try {
    return JSON.parse(raw.toString("utf8")) as unknown;
  } catch {
    throw new HttpError(422, [{ loc: ["body", 0], msg: "JSON decode error", type: "json_invalid" }]);
  }
}

function describe(issue: z.core.$ZodIssue, body: unknown): Problem {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  const loc = ["body", ...path];
  if (issue.code === "invalid_type") {
    return valueAt(body, path) === undefined
      ? { loc, msg: "Field required", type: "missing" }
      : { loc, msg: `Input should be a valid ${issue.expected}`, type: `${issue.expected}_type` };
  }
  if (issue.code === "too_small") {
    const type = issue.origin === "string" ? "string_too_short" : "greater_than_equal";
    return { loc, msg: issue.message, type };
  }
  if (issue.code === "too_big") {
    const type = issue.origin === "string" ? "string_too_long" : "less_than_equal";
    return { loc, msg: issue.message, type };
  }
  return { loc, msg: issue.message, type: "value_error" };
}

function valueAt(body: unknown, path: readonly (string | number)[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** What the API says about an id of nobody, or of somebody else. */
export function unknownId({ variants }: World, field: string, what: string): HttpError {
  const msg = `${what} not found`;
  return variants.current.unknownIds === 404 ? new HttpError(404, msg) : refuse([field], msg);
}

export function mustBeMerchantAccount(world: World, field: string, id: string) {
  if (!isMerchantAccount(id)) throw unknownId(world, field, "Bank account");
}
