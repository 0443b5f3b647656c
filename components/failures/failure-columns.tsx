import { CardLines } from "@/components/data-table/cards";
import type { Column } from "@/components/data-table/column";
import { AmountInline } from "@/components/payments/amount";
import { FailureKindBadge } from "@/components/payments/state-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { FailureAmount } from "./failure-amount";
import { thingOf } from "./thing-of";
import type { ToldFailure } from "./told";

const NOBODY = "not described yet";

const WhatHappened = ({ row: { told } }: { row: ToldFailure }) => (
  <span title={told.headline}>
    <span className={told.isUnread ? "text-dim" : ""}>{told.short}</span>
  </span>
);

export const FAILURE_COLUMNS: readonly Column<ToldFailure>[] = [
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
  {
    id: "who",
    header: "Who can fix it",
    className: "max-w-[170px] truncate text-dim",
    cell: ({ told }) => told.whoActs,
  },
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

export const FailureCard = ({ row }: { row: ToldFailure }) => (
  <>
    <CardLines
      title={row.contactName ?? NOBODY}
      value={<FailureAmount row={row} />}
      badge={<FailureKindBadge kind={row.kind} />}
      note={<RelativeTime at={row.at} />}
    />
    <span className="mt-1.5 block text-xs">{row.told.short}</span>
  </>
);

/** The failure beside the list. */
export function FailurePeek({ row }: { row: ToldFailure }) {
  const { short, headline, whoActs, retry, nextStep, isUnread } = row.told;
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-2 text-dim">
        <FailureKindBadge kind={row.kind} />
        {row.subject === "payment" ? <AmountInline cents={row.amountCents} /> : thingOf(row)} ·{" "}
        {row.contactName ?? NOBODY}
      </p>
      <p className="text-md leading-snug font-semibold">{isUnread ? short : headline}</p>
      <dl className="flex flex-col gap-3">
        {[
          ["Who can fix it", whoActs],
          ["Retry", retry],
          ["Next step", nextStep],
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
