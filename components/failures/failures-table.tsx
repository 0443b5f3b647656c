"use client";
import { DataTable } from "@/components/data-table/data-table";
import { ListSearch } from "@/components/data-table/list-search";
import { EmptyState } from "@/components/ui/empty-state";
import type { FailureRow, Page } from "@/lib/db/rows";
import type { FailureSearch } from "@/lib/url/failures";
import { FAILURE_COLUMNS, FailureCard, FailurePeek } from "./failure-columns";

/** Payments that failed, came back, were refused, or of which nobody knows. */
export const FailuresTable = ({ page, search }: { page: Page<FailureRow>; search: FailureSearch }) => (
  <DataTable
    name={`failures.${search.view}`}
    noun={["failure", "failures"]}
    columns={FAILURE_COLUMNS}
    page={page}
    sort={search.sort}
    href={({ id }) => `/failures/${encodeURIComponent(id)}`}
    card={(row) => <FailureCard row={row} />}
    peek={(row) => <FailurePeek row={row} />}
    copy={(row) => row.reference ?? row.id}
    toolbar={<ListSearch label="Search failures" />}
    empty={
      search.q === "" ? (
        <EmptyState icon="check" title="No failures here">
          Payments that fail, come back, are refused or have no known outcome appear here with what to do
          about them.
        </EmptyState>
      ) : (
        <EmptyState icon="search" title={`No failure matches “${search.q}”`}>
          Search by contact, reference, Jetpay’s reason, or transaction.
        </EmptyState>
      )
    }
  />
);
