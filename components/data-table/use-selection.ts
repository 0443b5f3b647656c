"use client";
import { useState } from "react";
import type { Identified } from "./column";

/** Chosen rows of the page that is shown; rows that left it are not chosen any more. */
export function useSelection<Row extends Identified>(
  rows: readonly Row[],
  isSelectable: (row: Row) => boolean = () => true,
) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selectable = rows.filter(isSelectable);
  const ids = selectable.map(({ id }) => id).filter((id) => chosen.has(id));
  return {
    ids,
    has: (row: Row) => ids.includes(row.id),
    canSelect: isSelectable,
    isAll: ids.length > 0 && ids.length === selectable.length,
    toggle: (row: Row) => {
      if (isSelectable(row))
        setChosen(new Set(ids.includes(row.id) ? ids.filter((id) => id !== row.id) : [...ids, row.id]));
    },
    toggleAll: () =>
      setChosen(new Set(ids.length === selectable.length ? [] : selectable.map(({ id }) => id))),
    clear: () => setChosen(new Set()),
  };
}
export type Selection<Row extends Identified> = ReturnType<typeof useSelection<Row>>;
