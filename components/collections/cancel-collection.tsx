"use client";
import { Confirm } from "@/components/intents/confirm";
import type { CollectionDetail } from "@/lib/db/rows";
import { formatCents } from "@/lib/domain/money";
import type { CancelAction } from "./actions";

/** Withdraws what was asked, before the money is taken. */
export const CancelCollection = ({
  collection: { id, reference, amountCents, contactName },
  cancel,
}: {
  collection: CollectionDetail;
  cancel: NonNullable<CancelAction>;
}) => (
  <Confirm
    button="Cancel this collection"
    title={`Cancel ${reference}?`}
    description={`${contactName} is no longer asked for ${formatCents(BigInt(amountCents))}, and the payment link stops working. Jetpay refuses once the money is being taken.`}
    yes="Cancel this collection"
    no="Keep it"
    done={`Cancelled ${reference}.`}
    act={() => cancel({ collectionId: id })}
  />
);
