"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ContactField, type ContactChoice } from "@/components/intents/contact-field";
import { dropDraft, keepInAddress, useDraft, useIsHydrated } from "@/components/intents/draft";
import { FormFrame, Place, problemOf } from "@/components/intents/form-frame";
import { PaymentFields, paymentObstacles, type PaymentDraft } from "@/components/intents/payment-fields";
import { useAction } from "@/components/intents/use-action";
import { SelectField } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { MerchantAccountRow } from "@/lib/db/rows";
import type { Action } from "@/lib/domain/answer";
import { parseCents } from "@/lib/domain/money";
import type { MakePayoutInput } from "./actions";
import { accountWords, paidWords } from "./words";

const BY_LINK = "link";
const LABELS = {
  contactId: "Vendor",
  bankAccountId: "Pay to",
  amount: "Amount",
  statement: "Statement",
  note: "Note",
  merchantAccountId: "From account",
} as const;

/** `payTo` is an account's id, "link", or empty while nothing is chosen. */
export type PayoutDraft = PaymentDraft & { payTo: string };

type Props = {
  payoutId: string;
  /** The vendor that the address names, if any. */
  given: ContactChoice | null;
  initial: PayoutDraft;
  choices: readonly ContactChoice[];
  merchantAccounts: readonly MerchantAccountRow[];
  make: Action<MakePayoutInput, { payoutId: string; reference: string }>;
};

/** Prepares a payout. Its id is in the address and its draft in the browser, so a reload goes on where it stopped. */
export function PayoutForm(props: Props) {
  const isHydrated = useIsHydrated();
  return <Fields key={isHydrated ? "draft" : "given"} {...props} isHydrated={isHydrated} />;
}

const onlyAccount = (contact: ContactChoice | null): string =>
  contact?.accounts.length === 1 ? (contact.accounts[0]?.id ?? "") : "";

function Fields({
  payoutId,
  given,
  initial,
  choices,
  merchantAccounts,
  make,
  isHydrated,
}: Props & { isHydrated: boolean }) {
  const router = useRouter();
  const [contact, setContact] = useState(given);
  const [draft, change] = useDraft(payoutId, isHydrated, {
    ...initial,
    payTo: initial.payTo === "" ? onlyAccount(given) : initial.payTo,
  });
  const { run, isPending, problem, setProblem } = useAction(make, {
    done: ({ reference }) => {
      dropDraft(payoutId);
      toast.success(`${reference} now awaits a colleague's approval.`);
      router.replace(`/payouts/${payoutId}`);
    },
  });
  useEffect(() => keepInAddress(payoutId, given?.id ?? null), [payoutId, given]);

  const account = contact?.accounts.find(({ id }) => id === draft.payTo) ?? null;
  const payTo = contact !== null && (account !== null || draft.payTo === BY_LINK) ? draft.payTo : "";
  const cents = parseCents(draft.amount) ?? 0n;
  const choose = (chosen: ContactChoice | null) => {
    setContact(chosen);
    change({ payTo: onlyAccount(chosen) });
    keepInAddress(payoutId, chosen?.id ?? null);
  };
  const send = () => {
    const wrong = problemOf({
      contactId: contact === null ? "Choose who is paid." : null,
      bankAccountId: contact !== null && payTo === "" ? "Choose where the money goes." : null,
      ...paymentObstacles(draft),
    });
    setProblem(wrong);
    if (wrong !== null || contact === null) return;
    const { payTo: _chosen, ...payment } = draft;
    run({ ...payment, payoutId, contactId: contact.id, bankAccountId: payTo === BY_LINK ? null : payTo });
  };
  const about =
    contact === null || payTo === "" || cents === 0n
      ? ""
      : ` of ${paidWords({ amountCents: cents, contactName: contact.name, account })}`;
  return (
    <FormFrame
      problem={problem}
      labels={LABELS}
      isPending={isPending}
      send={send}
      back="/payouts"
      submit={`Ask for approval${about}`}
      promise="Nothing leaves now. A colleague looks at it and decides."
    >
      <Place name="contactId">
        <ContactField
          kind="vendor"
          label={LABELS.contactId}
          value={contact}
          onChange={choose}
          initial={choices}
          error={problem?.fields["contactId"]}
        />
      </Place>
      <Place name="bankAccountId">
        <PayTo
          contact={contact}
          value={payTo}
          onChange={(chosen) => change({ payTo: chosen })}
          error={problem?.fields["bankAccountId"]}
        />
      </Place>
      <PaymentFields
        draft={draft}
        change={change}
        problem={problem}
        merchantAccounts={merchantAccounts}
        merchantLabel={LABELS.merchantAccountId}
        verb="Pays"
        whoseBank="the vendor's"
        noteHint="What it is for. The checker reads it, and it stands in Jetpay's own dashboard."
      />
    </FormFrame>
  );
}

const PayTo = ({
  contact,
  value,
  onChange,
  error,
}: {
  contact: ContactChoice | null;
  value: string;
  onChange: (chosen: string) => void;
  error: string | undefined;
}) => (
  <SelectField
    label={LABELS.bankAccountId}
    name="bankAccountId"
    value={value}
    disabled={contact === null}
    placeholder={contact === null ? "Choose a vendor first" : "Choose where the money goes"}
    options={[
      ...(contact?.accounts ?? []).map((one) => ({
        value: one.id,
        label: `${accountWords(one)}, ${one.holderName}`,
      })),
      { value: BY_LINK, label: "By payment link: the vendor gives an account on Jetpay's page" },
    ]}
    onChange={({ target }) => onChange(target.value)}
    error={error}
  />
);
