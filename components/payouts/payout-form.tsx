"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { ContactField, type ContactChoice } from "@/components/intents/contact-field";
import { dropDraft, useDraft, useIsHydrated } from "@/components/intents/draft";
import { FormFrame, Place, problemOf } from "@/components/intents/form-frame";
import { useAction } from "@/components/intents/use-action";
import { TextField } from "@/components/ui/input";
import { MoneyField } from "@/components/ui/money-field";
import { SelectField } from "@/components/ui/select";
import { TextareaField } from "@/components/ui/textarea";
import type { MerchantAccountRow } from "@/lib/db/rows";
import type { Action } from "@/lib/domain/answer";
import { characters } from "@/lib/domain/field";
import { obstacleToAmount, parseCents } from "@/lib/domain/money";
import { LONGEST_STATEMENT, obstacleToNote, obstacleToStatement } from "@/lib/domain/statement";
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

export type PayoutDraft = {
  /** An account's id, "link", or empty while nothing is chosen. */
  payTo: string;
  amount: string;
  statement: string;
  note: string;
  merchantAccountId: string;
};

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

function keepInAddress(payoutId: string, contact: ContactChoice | null): void {
  const address = new URLSearchParams({ id: payoutId, ...(contact ? { contact: contact.id } : {}) });
  window.history.replaceState(null, "", `?${address.toString()}`);
}

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
  useEffect(() => keepInAddress(payoutId, given), [payoutId, given]);

  const account = contact?.accounts.find(({ id }) => id === draft.payTo) ?? null;
  const payTo = account === null && draft.payTo !== BY_LINK ? "" : draft.payTo;
  const cents = parseCents(draft.amount);
  const choose = (chosen: ContactChoice | null) => {
    setContact(chosen);
    change({ payTo: onlyAccount(chosen) });
    keepInAddress(payoutId, chosen);
  };
  const send = () => {
    const wrong = problemOf({
      contactId: contact === null ? "Choose who is paid." : null,
      bankAccountId: payTo === "" ? "Choose where the money goes." : null,
      amount: obstacleToAmount(draft.amount),
      statement: obstacleToStatement(draft.statement.trim()),
      note: obstacleToNote(draft.note.trim()),
      merchantAccountId: draft.merchantAccountId === "" ? "Choose the account the money comes from." : null,
    });
    setProblem(wrong);
    if (wrong !== null || contact === null) return;
    const { amount, statement, note, merchantAccountId } = draft;
    const bankAccountId = payTo === BY_LINK ? null : payTo;
    run({ payoutId, contactId: contact.id, bankAccountId, amount, statement, note, merchantAccountId });
  };
  const isTold = contact !== null && payTo !== "" && cents !== null && cents > 0n;
  return (
    <FormFrame
      problem={problem}
      labels={LABELS}
      isPending={isPending}
      send={send}
      back="/payouts"
      submit={
        isTold
          ? `Ask for approval of ${paidWords({ amountCents: cents, contactName: contact.name, account })}`
          : "Ask for approval"
      }
      promise="Nothing leaves now. A colleague looks at it and decides."
    >
      <Place name="contactId">
        <ContactField
          role="vendor"
          label={LABELS.contactId}
          value={contact}
          onChange={choose}
          initial={choices}
          error={problem?.fields["contactId"]}
        />
      </Place>
      <Place name="bankAccountId">
        <SelectField
          label={LABELS.bankAccountId}
          value={payTo}
          disabled={contact === null}
          placeholder={contact === null ? "Choose a vendor first" : "Choose where the money goes"}
          options={[
            ...(contact?.accounts ?? []).map((one) => ({
              value: one.id,
              label: `${accountWords(one)}, ${one.holderName}`,
            })),
            { value: BY_LINK, label: "By payment link: the vendor gives an account on Jetpay's page" },
          ]}
          onChange={({ target }) => change({ payTo: target.value })}
          error={problem?.fields["bankAccountId"]}
        />
      </Place>
      <Place name="amount">
        <MoneyField
          label={LABELS.amount}
          name="amount"
          verb="Pays"
          defaultValue={draft.amount}
          onCents={(_cents, text) => change({ amount: text })}
          error={problem?.fields["amount"]}
        />
      </Place>
      <Place name="statement">
        <TextField
          label={LABELS.statement}
          name="statement"
          value={draft.statement}
          hint={`What the vendor's bank shows. ${characters(draft.statement.trim())} of ${LONGEST_STATEMENT} characters.`}
          onChange={({ target }) => change({ statement: target.value })}
          error={problem?.fields["statement"]}
        />
      </Place>
      <Place name="note">
        <TextareaField
          label={LABELS.note}
          name="note"
          isOptional
          value={draft.note}
          hint="What it is for. The checker reads it; so does Jetpay's dashboard."
          onChange={({ target }) => change({ note: target.value })}
          error={problem?.fields["note"]}
        />
      </Place>
      <Place name="merchantAccountId">
        <SelectField
          label={LABELS.merchantAccountId}
          name="merchantAccountId"
          value={draft.merchantAccountId}
          placeholder="Choose an account"
          options={merchantAccounts.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ target }) => change({ merchantAccountId: target.value })}
          error={problem?.fields["merchantAccountId"]}
        />
      </Place>
    </FormFrame>
  );
}
