"use client";
import { useEffect, useRef, useState } from "react";
import type { Identified } from "./column";

const FLASH_MS = 1_500;
const NONE: ReadonlySet<string> = new Set();

const signature = (row: Identified) =>
  JSON.stringify(row, (_key, value: unknown) => (typeof value === "bigint" ? `${value}` : value));

function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  const stayed = [...after.keys()].filter((id) => before.has(id)).length;
  const isSamePage = stayed * 2 >= after.size;
  if (!isSamePage) return NONE;
  return new Set([...after].filter(([id, text]) => before.get(id) !== text).map(([id]) => id));
}

/** The ids of rows that came or changed while this page of the list was open; for a moment, then none. */
export function useChanged(rows: readonly Identified[]): ReadonlySet<string> {
  const [changed, setChanged] = useState(NONE);
  const before = useRef<ReadonlyMap<string, string> | null>(null);
  useEffect(() => {
    const after = new Map(rows.map((row) => [row.id, signature(row)]));
    const found = before.current === null ? NONE : changesBetween(before.current, after);
    before.current = after;
    if (found.size === 0) return;
    setChanged(found);
    const timer = setTimeout(() => setChanged(NONE), FLASH_MS);
    return () => clearTimeout(timer);
  }, [rows]);
  return changed;
}
