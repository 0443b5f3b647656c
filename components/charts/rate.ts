/** How much of what came to an end did so well. */
export type Outcome = { readonly completed: number; readonly failed: number };

export const addUp = (outcomes: readonly Outcome[]): Outcome => ({
  completed: outcomes.reduce((total, { completed }) => total + completed, 0),
  failed: outcomes.reduce((total, { failed }) => total + failed, 0),
});

/** In percent, to a tenth. Null when nothing came to an end. 100 only when nothing failed. */
export function rateOf({ completed, failed }: Outcome): number | null {
  const all = completed + failed;
  return all === 0 ? null : Math.floor((completed * 1_000) / all) / 10;
}

/** "98.2%", "100%", "–". */
export const rateWords = (rate: number | null): string => (rate === null ? "–" : `${rate}%`);

/** Falls or rises from one rate to the next in points, to a tenth; null when one of them is not known. */
export const change = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : Math.round((after - before) * 10) / 10;

/** Consecutive parts of `size`, the last of which ends with the last item. What is too few for a whole part is left out. */
export function inParts<Item>(items: readonly Item[], size: number): Item[][] {
  const first = items.length % size;
  return Array.from({ length: Math.floor(items.length / size) }, (_, part) =>
    items.slice(first + part * size, first + (part + 1) * size),
  );
}

/** Where a scale of rates begins: the tens below the lowest, so that small differences can be seen. */
export const floorOf = (rates: readonly (number | null)[]): number => {
  const known = rates.filter((rate) => rate !== null);
  return known.length === 0 ? 0 : Math.min(90, Math.max(0, Math.floor((Math.min(...known) - 1) / 10) * 10));
};
