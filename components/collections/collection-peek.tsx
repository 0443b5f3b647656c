import { PeekLines } from "@/components/intents/peek-lines";
import { AmountHero } from "@/components/payments/amount";
import { PaidWith } from "@/components/payments/method-label";
import { Reference } from "@/components/payments/reference";
import { CollectionStateBadge } from "@/components/payments/state-badge";
import { FullTime } from "@/components/ui/relative-time";
import type { CollectionRow } from "@/lib/db/rows";

/** A collection at a glance, beside the list. */
export const CollectionPeek = ({ row }: { row: CollectionRow }) => (
  <>
    <CollectionStateBadge state={row.state} />
    <AmountHero cents={row.amountCents} className="mt-3" />
    <p className="mt-1 text-dim">
      from <b className="font-semibold text-text">{row.contactName}</b>
    </p>
    <PeekLines
      lines={[
        ["Reference", <Reference key="reference" text={row.reference} />],
        ["How", <PaidWith key="how" card={row.card} account={row.account} />],
        ["Waiting for", row.waitingFor],
        ["For", row.note],
        ["On the statement", row.statement],
        ["Asked", <FullTime key="asked" at={row.askedAt} />],
        ["By", row.askedByName],
      ]}
    />
  </>
);
