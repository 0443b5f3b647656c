"use client";
import { type RefObject, useState } from "react";
import type { Identified } from "./column";

/** The row the keyboard stands on. It follows its row when the list changes, and keeps its height when the row leaves. */
export function useCursor<Row extends Identified>(
  rows: readonly Row[],
  container: RefObject<HTMLElement | null>,
) {
  const [stand, setStand] = useState({ id: rows[0]?.id ?? null, at: 0 });
  const found = rows.findIndex((row) => row.id === stand.id);
  const at = found === -1 ? Math.min(stand.at, rows.length - 1) : found;

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(index, rows.length - 1));
    const row = rows[next];
    if (row === undefined) return;
    setStand({ id: row.id, at: next });
    const line = container.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`);
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: "nearest" });
  };
  return {
    row: rows[at] ?? null,
    standOn: (row: Row) => setStand({ id: row.id, at: rows.indexOf(row) }),
    step: (by: number) => moveTo(at + by),
  };
}
