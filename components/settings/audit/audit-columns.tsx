import Link from "next/link";
import { CardLines } from "@/components/data-table/cards";
import type { Column } from "@/components/data-table/column";
import { FullTime, RelativeTime } from "@/components/ui/relative-time";
import type { AuditRow } from "@/lib/db/audit/rows";
import { actorWords, auditWords } from "@/lib/domain/audit-words";
import { BeforeAfter } from "./before-after";
import { OutcomeBadge } from "./outcome-badge";
import { subjectHref, subjectText } from "./subject";

export const AUDIT_COLUMNS: readonly Column<AuditRow>[] = [
  {
    id: "what",
    header: "What",
    className: "max-w-[460px] truncate font-medium",
    cell: (row) => <span title={auditWords(row)}>{auditWords(row)}</span>,
  },
  { id: "outcome", header: "Outcome", isFixed: true, cell: (row) => <OutcomeBadge outcome={row.outcome} /> },
  { id: "who", header: "Who", className: "max-w-[180px] truncate", cell: actorWords },
  {
    id: "deed",
    header: "Deed",
    cell: ({ deed }) => <span className="font-mono text-xs text-dim">{deed}</span>,
  },
  {
    id: "reason",
    header: "Reason",
    isExtra: true,
    className: "max-w-[240px] truncate",
    cell: (row) => row.reason ?? "–",
  },
  {
    id: "address",
    header: "Address",
    isExtra: true,
    className: "text-dim",
    cell: (row) => row.address ?? "–",
  },
  {
    id: "number",
    header: "Number",
    align: "right",
    className: "text-dim",
    cell: ({ number }) => number ?? "none",
  },
  {
    id: "at",
    header: "When",
    sort: "at",
    isTime: true,
    className: "text-dim",
    cell: (row) => <RelativeTime at={row.at} />,
  },
];

export const AuditCard = ({ row }: { row: AuditRow }) => (
  <>
    <span className="block text-sm">{auditWords(row)}</span>
    <CardLines
      title={<span className="font-mono text-xs font-normal text-dim">{row.deed}</span>}
      badge={<OutcomeBadge outcome={row.outcome} />}
      note={<RelativeTime at={row.at} />}
    />
  </>
);

/** The entry beside the list. */
export function AuditPeek({ row }: { row: AuditRow }) {
  const href = subjectHref(row);
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-2 text-dim">
        <OutcomeBadge outcome={row.outcome} /> <span className="font-mono text-xs">{row.deed}</span>
      </p>
      <p className="text-md leading-snug font-semibold">{auditWords(row)}</p>
      <dl className="flex flex-col gap-3">
        <div>
          <dt className="text-xs text-dim">When</dt>
          <dd>
            <FullTime at={row.at} />
          </dd>
        </div>
        <div>
          <dt className="text-xs text-dim">About</dt>
          <dd>
            {href === null ? (
              subjectText(row)
            ) : (
              <Link href={href} prefetch={false} className="text-accent hover:underline">
                {subjectText(row)}
              </Link>
            )}
          </dd>
        </div>
        {row.reason !== null && (
          <div>
            <dt className="text-xs text-dim">Reason</dt>
            <dd className="break-words">{row.reason}</dd>
          </div>
        )}
        {row.address !== null && (
          <div>
            <dt className="text-xs text-dim">From</dt>
            <dd className="break-words">{row.address}</dd>
          </div>
        )}
      </dl>
      <BeforeAfter entry={row} />
    </div>
  );
}
