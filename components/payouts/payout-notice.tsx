import { Explained } from "@/components/intents/explained";
import { legsOf } from "@/components/intents/legs-of";
import { UnknownOutcome } from "@/components/intents/unknown-outcome";
import { Legs } from "@/components/payments/legs";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { PayoutDetail } from "@/lib/db/rows";
import type { Failure } from "@/lib/domain/explanation";
import { formatCents } from "@/lib/domain/money";

/** Where the payout stands, told as its state asks for. */
export function PayoutNotice({
  payout,
  failureHref,
  mayMake,
  isOverdue,
}: {
  payout: PayoutDetail;
  failureHref: string | null;
  mayMake: boolean;
  isOverdue: boolean;
}) {
  const { transaction } = payout;
  return (
    <>
      <StateNotice payout={payout} mayMake={mayMake} isOverdue={isOverdue} />
      {transaction !== null && <Legs legs={legsOf("credit", transaction)} label="Where the payout is" />}
      <Why payout={payout} href={failureHref} />
    </>
  );
}

type Notice = { payout: PayoutDetail; mayMake: boolean; isOverdue: boolean };

function StateNotice({ payout, mayMake, isOverdue }: Notice) {
  const { state, id } = payout;
  const again = mayMake && (
    <ButtonLink href={`/payouts/new?copy=${id}`} prefetch={false} icon="plus">
      Make one like it
    </ButtonLink>
  );
  switch (state) {
    case "approved":
      return payout.waitingFor === null && !isOverdue ? null : (
        <Callout meaning="attention" icon="clock" title="Approved, but not sent yet">
          {payout.waitingFor ?? "Its time has come, but it has not left: sending may be paused, or busy."}{" "}
          Nothing has left.
        </Callout>
      );
    case "sending":
      return (
        <Callout meaning="waiting" icon="send" title="Being sent">
          Jetpay is being asked now. Its answer appears here by itself.
        </Callout>
      );
    case "unknown":
      return (
        <UnknownOutcome
          thing="payout"
          reference={payout.reference}
          problem={payout.problem}
          amount={formatCents(BigInt(payout.amountCents))}
          name={payout.contactName}
        />
      );
    case "rejected":
      return (
        <Callout
          meaning="attention"
          icon="ban"
          title={`${payout.checkerName ?? "A colleague"} rejected this payout`}
          actions={again}
        >
          {payout.decisionReason ?? "No reason was kept."}
        </Callout>
      );
    case "cancelled":
      return (
        <Callout meaning="waiting" icon="ban" title="Cancelled: nothing was paid" actions={again}>
          Who cancelled it, and when, stands under So far.
        </Callout>
      );
    case "refused":
      return (
        <Callout
          meaning="bad"
          icon="ban"
          title="Jetpay refused this payout, so nothing was paid"
          actions={again}
        >
          {payout.problem ?? "It gave no reason."}
        </Callout>
      );
    case "awaiting_approval":
    case "sent":
    case "completed":
    case "failed":
    case "returned":
      return null;
  }
}

/** What `explainFailure` is asked about this payout; null while nothing has gone wrong. */
function failureOf({ state, account, contactName, transaction, problem }: PayoutDetail): Failure | null {
  const about = { direction: "credit", method: account === null ? "link" : "bank", contactName } as const;
  if (state === "refused")
    return { ...about, reason: "refused_at_creation", failDirection: null, isReturn: false, words: problem };
  if ((state !== "failed" && state !== "returned") || transaction === null) return null;
  const { failReason, failDirection, isReturn } = transaction;
  return { ...about, reason: failReason, failDirection, isReturn };
}

function Why({ payout, href }: { payout: PayoutDetail; href: string | null }) {
  const failure = failureOf(payout);
  return failure === null ? null : <Explained failure={failure} href={href} />;
}
