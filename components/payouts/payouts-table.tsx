"use client";
import { useQueryStates } from "nuqs";
import { CardLines } from "@/components/data-table/cards";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { ListSearch } from "@/components/data-table/list-search";
import { PeriodFilter } from "@/components/data-table/period-filter";
import { rowsTotal } from "@/components/data-table/rows-total";
import { withCompleted } from "@/components/intents/completed-column";
import { useRows } from "@/components/intents/use-rows";
import { Amount } from "@/components/payments/amount";
import { MethodLabel } from "@/components/payments/method-label";
import { Mono } from "@/components/payments/reference";
import { PayoutStateBadge } from "@/components/payments/state-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PayoutRow } from "@/lib/db/rows";
import { tidy } from "@/lib/url/list";
import { payoutSearch, withPayoutSearch } from "@/lib/url/payouts";
import { NoPayouts } from "./no-payouts";
import { PayoutPeek } from "./payout-peek";
import { payoutsKey } from "./payouts-key";

const NOUN = ["payout", "payouts"] as const;

const COLUMNS: readonly Column<PayoutRow>[] = [
  { id: "vendor", header: "Vendor", cell: (row) => row.contactName, className: "max-w-[240px] truncate" },
  { id: "reference", header: "Reference", cell: (row) => <Mono>{row.reference}</Mono> },
  {
    id: "state",
    header: "State",
    isFixed: true,
    cell: (row) => (
      <span title={row.waitingFor ?? undefined}>
        <PayoutStateBadge state={row.state} />
        {row.waitingFor !== null && <span className="ml-1.5 text-xs text-attention">held up</span>}
      </span>
    ),
  },
  { id: "to", header: "To", cell: (row) => <MethodLabel account={row.account} /> },
  {
    id: "amount",
    header: "Amount",
    align: "right",
    isFixed: true,
    sort: "amount",
    cell: (row) => <Amount cents={row.amountCents} />,
  },
  {
    id: "made",
    header: "Made",
    sort: "made",
    isTime: true,
    cell: (row) => (
      <span className="text-faint">
        <RelativeTime at={row.madeAt} />, by {row.makerName}
      </span>
    ),
  },
  { id: "checker", header: "Decided by", isExtra: true, cell: (row) => row.checkerName ?? "–" },
  { id: "statement", header: "Statement", isExtra: true, cell: (row) => <Mono>{row.statement}</Mono> },
  { id: "note", header: "Note", isExtra: true, cell: (row) => row.note, className: "max-w-[260px] truncate" },
];

const card = (row: PayoutRow) => (
  <CardLines
    title={row.contactName}
    value={<Amount cents={row.amountCents} />}
    badge={<PayoutStateBadge state={row.state} />}
    note={
      <>
        <MethodLabel account={row.account} /> · <RelativeTime at={row.madeAt} />
      </>
    }
  />
);

const peek = (row: PayoutRow) => <PayoutPeek row={row} />;

/** The list of payouts. Its address alone decides what it shows. */
export function PayoutsTable({ mayMake }: { mayMake: boolean }) {
  const [typed] = useQueryStates(payoutSearch);
  const search = tidy(typed);
  const rows = useRows<PayoutRow>(payoutsKey(search), withPayoutSearch("/api/payouts", search));
  return (
    <DataTable
      name={`payouts.${search.view}`}
      noun={NOUN}
      columns={withCompleted(COLUMNS, "made", search)}
      {...rows}
      sort={search.sort}
      href={(row) => `/payouts/${row.id}`}
      card={card}
      peek={peek}
      empty={<NoPayouts search={search} mayMake={mayMake} />}
      toolbar={
        <>
          <ListSearch label="Find a payout" isShallow />
          <PeriodFilter name={search.view === "completed" ? "Completed" : "Made"} isShallow />
        </>
      }
      summary={rowsTotal(rows.page)}
      isShallow
    />
  );
}
