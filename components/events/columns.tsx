import type { Column } from "@/components/data-table/column";
import { DeliveryVerdictBadge, JetpayStateBadge } from "@/components/payments/state-badge";
import { Mono } from "@/components/payments/reference";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeliveryRow, EventRow, QuarantinedRow, UnclaimedRow } from "@/lib/db/rows";
import { TransactionLink } from "./transaction-link";
import { DIRECTION_WORDS, idsInWords, lagWords } from "./words";

const NONE = <span className="text-faint">–</span>;
const MONO = "font-mono text-xs";

export const DELIVERY_COLUMNS: readonly Column<DeliveryRow>[] = [
  { id: "id", header: "Delivery", cell: (row) => <span className={MONO}>{row.id}</span> },
  { id: "verdict", header: "Verdict", cell: (row) => <DeliveryVerdictBadge verdict={row.verdict} /> },
  { id: "events", header: "Events", align: "right", cell: (row) => row.eventCount },
  { id: "new", header: "New", align: "right", cell: (row) => row.newCount },
  {
    id: "malformed",
    header: "Unreadable",
    align: "right",
    cell: (row) => (row.malformedCount === 0 ? NONE : <span className="text-bad">{row.malformedCount}</span>),
  },
  { id: "ids", header: "Event ids", className: `${MONO} text-dim`, cell: idsInWords },
  { id: "lag", header: "Lag", className: "text-dim", cell: (row) => lagWords(row.lagMs) },
  {
    id: "received",
    header: "Received",
    className: "text-dim",
    cell: (row) => <RelativeTime at={row.receivedAt} />,
  },
];

export const EVENT_COLUMNS: readonly Column<EventRow>[] = [
  { id: "id", header: "Event", cell: (row) => <span className={MONO}>{row.id}</span> },
  { id: "type", header: "Type", className: "max-w-[260px] truncate", cell: (row) => row.type },
  {
    id: "state",
    header: "State",
    cell: (row) => (row.state === null ? NONE : <JetpayStateBadge state={row.state} />),
  },
  { id: "payment", header: "Payment", cell: (row) => <TransactionLink row={row} /> },
  {
    id: "transaction",
    header: "Transaction",
    className: "max-w-[180px] truncate",
    cell: (row) => (row.transactionId === null ? NONE : <Mono>{row.transactionId}</Mono>),
  },
  {
    id: "created",
    header: "Happened",
    className: "text-dim",
    cell: (row) => <RelativeTime at={row.createdAt} />,
  },
  {
    id: "received",
    header: "Received",
    className: "text-dim",
    isExtra: true,
    cell: (row) => <RelativeTime at={row.receivedAt} />,
  },
];

export const QUARANTINED_COLUMNS: readonly Column<QuarantinedRow>[] = [
  {
    id: "event",
    header: "Event",
    cell: (row) => <span className={MONO}>{row.eventId ?? "without an id"}</span>,
  },
  {
    id: "problem",
    header: "Why it was not applied",
    className: "max-w-[520px] truncate",
    cell: (row) => row.problem,
  },
  {
    id: "received",
    header: "Received",
    className: "text-dim",
    cell: (row) => <RelativeTime at={row.receivedAt} />,
  },
];

export const UNCLAIMED_COLUMNS: readonly Column<UnclaimedRow>[] = [
  {
    id: "id",
    header: "Transaction",
    className: "max-w-[300px] truncate",
    cell: (row) => <span className={MONO}>{row.id}</span>,
  },
  { id: "direction", header: "Direction", cell: (row) => DIRECTION_WORDS[row.direction] },
  { id: "state", header: "State", cell: (row) => <JetpayStateBadge state={row.state} /> },
  {
    id: "amount",
    header: "Amount",
    align: "right",
    cell: () => <span className="text-faint">not described yet</span>,
  },
  {
    id: "announced",
    header: "Announced",
    className: "text-dim",
    cell: (row) => (row.announcedAt === null ? NONE : <RelativeTime at={row.announcedAt} />),
  },
];
