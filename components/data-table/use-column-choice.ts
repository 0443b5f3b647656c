"use client";
import { useMemo, useSyncExternalStore } from "react";
import type { Column } from "./column";

type Choice = { readonly shown: readonly string[]; readonly order: readonly string[] };

const CHANGED = "jetdesk:columns";
const keyOf = (view: string) => `jetdesk.columns.${view}`;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

function watch(watcher: () => void): () => void {
  window.addEventListener(CHANGED, watcher);
  window.addEventListener("storage", watcher);
  return () => {
    window.removeEventListener(CHANGED, watcher);
    window.removeEventListener("storage", watcher);
  };
}

function kept(view: string): string | null {
  try {
    return localStorage.getItem(keyOf(view));
  } catch {
    return null; // a browser may forbid storage; the usual columns are shown
  }
}

function keep(view: string, choice: Choice | null) {
  try {
    if (choice === null) localStorage.removeItem(keyOf(view));
    else localStorage.setItem(keyOf(view), JSON.stringify(choice));
  } catch {
    return;
  }
  window.dispatchEvent(new Event(CHANGED));
}

function read(text: string | null): Choice | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("shown" in value) || !("order" in value))
      return null;
    return isTexts(value.shown) && isTexts(value.order) ? { shown: value.shown, order: value.order } : null;
  } catch {
    return null;
  }
}

/** Which columns this view shows and in what order, kept in this browser. Columns unknown to an old choice stay usual. */
export function useColumnChoice<Row>(view: string, columns: readonly Column<Row>[]) {
  const text = useSyncExternalStore(
    watch,
    () => kept(view),
    () => null,
  );
  return useMemo(() => {
    const choice = read(text);
    const ids = columns.map(({ id }) => id);
    const known = (choice?.order ?? []).filter((id) => ids.includes(id));
    const first = ids.slice(0, 1);
    const order = [...new Set([...first, ...known, ...ids])];
    const isShown = ({ id, isExtra = false, isFixed = false }: Column<Row>) =>
      isFixed || first.includes(id) || (known.includes(id) ? (choice?.shown.includes(id) ?? true) : !isExtra);
    const shown = columns.filter(isShown).map(({ id }) => id);
    return {
      order,
      shown,
      visibility: Object.fromEntries(ids.map((id) => [id, shown.includes(id)])),
      choose: (next: Choice | null) => keep(view, next),
    };
  }, [text, view, columns]);
}
export type ColumnChoice = ReturnType<typeof useColumnChoice>;
