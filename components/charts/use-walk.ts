"use client";
import { type KeyboardEvent, useState } from "react";

type Place = { readonly column: number; readonly row: number };

const STEPS: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const nameOf = ({ column, row }: Place) => `${column} ${row}`;

/**
 * Arrow keys walk between the links of a picture, which lie in columns and rows; only one of them is a stop of the Tab
 * key. Spread `linkAt` on each link and `walk` on what holds them; a place without a link is stepped over.
 */
export function useWalk(columns: number, rows: number) {
  const [at, setAt] = useState<Place>({ column: columns - 1, row: 0 });
  const [shown, setShown] = useState<Place | null>(null);

  const goTo = (within: Element, place: Place): boolean => {
    const link = within.querySelector<SVGElement | HTMLElement>(`[data-place="${nameOf(place)}"]`);
    link?.focus();
    return link !== null;
  };
  const onKeyDown = (event: KeyboardEvent<Element>) => {
    const step = STEPS[event.key];
    const end = { Home: 0, End: columns - 1 }[event.key];
    if (step === undefined && end === undefined) return;
    event.preventDefault();
    if (end !== undefined) return void goTo(event.currentTarget, { column: end, row: at.row });
    const [across, down] = step ?? [0, 0];
    let next = { column: at.column + across, row: at.row + down };
    while (next.column >= 0 && next.column < columns && next.row >= 0 && next.row < rows) {
      if (goTo(event.currentTarget, next)) return;
      next = { column: next.column + across, row: next.row + down };
    }
  };

  return {
    /** What is pointed at or focused. */
    shown,
    walk: {
      onKeyDown,
      onMouseLeave: () => setShown(null),
      onBlur: () => setShown(null),
    },
    linkAt: (column: number, row: number) => {
      const place = { column, row };
      return {
        "data-place": nameOf(place),
        tabIndex: at.column === column && at.row === row ? 0 : -1,
        onFocus: () => {
          setAt(place);
          setShown(place);
        },
        onMouseEnter: () => setShown(place),
      };
    },
  };
}
