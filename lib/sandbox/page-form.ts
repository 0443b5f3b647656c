import { isCardNumber } from "./test-cards";
import { digits, text } from "./validation";
import type { BankDetails, CardDetails, PaymentDetails } from "./pay";
import type { TransactionRow } from "./transactions";

export type Method = "card" | "bank";
export type Values = Partial<Record<string, string>>;
export type Complaints = Partial<Record<string, string>>;

export type Filled<Details = PaymentDetails> = {
  details: Details | null;
  complaints: Complaints;
  values: Values;
};

/** What was typed into the page, with a sentence for every field that cannot be used. */
export function readForm(form: URLSearchParams, transaction: TransactionRow): Filled {
  const values: Values = Object.fromEntries(form);
  const byCard = values.method === "card" && transaction.direction === "debit";
  return byCard ? readCard(values) : readBank(values, transaction.direction === "debit");
}

export function readCard(values: Values): Filled<CardDetails> {
  const number = (values.card_number ?? "").replace(/[\s-]/g, "");
  const complaints: Complaints = {};
  if (!isCardNumber(number)) {
    complaints.card_number = "This is not a card number. Check the digits on the front of the card.";
  }
  const expiry = complainAboutExpiry(values.expiry ?? "", new Date());
  if (expiry) complaints.expiry = expiry;
  if (!/^\d{3,4}$/.test(values.security_code?.trim() ?? "")) {
    complaints.security_code = "The security code has three or four digits.";
  }
  if (!isName(values.card_name)) complaints.card_name = "Enter the name as it is on the card.";
  // A security code is asked for again rather than shown again.
  return finish({ ...values, security_code: "" }, complaints, { method: "card", card_number: number });
}

function readBank(values: Values, needsMandate: boolean): Filled<BankDetails> {
  const complaints: Complaints = {};
  const institution = (values.institution_number ?? "").trim();
  const transit = (values.transit_number ?? "").trim();
  const account = (values.account_number ?? "").replace(/[\s-]/g, "");
  if (!digits(3).safeParse(institution).success) {
    complaints.institution_number = "The institution number has three digits.";
  }
  if (!digits(5).safeParse(transit).success) {
    complaints.transit_number = "The transit number has five digits.";
  }
  if (!digits(7, 12).safeParse(account).success) {
    complaints.account_number = "The account number has 7 to 12 digits.";
  }
  if (!isName(values.holder_name)) complaints.holder_name = "Enter the name of the account holder.";
  if (needsMandate && values.agree !== "on") {
    complaints.agree = "We need your agreement before we can take this payment.";
  }
  if (needsMandate && !isName(values.mandate_name)) {
    complaints.mandate_name = "Type your name to sign the agreement.";
  }
  return finish(values, complaints, {
    method: "bank",
    institution_number: institution,
    transit_number: transit,
    account_number: account,
    holder_name: values.holder_name?.trim() ?? "",
    mandate_name: needsMandate ? (values.mandate_name?.trim() ?? null) : null,
  });
}

function finish<Details>(values: Values, complaints: Complaints, details: Details): Filled<Details> {
  return { values, complaints, details: Object.keys(complaints).length === 0 ? details : null };
}

const isName = (value: string | undefined) => text(255).safeParse(value?.trim()).success;

function complainAboutExpiry(value: string, now: Date): string | null {
  const [, month, year] = /^(\d{1,2})\s*\/\s*(?:20)?(\d{2})$/.exec(value.trim()) ?? [];
  if (!month || !year || Number(month) < 1 || Number(month) > 12) return "Write the expiry as MM/YY.";
  const firstDayAfter = Date.UTC(2000 + Number(year), Number(month), 1);
  return firstDayAfter > now.getTime() ? null : "This card has expired.";
}
