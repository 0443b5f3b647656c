import type { Leg } from "@/components/payments/legs";
import type { FailureDetail } from "@/lib/db/rows";

const PULL = { debit: "taking from their bank", credit: "taking from our account" } as const;
const PUSH = { debit: "paying into ours", credit: "paying into their bank" } as const;

/** The stations of the payment and where it stopped. A lost answer is never drawn as a failure. */
export function legsOf({ kind, direction, at, failDirection, transaction }: FailureDetail): Leg[] {
  const [pull, push] = [PULL[direction], PUSH[direction]];
  if (kind === "unknown")
    return [
      { label: "asked, no answer yet", state: "pending", at },
      { label: pull, state: "pending" },
      { label: push, state: "pending" },
    ];
  if (kind === "refused")
    return [
      { label: "refused when asked", state: "failed", at },
      { label: pull, state: "pending" },
      { label: push, state: "pending" },
    ];
  const asked: Leg = { label: "asked", state: "ok", at: transaction?.announcedAt };
  const sent: Leg = { label: "sent to the bank", state: transaction?.startedAt ? "ok" : "pending", at: transaction?.startedAt };
  if (kind === "returned")
    return [
      asked,
      sent,
      { label: "completed", state: "ok", at: transaction?.completedAt },
      { label: "came back", state: "failed", at: transaction?.failedAt ?? at },
    ];
  const failedAt = transaction?.failedAt ?? at;
  if (failDirection === "pull")
    return [asked, sent, { label: pull, state: "failed", at: failedAt }, { label: push, state: "pending" }];
  if (failDirection === "push")
    return [asked, sent, { label: pull, state: "ok" }, { label: push, state: "failed", at: failedAt }];
  return [asked, sent, { label: "moving the money", state: "failed", at: failedAt }];
}
