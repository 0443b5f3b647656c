"use client";
import { DataTable } from "@/components/data-table/data-table";
import { ListSearch } from "@/components/data-table/list-search";
import { PeriodFilter } from "@/components/data-table/period-filter";
import { rowsTotal } from "@/components/data-table/rows-total";
import type { Page } from "@/lib/db/rows";
import type { FailureSearch } from "@/lib/url/failures";
import { FAILURE_COLUMNS, FailureCard, FailurePeek } from "./failure-columns";
import { NoFailures } from "./no-failures";
import { ReasonFilter } from "./reason-filter";
import type { ToldFailure } from "./told";

/** What failed, came back, was declined or refused, or of which nobody knows. */
export const FailuresTable = ({ page, search }: { page: Page<ToldFailure>; search: FailureSearch }) => (
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
    toolbar={
      <>
        <ListSearch label="Search failures" />
        <PeriodFilter name="Happened" />
        <ReasonFilter rows={page.rows} />
      </>
    }
    summary={rowsTotal(page)}
    empty={<NoFailures search={search} />}
  />
);
