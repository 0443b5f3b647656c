import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** The value below which `share` of the numbers lie. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/** How long `work` takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** Gives every item to `take`, `atOnce` at a time. Answers how many items that is in a second. */
export async function rateOf<Item>(
  items: readonly Item[],
  atOnce: number,
  take: (item: Item) => Promise<unknown>,
): Promise<number> {
  const waiting = items[Symbol.iterator]();
  const lane = async () => {
    for (const item of { [Symbol.iterator]: () => waiting }) await take(item);
  };
  const tookMs = await timed(() => Promise.all(Array.from({ length: atOnce }, lane)));
  return (items.length * 1_000) / tookMs;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as (how: { type: "minor" | "major" }) => void;
const MINORS = 200;
let minors = 0;

/** Clears this process's own garbage, so that doing it falls into none of two times that are compared. */
export const tidy = (): void => collect({ type: ++minors % MINORS === 0 ? "major" : "minor" });
