"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { classes } from "@/components/ui/classes";
import { copyText } from "@/components/ui/copy-text";
import { useKeys } from "@/components/ui/keys";
import type { Page } from "@/lib/db/rows";
import { Cards } from "./cards";
import type { Column, Identified } from "./column";
import { ColumnDialog } from "./column-dialog";
import { Grid } from "./grid";
import { Pager } from "./pager";
import { PeekPanel } from "./peek-panel";
import { rowKeys } from "./row-keys";
import { LoadError, SelectionBar, Toolbar } from "./table-notes";
import { useChanged } from "./use-changed";
import { useColumnChoice } from "./use-column-choice";
import { useCursor } from "./use-cursor";
import { useListAddress } from "./use-list-address";
import { useSelection } from "./use-selection";

export type DataTableProps<Row extends Identified> = {
  /** Under which the browser keeps this view's columns, e.g. "payouts.waiting". */
  readonly name: string;
  /** What the rows are: ["payout", "payouts"]. Also the table's name for assistive technology. */
  readonly noun: readonly [string, string];
  /** A constant of the module, not made anew at each render. */
  readonly columns: readonly Column<Row>[];
  /** Null while the first answer is on its way. */
  readonly page: Page<Row> | null;
  /** The order in force, default included, e.g. "-made". */
  readonly sort: string;
  readonly href: (row: Row) => string;
  /** What a phone shows instead of a line. Holds no links: the whole card is one. */
  readonly card: (row: Row) => ReactNode;
  /** Shown when there are no rows, usually an EmptyState. */
  readonly empty: ReactNode;
  readonly peek?: (row: Row) => ReactNode;
  /** What `C` copies; the id unless told. */
  readonly copy?: (row: Row) => string;
  readonly selection?: {
    readonly isSelectable?: (row: Row) => boolean;
    readonly actions: (ids: readonly string[], clear: () => void) => ReactNode;
  };
  /** True while the rows are those of the last question. */
  readonly isOfLastQuestion?: boolean;
  /** Why rows could not be read, or null. Rows read before stay, marked as old. */
  readonly error?: string | null;
  readonly onRetry?: () => void;
  /** Chips, filters, search. */
  readonly toolbar?: ReactNode;
  /** At the toolbar's end, e.g. "7 payouts, $18,432.10". */
  readonly summary?: ReactNode;
  /** True when the rows come from a query in the browser and the server need not draw the page again. */
  readonly isShallow?: boolean;
  /** False when a second table on the page should leave the keyboard alone. */
  readonly hasKeys?: boolean;
};

const NO_ROWS: readonly never[] = [];

/** A list of records whose place and order live in the address. */
export function DataTable<Row extends Identified>(props: DataTableProps<Row>) {
  const { page, columns, noun, sort, href, peek, selection, error = null, hasKeys = true } = props;
  const rows: readonly Row[] = page?.rows ?? NO_ROWS;
  const router = useRouter();
  const container = useRef<HTMLDivElement>(null);
  const [isPeeking, setIsPeeking] = useState(false);
  const address = useListAddress(props.isShallow ?? false);
  const choice = useColumnChoice(props.name, columns);
  const cursor = useCursor(rows, container);
  const chosen = useSelection(rows, selection?.isSelectable);
  const changed = useChanged(rows);

  const place = `${sort} ${page?.previous ?? ""}`;
  useEffect(() => {
    container.current?.scrollTo(0, 0);
  }, [place]);

  const keys = rowKeys({
    ...cursor,
    open: (row) => router.push(href(row)),
    copy: (row) => void copyText(props.copy?.(row) ?? row.id),
    peek: peek ? setIsPeeking : null,
    select: selection ? chosen.toggle : null,
  });
  useKeys(keys, hasKeys && rows.length > 0);

  const isPending = address.isPending || (props.isOfLastQuestion === true && error === null);
  const isEmpty = page !== null && rows.length === 0;
  const retry = props.onRetry ?? (() => router.refresh());
  return (
    <section
      aria-label={capital(noun[1])}
      aria-busy={isPending || (page === null && error === null)}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Toolbar summary={props.summary} columns={<ColumnDialog columns={columns} choice={choice} />}>
        {props.toolbar}
      </Toolbar>
      {error !== null && <LoadError noun={noun[1]} reason={error} isStale={page !== null} onRetry={retry} />}
      {isEmpty && error === null && props.empty}
      {!isEmpty && !(page === null && error !== null) && (
        <div className="relative flex min-h-0 flex-1 sm:min-h-[260px]">
          <div
            ref={container}
            className={classes(
              "hidden min-w-0 flex-1 overflow-auto transition-opacity duration-100 sm:block print:block print:overflow-visible",
              isPending && "opacity-60",
            )}
          >
            <Grid
              {...{ columns, rows, sort, href, choice, changed }}
              label={capital(noun[1])}
              isLoading={page === null}
              cursorId={hasKeys ? (cursor.row?.id ?? null) : null}
              onCursor={cursor.standOn}
              onSort={address.sortBy}
              selection={selection ? chosen : null}
            />
          </div>
          <Cards rows={rows} href={href} card={props.card} isLoading={page === null} changed={changed} />
          {peek && isPeeking && cursor.row && (
            <PeekPanel href={href(cursor.row)} onClose={() => setIsPeeking(false)}>
              {peek(cursor.row)}
            </PeekPanel>
          )}
        </div>
      )}
      {selection && chosen.ids.length > 0 && (
        <SelectionBar count={chosen.ids.length} noun={noun} onClear={chosen.clear}>
          {selection.actions(chosen.ids, chosen.clear)}
        </SelectionBar>
      )}
      {page !== null && !isEmpty && (
        <Pager
          page={page}
          noun={noun}
          order={orderOf(columns, sort)}
          onNext={address.goAfter}
          onPrevious={address.goBefore}
          isPending={address.isPending}
        />
      )}
    </section>
  );
}

function orderOf(columns: readonly Pick<Column<never>, "sort" | "isTime">[], sort: string) {
  const sorted = columns.find((column) => column.sort === sort.replace(/^-/, ""));
  if (sorted?.isTime !== true) return "other";
  return sort.startsWith("-") ? "newest-first" : "oldest-first";
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
