"use client";
import { ContactField, type ContactChoice } from "@/components/intents/contact-field";
import { useIsHydrated } from "@/components/intents/draft";
import { FormFrame, Place } from "@/components/intents/form-frame";
import { PaymentFields } from "@/components/intents/payment-fields";
import { later } from "@/components/ui/later";
import { Loading } from "@/components/ui/skeleton";
import type { MerchantAccountRow } from "@/lib/db/rows";
import { formatCents, parseCents } from "@/lib/domain/money";
import type { AskAction, CollectAction } from "./actions";
import { BankDebitFields } from "./bank-debit-fields";
import { ChargeQuestion, chargeWords } from "./charge-question";
import { type Method, payByOf } from "./methods";
import { PayWith } from "./pay-with";
import type { Decline } from "./use-collecting";
import { useCollectionForm, type CollectionDraft } from "./use-collection-form";

const LABELS = {
  contactId: "Customer",
  payBy: "How will they pay?",
  agreedOn: "Agreement signed on",
  accountNumber: "Account number",
  amount: "Amount",
  statement: "Statement",
  note: "Note",
  merchantAccountId: "Into account",
} as const;

type Props = {
  collectionId: string;
  /** The customer that the address names, if any. */
  given: ContactChoice | null;
  initial: CollectionDraft;
  /** The card's "no" that this form has already led to. */
  declined: Decline | null;
  choices: readonly ContactChoice[];
  merchantAccounts: readonly MerchantAccountRow[];
  ask: AskAction;
  /** Null for those who may only ask by link. */
  collect: CollectAction | null;
  asksForAccountNumber: boolean;
};

/**
 * Collects money from a customer: asks by a payment link, or takes it from a saved method. Its id is in the address, so
 * the same form sent twice collects once.
 */
export function CollectionForm(props: Props) {
  const isHydrated = useIsHydrated();
  return <Fields key={isHydrated ? "draft" : "given"} {...props} isHydrated={isHydrated} />;
}

const PROMISE: Record<Method["kind"], string> = {
  link: "Jetpay makes a payment link at once. You can copy it on the next page; nothing is taken until the customer agrees there.",
  card: "You are asked once more before the card is charged.",
  bank_account: "You are asked once more before Jetpay is told to take the money.",
};

function submitWords(method: Method | null, contact: ContactChoice | null, cents: bigint): string {
  if (contact === null || cents === 0n) return "Ask for money";
  if (method === null || method.kind === "link") return `Ask ${contact.name} for ${formatCents(cents)}`;
  return chargeWords(method, cents);
}

const useDeclined = later(() => import("./declined"));

function Fields(props: Props & { isHydrated: boolean }) {
  const { collectionId, choices, merchantAccounts, collect, asksForAccountNumber } = props;
  const form = useCollectionForm(props);
  const { contact, payment, method, debit, problem, isPending, isQuestioned, decline } = form.state;
  const cents = parseCents(payment.amount) ?? 0n;
  const part = useDeclined(decline !== null);
  return (
    <>
      <FormFrame
        problem={isQuestioned ? null : problem}
        labels={LABELS}
        isPending={isPending}
        send={form.submit}
        back="/collections"
        submit={submitWords(method, contact, cents)}
        promise={PROMISE[method?.kind ?? "link"]}
        spent={
          decline &&
          (part === null ? (
            <Loading />
          ) : (
            <part.Declined
              collectionId={collectionId}
              decline={decline}
              contactName={contact?.name ?? null}
              onAnother={form.tryAnother}
            />
          ))
        }
      >
        <Place name="contactId">
          <ContactField
            kind="customer"
            label={LABELS.contactId}
            value={contact}
            onChange={form.choose}
            initial={choices}
            error={problem?.fields["contactId"]}
          />
        </Place>
        <Place name="payBy">
          <PayWith
            label={LABELS.payBy}
            contact={contact}
            value={method === null ? "" : payByOf(method)}
            onChange={form.payBy}
            mayCharge={collect !== null}
            error={problem?.fields["payBy"]}
          />
        </Place>
        {method?.kind === "bank_account" && (
          <BankDebitFields
            words={method.words}
            debit={debit}
            onAgreedOn={(agreedOn) => form.change({ agreedOn })}
            onAccountNumber={form.setAccountNumber}
            asksForAccountNumber={asksForAccountNumber}
            problem={problem}
          />
        )}
        <PaymentFields
          draft={payment}
          change={form.change}
          problem={problem}
          merchantAccounts={merchantAccounts}
          merchantLabel={LABELS.merchantAccountId}
          verb={method?.kind === "link" ? "Asks for" : "Takes"}
          whoseBank="the customer's"
          noteHint="What it is for. It stands in Jetpay's own dashboard too."
        />
      </FormFrame>
      {isQuestioned && contact !== null && method !== null && method.kind !== "link" && (
        <ChargeQuestion
          charge={{
            method,
            cents,
            contactName: contact.name,
            statement: payment.statement.trim(),
            intoAccount: merchantAccounts.find(({ id }) => id === payment.merchantAccountId)?.name ?? "",
            agreedOn: debit.agreedOn,
          }}
          problem={problem}
          isPending={isPending}
          onYes={form.send}
          onNo={form.goBack}
        />
      )}
    </>
  );
}
