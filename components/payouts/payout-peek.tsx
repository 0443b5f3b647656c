import { AmountHero } from "@/components/payments/amount";
import { MethodLabel } from "@/components/payments/method-label";
import { Reference } from "@/components/payments/reference";
import { PayoutStateBadge } from "@/components/payments/state-badge";
import { PeekLines } from "@/components/intents/peek-lines";
import { FullTime } from "@/components/ui/relative-time";
import type { PayoutRow } from "@/lib/db/rows";

/** A payout at a glance, beside the list. Deciding takes the whole page. */
export const PayoutPeek = ({ row }: { row: PayoutRow }) => (
  <>
    <PayoutStateBadge state={row.state} />
    <AmountHero cents={row.amountCents} className="mt-3" />
    <p className="mt-1 text-dim">
      to <b className="font-semibold text-text">{row.contactName}</b>, <MethodLabel account={row.account} />
    </p>
    <PeekLines
      lines={[
        ["Reference", <Reference key="reference" text={row.reference} />],
        ["Waiting for", row.waitingFor],
        ["For", row.note],
        ["On the statement", row.statement],
        ["Made", <FullTime key="made" at={row.madeAt} />],
        ["By", row.makerName],
        ["Decided by", row.checkerName],
      ]}
    />
  </>
);
