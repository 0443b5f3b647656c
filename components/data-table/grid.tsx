"use client";
import { useTable } from "@tanstack/react-table";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type MouseEvent, type ReactNode, useMemo } from "react";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { type Column, type ColumnLook, FEATURES, type Identified, nextSort, tableColumns } from "./column";
import type { ColumnChoice } from "./use-column-choice";
import type { Selection } from "./use-selection";

type GridProps<Row extends Identified> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly href: (row: Row) => string;
  readonly choice: ColumnChoice;
  readonly changed: ReadonlySet<string>;
  readonly cursorId: string | null;
  readonly onCursor: (row: Row) => void;
  readonly selection: Selection<Row> | null;
};

const TH =
  "sticky top-0 z-10 h-[30px] border-b border-line bg-surface px-2.5 text-left text-xs font-medium whitespace-nowrap text-dim first:pl-5 last:pr-5";
const TD = "h-(--row) border-b border-line px-2.5 whitespace-nowrap first:pl-5 last:pr-5";
const CONTROL = "a,button,input,label,select,summary";
const SKELETON_ROWS = 12;

/** The lines themselves. */
export function Grid<Row extends Identified>(props: GridProps<Row>) {
  const { rows, columns, sort, href, choice, selection } = props;
  const defs = useMemo(() => tableColumns(columns), [columns]);
  const table = useTable({
    features: FEATURES,
    columns: defs,
    data: rows,
    getRowId: (row) => row.id,
    state: { columnVisibility: choice.visibility, columnOrder: choice.order },
  });

  return (
    <table aria-label={props.label} className="w-full border-separate border-spacing-0 text-sm">
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {selection && (
              <th className={classes(TH, "w-9 pr-0!")}>
                <input
                  type="checkbox"
                  aria-label="Select all rows of this page"
                  className="block size-[14px] accent-accent"
                  checked={selection.isAll}
                  onChange={selection.toggleAll}
                />
              </th>
            )}
            {group.headers.map((header) => (
              <HeaderCell
                key={header.id}
                text={<table.FlexRender header={header} />}
                look={header.column.columnDef.meta}
                sort={sort}
                onSort={props.onSort}
              />
            ))}
          </tr>
        ))}
      </thead>
      <tbody>
        {props.isLoading && <SkeletonRows columns={choice.shown.length + (selection ? 1 : 0)} />}
        {table.getRowModel().rows.map((line) => (
          <Line
            key={line.id}
            row={line.original}
            href={href(line.original)}
            isCursor={line.id === props.cursorId}
            hasChanged={props.changed.has(line.id)}
            onCursor={props.onCursor}
            selection={selection}
            cells={line.getVisibleCells().map((cell) => ({
              id: cell.id,
              look: cell.column.columnDef.meta,
              inside: <table.FlexRender cell={cell} />,
            }))}
          />
        ))}
      </tbody>
    </table>
  );
}

type LineProps<Row extends Identified> = {
  readonly row: Row;
  readonly href: string;
  readonly isCursor: boolean;
  readonly hasChanged: boolean;
  readonly onCursor: (row: Row) => void;
  readonly selection: Selection<Row> | null;
  readonly cells: readonly { id: string; look: ColumnLook | undefined; inside: ReactNode }[];
};

function Line<Row extends Identified>({
  row,
  href,
  isCursor,
  hasChanged,
  onCursor,
  selection,
  cells,
}: LineProps<Row>) {
  const router = useRouter();
  const open = (event: MouseEvent) => {
    const isOnControl = event.target instanceof Element && event.target.closest(CONTROL) !== null;
    if (isOnControl || window.getSelection()?.isCollapsed === false) return;
    if (event.metaKey || event.ctrlKey) window.open(href, "_blank", "noopener");
    else router.push(href);
  };
  return (
    <tr
      data-row={row.id}
      tabIndex={isCursor ? 0 : -1}
      onFocus={() => !isCursor && onCursor(row)}
      onClick={open}
      className={classes(
        "scroll-mt-[30px] cursor-pointer -outline-offset-2",
        isCursor ? "bg-accent-soft [&>td:first-child]:shadow-[inset_2px_0_0_var(--accent)]" : "hover:bg-bg",
        hasChanged && "row-flash",
      )}
    >
      {selection && (
        <td className={classes(TD, "pr-0!")}>
          <input
            type="checkbox"
            id={`select-${row.id}`}
            aria-label="Select"
            aria-labelledby={`select-${row.id} row-${row.id}`}
            className="block size-[14px] accent-accent"
            checked={selection.has(row)}
            disabled={!selection.canSelect(row)}
            onChange={() => selection.toggle(row)}
          />
        </td>
      )}
      {cells.map(({ id, look, inside }) => (
        <td key={id} className={classes(TD, look?.align === "right" && "text-right", look?.className)}>
          {look?.isLink === true ? (
            <Link
              id={selection ? `row-${row.id}` : undefined}
              href={href}
              prefetch={false}
              className="rounded-[3px] hover:underline"
            >
              {inside}
            </Link>
          ) : (
            inside
          )}
        </td>
      ))}
    </tr>
  );
}

function HeaderCell({
  text,
  look,
  sort,
  onSort,
}: {
  text: ReactNode;
  look: ColumnLook | undefined;
  sort: string;
  onSort: (sort: string) => void;
}) {
  const next = look ? nextSort(sort, look) : null;
  const isRising = look?.sort !== undefined && sort === look.sort;
  const isFalling = look?.sort !== undefined && sort === `-${look.sort}`;
  const order = isRising ? "ascending" : isFalling ? "descending" : undefined;
  return (
    <th scope="col" aria-sort={order} className={classes(TH, look?.align === "right" && "text-right")}>
      {next === null ? (
        text
      ) : (
        <button
          type="button"
          onClick={() => onSort(next)}
          className="group/sort inline-flex items-center gap-1 rounded-[3px] hover:text-text"
        >
          {text}
          <Icon
            name={isRising ? "chevron-up" : isFalling ? "chevron-down" : "sort"}
            size={12}
            className={
              order
                ? "text-text"
                : "opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100"
            }
          />
        </button>
      )}
    </th>
  );
}

const WIDTHS = ["w-32", "w-20", "w-24", "w-16", "w-28"];

const SkeletonRows = ({ columns }: { columns: number }) =>
  Array.from({ length: SKELETON_ROWS }, (_, line) => (
    <tr key={line}>
      {Array.from({ length: columns }, (__, cell) => (
        <td key={cell} className={TD}>
          {line === 0 && cell === 0 && <Loading />}
          <Skeleton className={WIDTHS[(line + cell * 2) % WIDTHS.length] ?? ""} />
        </td>
      ))}
    </tr>
  ));
