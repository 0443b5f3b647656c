import { CardLines } from "@/components/data-table/cards";
import type { Column } from "@/components/data-table/column";
import { AmountInline } from "@/components/payments/amount";
import { FailureKindBadge } from "@/components/payments/state-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FailureRow } from "@/lib/db/rows";
import { explain, isUnread, shortReason, thingOf } from "./explain";
import { FailureAmount } from "./failure-amount";

const NOBODY = "not described yet";

function WhatHappened({ row }: { row: FailureRow }) {
  const { headline } = explain(row);
  return (
    <span title={headline}>
      <span className={isUnread(row) ? "text-dim" : ""}>{shortReason(row)}</span>
    </span>
  );
}

const whoActs = (row: FailureRow): string => (isUnread(row) ? "Nobody yet" : explain(row).whoActs.words);

export const FAILURE_COLUMNS: readonly Column<FailureRow>[] = [
  {
    id: "contact",
    header: "Contact",
    className: "max-w-[220px] truncate font-medium",
    cell: (row) => row.contactName ?? <span className="font-normal text-faint">{NOBODY}</span>,
  },
  { id: "kind", header: "Kind", cell: (row) => <FailureKindBadge kind={row.kind} /> },
  {
    id: "what",
    header: "What happened",
    isFixed: true,
    className: "max-w-[200px] truncate",
    cell: (row) => <WhatHappened row={row} />,
  },
  { id: "who", header: "Who can fix it", className: "max-w-[170px] truncate text-dim", cell: whoActs },
  { id: "thing", header: "Of", cell: thingOf },
  {
    id: "reference",
    header: "Reference",
    cell: (row) => <span className="font-mono text-xs text-dim">{row.reference ?? "–"}</span>,
  },
  { id: "amount", header: "Amount", align: "right", cell: (row) => <FailureAmount row={row} /> },
  {
    id: "at",
    header: "When",
    sort: "at",
    isTime: true,
    className: "text-dim",
    cell: (row) => <RelativeTime at={row.at} />,
  },
];

export const FailureCard = ({ row }: { row: FailureRow }) => (
  <>
    <CardLines
      title={row.contactName ?? NOBODY}
      value={<FailureAmount row={row} />}
      badge={<FailureKindBadge kind={row.kind} />}
      note={<RelativeTime at={row.at} />}
    />
    <span className="mt-1.5 block text-xs">{shortReason(row)}</span>
  </>
);

/** The failure beside the list. */
export function FailurePeek({ row }: { row: FailureRow }) {
  const { headline, retry, nextStep } = explain(row);
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-2 text-dim">
        <FailureKindBadge kind={row.kind} />
        {row.subject === "payment" ? <AmountInline cents={row.amountCents} /> : thingOf(row)} ·{" "}
        {row.contactName ?? NOBODY}
      </p>
      <p className="text-md leading-snug font-semibold">{isUnread(row) ? shortReason(row) : headline}</p>
      <dl className="flex flex-col gap-3">
        {[
          ["Who can fix it", whoActs(row)],
          ["Retry", retry.sentence],
          ["Next step", nextStep.label],
        ].map(([label, text]) => (
          <div key={label}>
            <dt className="text-xs text-dim">{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
