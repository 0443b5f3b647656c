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
import { PaidWith } from "@/components/payments/method-label";
import { Mono } from "@/components/payments/reference";
import { CollectionStateBadge } from "@/components/payments/state-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CollectionRow } from "@/lib/db/rows";
import { collectionSearch, withCollectionSearch } from "@/lib/url/collections";
import { tidy } from "@/lib/url/list";
import { CollectionPeek } from "./collection-peek";
import { collectionsKey } from "./collections-key";
import { NoCollections } from "./no-collections";

const NOUN = ["collection", "collections"] as const;

const COLUMNS: readonly Column<CollectionRow>[] = [
  { id: "customer", header: "Customer", cell: (row) => row.contactName, className: "max-w-[240px] truncate" },
  { id: "reference", header: "Reference", cell: (row) => <Mono>{row.reference}</Mono> },
  {
    id: "state",
    header: "State",
    isFixed: true,
    cell: (row) => (
      <span title={row.waitingFor ?? undefined}>
        <CollectionStateBadge state={row.state} />
        {row.waitingFor !== null && <span className="ml-1.5 text-xs text-attention">held up</span>}
      </span>
    ),
  },
  { id: "how", header: "How", cell: (row) => <PaidWith card={row.card} account={row.account} /> },
  { id: "note", header: "For", cell: (row) => row.note || "–", className: "max-w-[260px] truncate text-dim" },
  {
    id: "amount",
    header: "Amount",
    align: "right",
    isFixed: true,
    sort: "amount",
    cell: (row) => <Amount cents={row.amountCents} />,
  },
  {
    id: "asked",
    header: "Asked",
    sort: "asked",
    isTime: true,
    cell: (row) => (
      <span className="text-faint">
        <RelativeTime at={row.askedAt} />, by {row.askedByName}
      </span>
    ),
  },
  { id: "statement", header: "Statement", isExtra: true, cell: (row) => <Mono>{row.statement}</Mono> },
];

const card = (row: CollectionRow) => (
  <CardLines
    title={row.contactName}
    value={<Amount cents={row.amountCents} />}
    badge={<CollectionStateBadge state={row.state} />}
    note={
      <>
        <PaidWith card={row.card} account={row.account} /> · <RelativeTime at={row.askedAt} />
      </>
    }
  />
);

const peek = (row: CollectionRow) => <CollectionPeek row={row} />;

/** The list of collections. Its address alone decides what it shows. */
export function CollectionsTable({ mayAsk }: { mayAsk: boolean }) {
  const [typed] = useQueryStates(collectionSearch);
  const search = tidy(typed);
  const rows = useRows<CollectionRow>(
    collectionsKey(search),
    withCollectionSearch("/api/collections", search),
  );
  return (
    <DataTable
      name={`collections.${search.view}`}
      noun={NOUN}
      columns={withCompleted(COLUMNS, "asked", search)}
      {...rows}
      sort={search.sort}
      href={(row) => `/collections/${row.id}`}
      card={card}
      peek={peek}
      empty={<NoCollections search={search} mayAsk={mayAsk} />}
      toolbar={
        <>
          <ListSearch label="Find a collection" isShallow />
          <PeriodFilter name={search.view === "completed" ? "Completed" : "Asked"} isShallow />
        </>
      }
      summary={rowsTotal(rows.page)}
      isShallow
    />
  );
}
