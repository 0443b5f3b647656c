import { Explained } from "@/components/intents/explained";
import { UnknownOutcome } from "@/components/intents/unknown-outcome";
import { methodWords } from "@/components/payments/method-label";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { CollectionDetail } from "@/lib/db/rows";
import type { CollectionStep } from "@/lib/domain/collection";
import type { Failure } from "@/lib/domain/explanation";
import { formatCents } from "@/lib/domain/money";
import type { PayAction } from "./actions";
import { PayDebit } from "./pay-debit";

const SENDING: Record<CollectionStep, string> = {
  create: "Jetpay is being asked now. This page changes by itself as soon as it answers.",
  pay: "Jetpay is being told now to take the money. This page changes by itself as soon as it answers.",
  charge: "The card is being charged now. This page changes by itself as soon as Jetpay answers.",
};

/** Where the collection stands, told as its state asks for. */
export function CollectionNotice({
  collection,
  mayAsk,
  pay,
  asksForAccountNumber,
}: {
  collection: CollectionDetail;
  mayAsk: boolean;
  pay: PayAction;
  asksForAccountNumber: boolean;
}) {
  const { state, id, problem, nextStep } = collection;
  const again = (words: string) =>
    mayAsk && (
      <ButtonLink href={`/collections/new?copy=${id}`} prefetch={false} icon="plus">
        {words}
      </ButtonLink>
    );
  switch (state) {
    case "waiting":
      return <Waiting collection={collection} pay={pay} asksForAccountNumber={asksForAccountNumber} />;
    case "sending":
      return (
        <Callout meaning="waiting" icon="send" title="Being sent">
          {SENDING[nextStep ?? "create"]}
        </Callout>
      );
    case "unknown":
      return (
        <UnknownOutcome
          thing="collection"
          step={nextStep ?? undefined}
          reference={collection.reference}
          problem={problem}
          amount={formatCents(BigInt(collection.amountCents))}
          name={collection.contactName}
        />
      );
    case "refused":
      return (
        <Callout
          meaning="bad"
          icon="ban"
          title="Jetpay refused this, so nothing was taken"
          actions={again("Ask again")}
        >
          {problem ?? "It gave no reason."}
        </Callout>
      );
    case "declined":
      return (
        <Callout
          meaning="bad"
          icon="card"
          title={`${methodWords(collection) ?? "The card"} was declined: nothing was taken`}
          actions={again("Try another method")}
        >
          What is below says why, and who can do something about it.
        </Callout>
      );
    case "cancelled":
      return (
        <Callout
          meaning="waiting"
          icon="ban"
          title="Cancelled: nothing was taken"
          actions={again("Ask again")}
        >
          Who cancelled it, and when, stands under So far.
        </Callout>
      );
    case "asked":
    case "in_progress":
    case "completed":
    case "failed":
    case "returned":
      return null;
  }
}

/** A collection that has not left, or of which only the first of two calls has. */
function Waiting({
  collection,
  pay,
  asksForAccountNumber,
}: {
  collection: CollectionDetail;
  pay: PayAction;
  asksForAccountNumber: boolean;
}) {
  const { nextStep, waitingFor, method } = collection;
  const needsNumber = method === "bank_account" && asksForAccountNumber;
  const soon = waitingFor ?? "It is sent by itself in a moment.";
  if (nextStep !== "pay")
    return (
      <Callout meaning="waiting" icon="clock" title="Not sent to Jetpay yet">
        {soon} {method === "link" ? "There is no payment link so far." : "Nothing was taken."}
      </Callout>
    );
  return (
    <Callout
      meaning={needsNumber ? "attention" : "waiting"}
      icon="clock"
      title="Jetpay has this debit, but was not told yet to take the money"
    >
      {needsNumber ? "It waits for a colleague to enter the account number again." : soon} Nothing was taken
      so far.
      {needsNumber && pay !== null && <PayDebit collection={collection} pay={pay} />}
      {needsNumber &&
        pay === null &&
        " Jetpay needs the account number again, from a colleague who may charge."}
    </Callout>
  );
}

const EXPLAINED_AS = { link: "link", card: "card", bank_account: "bank" } as const;

/** What `explainFailure` is asked about this collection; null while nothing has gone wrong. */
function failureOf(collection: CollectionDetail): Failure | null {
  const { state, method, contactName, transaction, problem, declineReason } = collection;
  const about = { direction: "debit", method: EXPLAINED_AS[method], contactName } as const;
  const before = { ...about, failDirection: null, isReturn: false } as const;
  if (state === "refused") return { ...before, reason: "refused_at_creation", words: problem };
  if (state === "declined") return { ...before, reason: declineReason };
  if ((state !== "failed" && state !== "returned") || transaction === null) return null;
  const { failReason, failDirection, isReturn } = transaction;
  return { ...about, reason: failReason, failDirection, isReturn };
}

/** Why a collection failed, with the way to the place where it is worked. */
export function CollectionWhy({ collection }: { collection: CollectionDetail }) {
  const failure = failureOf(collection);
  if (failure === null) return null;
  const { id, transaction } = collection;
  const failureId = transaction === null || transaction.failedAt === null ? id : transaction.id;
  return <Explained failure={failure} href={`/failures/${failureId}`} />;
}
