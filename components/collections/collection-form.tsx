"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { ContactField, type ContactChoice } from "@/components/intents/contact-field";
import { dropDraft, keepInAddress, useDraft, useIsHydrated } from "@/components/intents/draft";
import { FormFrame, Place, problemOf } from "@/components/intents/form-frame";
import { PaymentFields, paymentObstacles, type PaymentDraft } from "@/components/intents/payment-fields";
import { useAction } from "@/components/intents/use-action";
import type { MerchantAccountRow } from "@/lib/db/rows";
import { formatCents, parseCents } from "@/lib/domain/money";
import type { AskAction } from "./actions";

const LABELS = {
  contactId: "Customer",
  amount: "Amount",
  statement: "Statement",
  note: "Note",
  merchantAccountId: "Into account",
} as const;

type Props = {
  collectionId: string;
  /** The customer that the address names, if any. */
  given: ContactChoice | null;
  initial: PaymentDraft;
  choices: readonly ContactChoice[];
  merchantAccounts: readonly MerchantAccountRow[];
  ask: AskAction;
};

/** Asks a customer for money by a payment link. Its id is in the address, so the same form sent twice asks once. */
export function CollectionForm(props: Props) {
  const isHydrated = useIsHydrated();
  return <Fields key={isHydrated ? "draft" : "given"} {...props} isHydrated={isHydrated} />;
}

function Fields({
  collectionId,
  given,
  initial,
  choices,
  merchantAccounts,
  ask,
  isHydrated,
}: Props & { isHydrated: boolean }) {
  const router = useRouter();
  const [contact, setContact] = useState(given);
  const [draft, change] = useDraft(collectionId, isHydrated, initial);
  const open = () => {
    dropDraft(collectionId);
    router.replace(`/collections/${collectionId}`);
  };
  const { run, isPending, problem, setProblem } = useAction(ask, {
    done: ({ state }) => {
      toast.success(
        state === "asked" ? "The payment link is ready." : "Kept. It is sent to Jetpay by itself.",
      );
      open();
    },
    // Jetpay was reached, or may have been: the record is there now and tells what is known. This form is spent.
    refused: ({ code, message }) => {
      if (code !== "jetpay_refused" && code !== "outcome_unknown") return;
      toast.error(message);
      open();
    },
  });
  useEffect(() => keepInAddress(collectionId, given?.id ?? null), [collectionId, given]);

  const cents = parseCents(draft.amount) ?? 0n;
  const choose = (chosen: ContactChoice | null) => {
    setContact(chosen);
    keepInAddress(collectionId, chosen?.id ?? null);
  };
  const send = () => {
    const wrong = problemOf({
      contactId: contact === null ? "Choose who should pay." : null,
      ...paymentObstacles(draft),
    });
    setProblem(wrong);
    if (wrong === null && contact !== null) run({ ...draft, collectionId, contactId: contact.id });
  };
  return (
    <FormFrame
      problem={problem}
      labels={LABELS}
      isPending={isPending}
      send={send}
      back="/collections"
      submit={
        contact === null || cents === 0n ? "Ask for money" : `Ask ${contact.name} for ${formatCents(cents)}`
      }
      promise="Jetpay makes a payment link at once. You can copy it on the next page; nothing is taken until the customer agrees there."
    >
      <Place name="contactId">
        <ContactField
          kind="customer"
          label={LABELS.contactId}
          value={contact}
          onChange={choose}
          initial={choices}
          error={problem?.fields["contactId"]}
        />
      </Place>
      <PaymentFields
        draft={draft}
        change={change}
        problem={problem}
        merchantAccounts={merchantAccounts}
        merchantLabel={LABELS.merchantAccountId}
        verb="Asks for"
        whoseBank="the customer's"
        noteHint="What it is for. It stands in Jetpay's own dashboard too."
      />
    </FormFrame>
  );
}
