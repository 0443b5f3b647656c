import type { Unknowns } from "./unknowns";

export type NewContact = {
  readonly email: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly language: string;
};
export type NewBankAccount = {
  readonly institution: string;
  readonly title: string;
  readonly holderName: string;
  readonly contactId: string;
  readonly accountType: string;
  readonly transitNumber: string;
  readonly institutionNumber: string;
  readonly accountNumber: string;
  readonly holderAddress: string;
  readonly holderAddressPostalCode: string;
  readonly holderAddressCity: string;
  readonly holderAddressCountry: string;
  readonly holderEmail: string;
};
export type NewDebit = {
  readonly amountCents: bigint;
  readonly statement: string;
  readonly note: string;
  readonly toBankAccount: string;
  readonly contactId: string;
};
export type NewCredit = {
  readonly amountCents: bigint;
  readonly statement: string;
  readonly note: string;
  readonly fromBankAccount: string;
  /** Null makes a link on which the payee types bank details. */
  readonly toBankAccount: string | null;
  readonly contactId: string;
};
export type NewCharge = {
  readonly contactId: string;
  readonly cardId: string;
  readonly amountCents: bigint;
  readonly statement: string;
  readonly note: string;
  readonly toBankAccount: string;
};
/** Which of the two a Jetpay takes is `payDebitBy` in the table of unknowns. */
export type DebitPayment = {
  readonly transactionId: string;
  readonly from:
    | { readonly kind: "account"; readonly bankAccountId: string }
    | {
        readonly kind: "details";
        readonly institutionNumber: string;
        readonly transitNumber: string;
        readonly accountNumber: string;
        readonly holderName: string;
      };
};
/** Replay starts with that event, or with the first created at that time. Jetpay takes one of the two. */
export type WebhookSettings = {
  readonly callbackUrl?: string;
  readonly callbackApiKey?: string | null;
  readonly maxBatchSize?: number;
  readonly maxWaitSeconds?: number;
  readonly replayFrom?: { readonly eventId: bigint } | { readonly createdAt: Date };
};
export type NewWebhook = WebhookSettings & { readonly callbackUrl: string };

/** A bigint as a JSON number. Throws RangeError where JSON readers would round it. */
export function jsonInteger(number: bigint): number {
  if (number < 0n || number > BigInt(Number.MAX_SAFE_INTEGER))
    throw new RangeError("This number is out of JSON's range.");
  return Number(number);
}

/** An amount in cents as Jetpay takes it. Throws RangeError for nothing, less, or more than JSON carries exactly. */
export function jsonCents(amountCents: bigint): number {
  if (amountCents <= 0n) throw new RangeError("An amount must be more than zero.");
  return jsonInteger(amountCents);
}

export const contactBody = ({ email, name, tags, language }: NewContact) => ({ email, name, tags, language });

export const bankAccountBody = (account: NewBankAccount) => ({
  institution: account.institution,
  title: account.title,
  holder_name: account.holderName,
  contact_id: account.contactId,
  account_type: account.accountType,
  transit_number: account.transitNumber,
  institution_number: account.institutionNumber,
  account_number: account.accountNumber,
  holder_address: account.holderAddress,
  holder_address_postal_code: account.holderAddressPostalCode,
  holder_address_city: account.holderAddressCity,
  holder_address_country: account.holderAddressCountry,
  holder_email: account.holderEmail,
});

export const debitBody = (debit: NewDebit) => ({
  amount: jsonCents(debit.amountCents),
  statement: debit.statement,
  note: debit.note,
  to_bank_account: debit.toBankAccount,
  contact_id: debit.contactId,
});

export const creditBody = (credit: NewCredit) => ({
  amount: jsonCents(credit.amountCents),
  statement: credit.statement,
  note: credit.note,
  from_bank_account: credit.fromBankAccount,
  ...(credit.toBankAccount === null ? {} : { to_bank_account: credit.toBankAccount }),
  contact_id: credit.contactId,
});

export const chargeBody = (charge: NewCharge, { chargeFields }: Unknowns) => ({
  [chargeFields.amount]: jsonCents(charge.amountCents),
  [chargeFields.statement]: charge.statement,
  [chargeFields.note]: charge.note,
  [chargeFields.toBankAccount]: charge.toBankAccount,
});

export function debitPaymentBody({ from }: DebitPayment, unknowns: Unknowns) {
  if (from.kind === "account") return { [unknowns.payDebitAccountField]: from.bankAccountId };
  const { payDebitDetailFields: fields } = unknowns;
  return {
    [fields.institutionNumber]: from.institutionNumber,
    [fields.transitNumber]: from.transitNumber,
    [fields.accountNumber]: from.accountNumber,
    [fields.holderName]: from.holderName,
  };
}

/** A number that redaction would not know by its digits is named to it. */
export const secretsOf = ({ accountNumber }: { readonly accountNumber: string }): readonly string[] =>
  /^\d{7,}$/.test(accountNumber) ? [] : [accountNumber];

/** Only what is given is sent, so that a change leaves the rest alone. The key is kept out of any words. */
export function webhookBody(settings: WebhookSettings) {
  const { callbackUrl, callbackApiKey, maxBatchSize, maxWaitSeconds, replayFrom } = settings;
  const body = {
    ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }),
    ...(callbackApiKey === undefined ? {} : { callback_api_key: callbackApiKey }),
    ...(maxBatchSize === undefined ? {} : { max_batch_size: maxBatchSize }),
    ...(maxWaitSeconds === undefined ? {} : { max_wait_seconds: maxWaitSeconds }),
    ...(replayFrom === undefined ? {} : replayBody(replayFrom)),
  };
  return { body, secrets: callbackApiKey ? [callbackApiKey] : [] };
}

const replayBody = (from: NonNullable<WebhookSettings["replayFrom"]>) =>
  "eventId" in from
    ? { replay_from_event_id: jsonInteger(from.eventId) }
    : { replay_from_timestamp: from.createdAt.toISOString() };
