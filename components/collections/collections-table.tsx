"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { CardLines } from "@/components/data-table/cards";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { ListSearch } from "@/components/data-table/list-search";
import { readList } from "@/components/intents/read-list";
import { Amount } from "@/components/payments/amount";
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
    note={<RelativeTime at={row.askedAt} />}
  />
);

const peek = (row: CollectionRow) => <CollectionPeek row={row} />;

/** The list of collections. Its address alone decides what it shows. */
export function CollectionsTable({ mayAsk }: { mayAsk: boolean }) {
  const [typed] = useQueryStates(collectionSearch);
  const search = tidy(typed);
  const collections = useQuery({
    queryKey: collectionsKey(search),
    queryFn: ({ signal }) =>
      readList<CollectionRow>(withCollectionSearch("/api/collections", search), signal),
    placeholderData: keepPreviousData,
  });
  return (
    <DataTable
      name={`collections.${search.view}`}
      noun={NOUN}
      columns={COLUMNS}
      page={collections.data ?? null}
      sort={search.sort}
      href={(row) => `/collections/${row.id}`}
      card={card}
      peek={peek}
      empty={<NoCollections view={search.view} q={search.q} mayAsk={mayAsk} />}
      error={collections.error?.message ?? null}
      onRetry={() => void collections.refetch()}
      toolbar={<ListSearch label="Find a collection" isShallow />}
      isShallow
    />
  );
}
