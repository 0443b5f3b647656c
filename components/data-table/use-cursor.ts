"use client";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Identified } from "./column";

/** The row the keyboard stands on. It follows its row when the list changes, and keeps its height when the row leaves. */
export function useCursor<Row extends Identified>(
  rows: readonly Row[],
  container: RefObject<HTMLElement | null>,
) {
  const [id, setId] = useState(rows[0]?.id ?? null);
  const lastAt = useRef(0);
  const found = rows.findIndex((row) => row.id === id);
  const at = found === -1 ? Math.min(lastAt.current, rows.length - 1) : found;
  useEffect(() => {
    if (found !== -1) lastAt.current = found;
  }, [found]);

  const moveTo = (index: number) => {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    if (row === undefined) return;
    setId(row.id);
    const line = container.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`);
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: "nearest" });
  };
  return { row: rows[at] ?? null, moveTo, step: (by: number) => moveTo(at + by) };
}
