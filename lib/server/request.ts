import { randomBytes, randomUUID } from "node:crypto";
import { isIP } from "node:net";
import { headers } from "next/headers";
import { referenceFrom } from "../domain/reference";

/** What is known of a request besides what it asks. */
export type RequestFacts = { readonly id: string; readonly address: string; readonly device: string };

type Headers = { get(name: string): string | null };
const LONGEST_DEVICE = 200;

/** The id that the proxy gave this request, which it also tells whoever asked; one that is no UUID is not from there. */
const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idOf = (given: string | null) => (given !== null && REQUEST_ID.test(given) ? given : randomUUID());

export const factsOf = (from: Headers): RequestFacts => ({
  id: idOf(from.get("x-request-id")),
  address: addressOf(from.get("x-forwarded-for")),
  device: (from.get("user-agent") ?? "unknown").replaceAll(/\p{Cc}/gu, " ").slice(0, LONGEST_DEVICE),
});

/** Facts of the request that is being answered. */
export const requestFacts = async (): Promise<RequestFacts> => factsOf(await headers());

/** The last one is what the nearest proxy saw, or the socket's own; those before it are whatever the caller wrote. */
function addressOf(forwarded: string | null): string {
  const last = forwarded?.split(",").at(-1)?.trim() ?? "";
  const bare = last.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(bare) === 0 ? "unknown" : bare;
}

/** A number that a person can read out, such as `E-7K2M9Q`, and by which the log finds what went wrong. */
export const errorReference = (): string => referenceFrom(randomBytes(6)).replace(/^JD/, "E");

const LONGEST_MESSAGE = 2_000;

/** An error for the log: without its fields, and without digits that could be an account or card number. */
export function loggable(error: unknown): { name: string; message: string; stack: string | null } {
  const hide = (text: string) => text.slice(0, LONGEST_MESSAGE).replaceAll(/\d(?:[ -]?\d){6,}/g, "[digits]");
  if (!(error instanceof Error)) return { name: typeof error, message: hide(String(error)), stack: null };
  const { name, message, stack } = error;
  return { name, message: hide(message), stack: stack === undefined ? null : hide(stack) };
}
