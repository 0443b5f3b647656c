import { z } from "zod";
import type { Reading } from "./answer";
import { wordsIn } from "./answer";
import { isRecord } from "./json-text";
import type { Unknowns } from "./unknowns";

const MOST_IDENTIFIER = 100;

/** Foreign ids are opaque, but fit for an address, a log and a database. */
const isIdentifier = (value: unknown): value is string =>
  typeof value === "string" &&
  value.length <= MOST_IDENTIFIER &&
  /^[\x21-\x7e]+$/.test(value) &&
  !/^\.+$/.test(value);

const firstOf = <T>(
  json: unknown,
  fields: readonly string[],
  is: (value: unknown) => value is T,
): T | null => (isRecord(json) ? (fields.map((field) => json[field]).find(is) ?? null) : null);

/** A link is shown to people, so nothing but a web address passes. */
function isWebAddress(value: unknown): value is string {
  return (
    typeof value === "string" &&
    value.length <= 2000 &&
    URL.canParse(value) &&
    /^https?:$/.test(new URL(value).protocol)
  );
}

export type Identified = { readonly identifier: string };
export const identified = (fields: readonly string[]): Reading<Identified> => ({
  value: (json) => {
    const identifier = firstOf(json, fields, isIdentifier);
    return identifier === null ? null : { identifier };
  },
});

/** `link` is null for a credit to a stored account, and where Jetpay gave none that can be shown. */
export type CreatedTransaction = { readonly identifier: string; readonly link: string | null };
export const createdTransaction = (unknowns: Unknowns): Reading<CreatedTransaction> => ({
  value: (json) => {
    const identifier = firstOf(json, unknowns.transactionIdFields, isIdentifier);
    return identifier === null
      ? null
      : { identifier, link: firstOf(json, unknowns.linkFields, isWebAddress) };
  },
});

const line = (limit: number) =>
  z
    .string()
    .min(1)
    .max(limit)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u);

/** Failure fields are absent or null when nothing failed; both are read as null. */
const TransactionStatus = z
  .object({
    state: line(60),
    fail_reason: line(200).nullish().catch(null),
    fail_direction: line(60).nullish().catch(null),
  })
  .transform(({ state, fail_reason, fail_direction }) => ({
    state,
    failReason: fail_reason ?? null,
    failDirection: fail_direction ?? null,
  }));
export type TransactionStatus = z.infer<typeof TransactionStatus>;
export const transactionStatus: Reading<TransactionStatus> = {
  value: (json) => TransactionStatus.safeParse(json).data ?? null,
};

export type Cancelled = { readonly cancelled: true };
/** Too late may also be told as a success that says `ok: false`. */
export const cancelled: Reading<Cancelled> = {
  value: (json) => (isRecord(json) && json["ok"] === true ? { cancelled: true } : null),
  refusal: (json) =>
    isRecord(json) && json["ok"] === false ? (wordsIn(json) ?? "Jetpay did not cancel it.") : null,
};

export type Deleted = { readonly deleted: true };
export const deleted: Reading<Deleted> = { value: () => ({ deleted: true }) };

const wholeNumber = z.int().min(0).nullish().catch(null);
const bigWholeNumber = wholeNumber.transform((number) =>
  typeof number === "number" ? BigInt(number) : null,
);

/** The extra key, which Jetpay echoes in clear, is left out on purpose. */
const Webhook = z
  .object({
    id: bigWholeNumber,
    identifier: z.custom<string>(isIdentifier),
    callback_url: line(2000).nullish().catch(null),
    state: line(60).nullish().catch(null),
    last_sent_event_id: bigWholeNumber,
    max_batch_size: wholeNumber,
    max_wait_seconds: wholeNumber,
  })
  .transform((webhook) => ({
    id: webhook.id,
    identifier: webhook.identifier,
    callbackUrl: webhook.callback_url ?? null,
    state: webhook.state ?? null,
    lastSentEventId: webhook.last_sent_event_id,
    maxBatchSize: webhook.max_batch_size ?? null,
    maxWaitSeconds: webhook.max_wait_seconds ?? null,
  }));
export type Webhook = z.infer<typeof Webhook>;
export const webhook: Reading<Webhook> = { value: (json) => Webhook.safeParse(json).data ?? null };

export const webhookList = ({ webhookListFields }: Unknowns): Reading<Webhook[]> => ({
  value: (json) => {
    const list = Array.isArray(json) ? json : firstOf(json, webhookListFields, Array.isArray);
    return z.array(Webhook).safeParse(list).data ?? null;
  },
});

const KeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });
export type KeySet = z.infer<typeof KeySet>;
export const keySet: Reading<KeySet> = { value: (json) => KeySet.safeParse(json).data ?? null };
