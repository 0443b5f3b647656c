import { Explained } from "@/components/intents/explained";
import { UnknownOutcome } from "@/components/intents/unknown-outcome";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { CollectionDetail } from "@/lib/db/rows";
import type { Failure } from "@/lib/domain/explanation";
import { formatCents } from "@/lib/domain/money";

/** Where the collection stands, told as its state asks for. */
export function CollectionNotice({ collection, mayAsk }: { collection: CollectionDetail; mayAsk: boolean }) {
  const { state, id, waitingFor, problem } = collection;
  const again = mayAsk && (
    <ButtonLink href={`/collections/new?copy=${id}`} prefetch={false} icon="plus">
      Ask again
    </ButtonLink>
  );
  switch (state) {
    case "waiting":
      return (
        <Callout meaning="waiting" icon="clock" title="Not sent to Jetpay yet">
          {waitingFor ?? "It is sent by itself in a moment."} There is no payment link so far.
        </Callout>
      );
    case "sending":
      return (
        <Callout meaning="waiting" icon="send" title="Being sent">
          Jetpay is being asked now. The payment link appears here by itself.
        </Callout>
      );
    case "unknown":
      return (
        <UnknownOutcome
          thing="collection"
          reference={collection.reference}
          problem={problem}
          amount={formatCents(BigInt(collection.amountCents))}
          name={collection.contactName}
        />
      );
    case "refused":
      return (
        <Callout meaning="bad" icon="ban" title="Jetpay refused this, so nobody was asked" actions={again}>
          {problem ?? "It gave no reason."}
        </Callout>
      );
    case "cancelled":
      return (
        <Callout meaning="waiting" icon="ban" title="Cancelled: nothing was taken" actions={again}>
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

/** What `explainFailure` is asked about this collection; null while nothing has gone wrong. */
function failureOf({ state, contactName, transaction, problem }: CollectionDetail): Failure | null {
  const about = { direction: "debit", method: "link", contactName } as const;
  if (state === "refused")
    return { ...about, reason: "refused_at_creation", failDirection: null, isReturn: false, words: problem };
  if ((state !== "failed" && state !== "returned") || transaction === null) return null;
  const { failReason, failDirection, isReturn } = transaction;
  return { ...about, reason: failReason, failDirection, isReturn };
}

/** Why a collection failed, with the way to the place where it is worked. */
export function CollectionWhy({ collection }: { collection: CollectionDetail }) {
  const failure = failureOf(collection);
  if (failure === null) return null;
  return <Explained failure={failure} href={`/failures/${collection.transaction?.id ?? collection.id}`} />;
}
