"use client";
import { useState } from "react";
import { useAction } from "@/components/intents/use-action";
import { toast } from "@/components/ui/toast";
import type { ActionAnswer } from "@/lib/domain/answer";
import type { FieldProblems, RefusalCode } from "@/lib/domain/refusal";
import { formatCents, parseCents } from "@/lib/domain/money";
import type { AskAction, AskInput, CollectAction, From } from "./actions";
import type { BankDebit } from "./bank-debit-fields";
import type { Method, SavedMethod } from "./methods";

/** What is sent, and how. */
type Sent = { readonly method: Method; readonly asked: AskInput; readonly debit: BankDebit };
type Standing = { collectionId: string; state: string; declineReason?: string | null };
/** A card's "no". `reason` is Jetpay's own word, null when it gave none. */
export type Decline = { readonly words: string; readonly reason: string | null };

const sourceOf = ({ kind, id }: SavedMethod, { agreedOn, accountNumber }: BankDebit): From =>
  kind === "card"
    ? { kind, cardId: id }
    : { kind, bankAccountId: id, agreedOn, accountNumber: accountNumber === "" ? null : accountNumber };

/** Where the form shows what is wrong with a source. */
const PLACES: Readonly<Record<string, string>> = {
  from: "payBy",
  "from.cardId": "payBy",
  "from.bankAccountId": "payBy",
  "from.agreedOn": "agreedOn",
  "from.accountNumber": "accountNumber",
};
const placed = (fields: FieldProblems): FieldProblems =>
  Object.fromEntries(Object.entries(fields).map(([name, words]) => [PLACES[name] ?? name, words]));

/** What has become of it, where the record alone would not say that it worked. */
function announce(state: string, { method, asked }: Sent): void {
  if (state === "sending") toast.info("It is being sent to Jetpay. This page tells what becomes of it.");
  if (state === "waiting") toast.info("It has not left yet. This page says what it waits for.");
  if (state === "asked") toast.success("The payment link is ready.");
  if (method.kind === "link" || (state !== "in_progress" && state !== "completed")) return;
  const amount = formatCents(parseCents(asked.amount) ?? 0n);
  toast.success(
    method.kind === "card"
      ? `${method.words} was charged ${amount}.`
      : `Jetpay is taking ${amount} from ${method.words}.`,
  );
}

/** A "no" after which the record stands there, and says more than the form could. */
const HAS_RECORD: readonly string[] = [
  "jetpay_refused",
  "outcome_unknown",
  "already_exists",
] satisfies RefusalCode[];

/**
 * Sends a collection and follows what became of it. `answered` is told of every answer. `open` shows the record: it is
 * there once Jetpay was reached, or may have been. Only a decline stays with its form.
 */
export function useCollecting(
  { ask, collect }: { ask: AskAction; collect: CollectAction | null },
  { answered, open }: { answered: () => void; open: () => void },
) {
  const [decline, setDecline] = useState<Decline | null>(null);
  const send = async (sent: Sent): Promise<ActionAnswer<Standing & { sent: Sent }>> => {
    const { method, asked, debit } = sent;
    const answer: ActionAnswer<Standing> = await (method.kind === "link" || collect === null
      ? ask(asked)
      : collect({ ...asked, from: sourceOf(method, debit) }));
    return answer.ok
      ? { ok: true, value: { ...answer.value, sent } }
      : { ...answer, fields: placed(answer.fields) };
  };
  const action = useAction(send, {
    accepted: ({ state, declineReason, sent: { method } }) => {
      answered();
      if (state === "declined" && method.kind !== "link")
        setDecline({ words: method.words, reason: declineReason ?? null });
    },
    done: ({ state, sent }) => {
      if (state === "declined") return;
      announce(state, sent);
      open();
    },
    refused: ({ code, message }) => {
      answered();
      if (!HAS_RECORD.includes(code)) return;
      toast.error(message);
      open();
    },
  });
  return { ...action, decline };
}
