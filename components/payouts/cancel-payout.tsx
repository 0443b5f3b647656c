"use client";
import { Confirm } from "@/components/intents/confirm";
import type { PayoutDetail } from "@/lib/db/rows";
import type { PayoutActions } from "./actions";
import { paidWords } from "./words";

/** Withdraws a payout that has not left. */
export const CancelPayout = ({
  payout,
  cancel,
}: {
  payout: PayoutDetail;
  cancel: NonNullable<PayoutActions["cancel"]>;
}) => (
  <Confirm
    button="Cancel this payout"
    title={`Cancel ${payout.reference}?`}
    description={`${paidWords(payout)}, will not be paid. Nothing has left yet.`}
    yes="Cancel this payout"
    no="Keep it"
    done={`Cancelled ${payout.reference}.`}
    act={() => cancel({ payoutId: payout.id, version: payout.version })}
  />
);
