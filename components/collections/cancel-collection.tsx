"use client";
import { Confirm } from "@/components/intents/confirm";
import { methodWords } from "@/components/payments/method-label";
import type { CollectionDetail } from "@/lib/db/rows";
import { formatCents } from "@/lib/domain/money";
import type { CancelAction } from "./actions";

/** Withdraws what was asked, before the money is taken. */
export function CancelCollection({
  collection,
  cancel,
}: {
  collection: CollectionDetail;
  cancel: NonNullable<CancelAction>;
}) {
  const { id, reference, amountCents, contactName } = collection;
  const amount = formatCents(BigInt(amountCents));
  const from = methodWords(collection);
  const what =
    from === null
      ? `${contactName} is no longer asked for ${amount}, and the payment link stops working.`
      : `${amount} is not taken from ${contactName}, ${from}.`;
  return (
    <Confirm
      button="Cancel this collection"
      title={`Cancel ${reference}?`}
      description={`${what} Jetpay refuses once the money is being taken.`}
      yes="Cancel this collection"
      no="Keep it"
      done={`Cancelled ${reference}.`}
      act={() => cancel({ collectionId: id })}
    />
  );
}
