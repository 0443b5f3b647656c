"use client";
import { useRouter } from "next/navigation";
import { startTransition, useEffect, useState } from "react";
import type { ContactChoice } from "@/components/intents/contact-field";
import { dropDraft, formAddress, keepDraft, keepInAddress, useDraft } from "@/components/intents/draft";
import { goToField } from "@/components/intents/error-summary";
import { problemOf } from "@/components/intents/form-frame";
import { paymentObstacles, type PaymentDraft } from "@/components/intents/payment-fields";
import type { AskAction, CollectAction } from "./actions";
import { bankDebitObstacles } from "./bank-debit-fields";
import { LINK, type Method, methodOf, payByOf } from "./methods";
import { type Decline, useCollecting } from "./use-collecting";

/** `payBy` names a method, see `payByOf`; `agreedOn` is `YYYY-MM-DD`. */
export type CollectionDraft = PaymentDraft & { payBy: string; agreedOn: string };

type Given = {
  collectionId: string;
  given: ContactChoice | null;
  initial: CollectionDraft;
  declined: Decline | null;
  ask: AskAction;
  collect: CollectAction | null;
  asksForAccountNumber: boolean;
  isHydrated: boolean;
};

const inAddress = (method: Method | null): Record<string, string> => {
  if (method === null || method.kind === "link") return {};
  return method.kind === "card" ? { card: method.id } : { account: method.id };
};

/** What the form holds, and what its buttons do. The account number is held here only, never in the draft. */
export function useCollectionForm({
  collectionId,
  given,
  initial,
  declined,
  ask,
  collect,
  asksForAccountNumber,
  isHydrated,
}: Given) {
  const router = useRouter();
  const [chosen, setChosen] = useState(given);
  // The field's choices do not carry cards; the page does, once it is asked again with the contact in its address.
  const contact = chosen !== null && given?.id === chosen.id ? given : chosen;
  const [draft, change] = useDraft(collectionId, isHydrated, initial);
  const [accountNumber, setAccountNumber] = useState("");
  const [isQuestioned, setIsQuestioned] = useState(false);
  const { payBy, agreedOn, ...payment } = draft;
  const mayCharge = collect !== null;
  const method = mayCharge ? methodOf(contact, payBy) : LINK;
  const debit = { agreedOn, accountNumber };
  useEffect(() => {
    keepInAddress(collectionId, contact?.id ?? null, inAddress(mayCharge ? methodOf(contact, payBy) : LINK));
  }, [collectionId, contact, payBy, mayCharge]);

  const lacksCards = mayCharge && contact !== null && contact.cards === undefined ? contact.id : null;
  useEffect(() => {
    if (lacksCards !== null) startTransition(() => router.refresh());
  }, [lacksCards, router]);

  // A form that goes on after a decline has everything but the way to pay.
  const isToChoose = isHydrated && payBy === "";
  useEffect(() => {
    if (isToChoose) goToField("payBy");
  }, [isToChoose]);

  const { run, isPending, problem, setProblem, decline } = useCollecting(
    { ask, collect },
    {
      answered: () => setIsQuestioned(false),
      open: () => {
        dropDraft(collectionId);
        router.replace(`/collections/${collectionId}`);
      },
    },
  );
  const send = () => {
    if (contact === null || method === null) return;
    run({ method, debit, asked: { ...payment, collectionId, contactId: contact.id } });
  };
  return {
    state: {
      contact,
      payment,
      method,
      debit,
      problem,
      isPending,
      isQuestioned,
      decline: decline ?? declined,
    },
    change,
    setAccountNumber,
    send,
    goBack: () => setIsQuestioned(false),
    choose: (next: ContactChoice | null) => {
      setChosen(next);
      setAccountNumber("");
      change({ payBy: payByOf(LINK), agreedOn: "" });
    },
    /** An agreement and a number are those of one account. */
    payBy: (next: string) => {
      setAccountNumber("");
      change({ payBy: next, agreedOn: "" });
    },
    /** Sends at once what moves no money by itself; asks once more before the rest. */
    submit: () => {
      const wrong = problemOf({
        contactId: contact === null ? "Choose who should pay." : null,
        payBy: method === null ? "Choose how they pay." : null,
        ...bankDebitObstacles(method, debit, asksForAccountNumber),
        ...paymentObstacles(draft),
      });
      setProblem(wrong);
      if (wrong !== null) return;
      if (method?.kind === "link") send();
      else setIsQuestioned(true);
    },
    /** What was declined stays under its id; what was typed goes on in a new form. */
    tryAnother: () => {
      const fresh = crypto.randomUUID();
      keepDraft(fresh, { ...draft, payBy: "", agreedOn: "" });
      dropDraft(collectionId);
      router.replace(formAddress(fresh, contact?.id ?? null));
    },
  };
}
