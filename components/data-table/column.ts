import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  tableFeatures,
} from "@tanstack/react-table";
import type { ReactNode } from "react";

export type Identified = { readonly id: string };

/** One column, told once. The first one carries the link to the row, so its cell holds no link of its own. */
export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "left" | "right";
  /** The word this column has in the address: "made" for `sort=made` and `sort=-made`. Without it the column cannot be sorted. */
  readonly sort?: string;
  /** Which way the first press sorts; falling unless told. */
  readonly firstSort?: "rising" | "falling";
  /** True when sorting by it is sorting by time: the pager then says "Newer" and "Older". */
  readonly isTime?: boolean;
  /** Cannot be taken away. The first column never can. */
  readonly isFixed?: boolean;
  /** Not shown until somebody asks for it. */
  readonly isExtra?: boolean;
  /** For the cell, e.g. "max-w-[240px] truncate". */
  readonly className?: string;
};

export type ColumnLook = Pick<Column<never>, "align" | "sort" | "firstSort" | "className"> & {
  readonly isLink: boolean;
};

export const FEATURES = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnMeta: metaHelper<ColumnLook>(),
});

/** Our columns as the table library wants them. */
export function tableColumns<Row extends Identified>(columns: readonly Column<Row>[]) {
  const helper = createColumnHelper<typeof FEATURES, Row>();
  return columns.map(({ id, header, cell, align = "left", className = "", ...rest }, at) =>
    helper.display({
      id,
      header,
      cell: ({ row }) => cell(row.original),
      meta: { align, className, isLink: at === 0, ...sortOf(rest) },
    }),
  );
}

const sortOf = ({ sort, firstSort = "falling" }: Pick<ColumnLook, "sort" | "firstSort">) =>
  sort === undefined ? {} : { sort, firstSort };

/** The order a press on the header asks for. */
export function nextSort(current: string, look: Pick<ColumnLook, "sort" | "firstSort">): string | null {
  const { sort, firstSort } = look;
  if (sort === undefined) return null;
  if (current === sort) return `-${sort}`;
  if (current === `-${sort}`) return sort;
  return firstSort === "rising" ? sort : `-${sort}`;
}
