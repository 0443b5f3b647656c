import { z } from "zod";
import type { Reading } from "./answer";
import { wordsIn } from "./answer";
import { cardFaceIn, firstOf, isIdentifier, isLine, isWebAddress, reasonIn, type CardFace } from "./fields";
import { isRecord } from "./json-text";
import type { Unknowns } from "./unknowns";

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

/** The page on which one card is typed, once, and the id that card will have. */
export type CardCapture = { readonly identifier: string; readonly url: string };
export const cardCapture = (unknowns: Unknowns): Reading<CardCapture> => ({
  value: (json) => {
    const identifier = firstOf(json, unknowns.cardIdFields, isIdentifier);
    const url = firstOf(json, unknowns.cardUrlFields, isWebAddress);
    return identifier === null || url === null ? null : { identifier, url };
  },
});

/** A charge may be accepted and be `failed` at once: made, with nothing taken. It never has a link. */
export type Charged = CardFace & {
  readonly identifier: string;
  readonly state: string | null;
  readonly failReason: string | null;
  readonly link: null;
};
export const charged = (unknowns: Unknowns): Reading<Charged> => ({
  value: (json, secrets) => {
    const identifier = firstOf(json, unknowns.transactionIdFields, isIdentifier);
    if (identifier === null || saysNo(json)) return null;
    const state = firstOf(json, unknowns.stateFields, isState);
    const failReason = reasonIn(json, unknowns.declineFields, secrets);
    return { identifier, state, failReason, ...cardFaceIn(json, unknowns), link: null };
  },
  decline: (status, json, secrets) => declineIn(status, json, unknowns, secrets),
});

/** `identifier` is the debit's own where the answer names none. An answer that names nothing at all is no success. */
export type PaidDebit = { readonly identifier: string; readonly state: string | null };
export const paidDebit = (unknowns: Unknowns, transactionId: string): Reading<PaidDebit> => ({
  value: (json) => {
    const identifier = firstOf(json, unknowns.transactionIdFields, isIdentifier);
    const state = firstOf(json, unknowns.stateFields, isState);
    if ((identifier === null && state === null && !saysYes(json)) || saysNo(json)) return null;
    return { identifier: identifier ?? transactionId, state };
  },
});

const isState = isLine(60);
const saysYes = (json: unknown) => isRecord(json) && json["ok"] === true;
const saysNo = (json: unknown) => isRecord(json) && json["ok"] === false;

const NO_REASON = "card_declined";

function declineIn(
  status: number,
  json: unknown,
  unknowns: Unknowns,
  secrets: readonly string[],
): string | null {
  const isAlwaysOne = unknowns.declineStatuses.includes(status);
  if (!isAlwaysOne && !unknowns.declineStatusesWithCode.includes(status)) return null;
  const wrapped = unknowns.declineWrappers.map((field) => (isRecord(json) ? json[field] : null));
  const reasons = [json, ...wrapped].map((part) => reasonIn(part, unknowns.declineFields, secrets));
  return reasons.find((reason) => reason !== null) ?? (isAlwaysOne ? NO_REASON : null);
}

const line = (limit: number) => z.custom<string>(isLine(limit));

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
  value: (json) => (saysYes(json) ? { cancelled: true } : null),
  refusal: (json) => (saysNo(json) ? (wordsIn(json) ?? "Jetpay did not cancel it.") : null),
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
