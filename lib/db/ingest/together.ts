type Limits<Item> = {
  /** How many calls of `work` may be under way. */
  readonly atOnce: number;
  /** How much goes into one call, by the size of each item. */
  readonly most: number;
  readonly sizeOf: (item: Item) => number;
  /** Whoever asked has given up by then: what waited longer is not begun. */
  readonly patienceMs: number;
  /** Whether one item may be to blame. Then each is tried alone; else all have failed. */
  readonly isOfOne: (error: unknown) => boolean;
};

/**
 * Does `work` for each item, and for those together that had to wait, in the order they came. Results are in the order of
 * the items. Where several fail together, one does not spoil the others'.
 */
export function together<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { atOnce, most, sizeOf, patienceMs, isOfOne }: Limits<Item>,
): (item: Item) => Promise<Result> {
  type Waiting = {
    readonly item: Item;
    readonly since: number;
    readonly resolve: (result: Result) => void;
    readonly reject: (reason: unknown) => void;
  };
  const waiting: Waiting[] = [];
  let running = 0;

  const next = (): Waiting[] => {
    let size = 0;
    const more = waiting.findIndex(({ item }) => (size += sizeOf(item)) > most);
    const group = waiting.splice(0, more === -1 ? waiting.length : Math.max(more, 1));
    const oldest = performance.now() - patienceMs;
    for (const { reject } of group.filter(({ since }) => since < oldest))
      reject(new Error("This waited too long behind others and was not begun."));
    return group.filter(({ since }) => since >= oldest);
  };

  async function run(group: readonly Waiting[]): Promise<void> {
    if (group.length === 0) return;
    try {
      const results = await work(group.map(({ item }) => item));
      for (const [index, { resolve, reject }] of group.entries()) {
        const result = results[index];
        if (result === undefined) reject(new Error("There is no result for this."));
        else resolve(result);
      }
    } catch (error) {
      if (group.length > 1 && isOfOne(error)) await Promise.all(group.map((one) => run([one])));
      else for (const { reject } of group) reject(error);
    }
  }

  function start(): void {
    if (running >= atOnce || waiting.length === 0) return;
    running += 1;
    void run(next()).finally(() => {
      running -= 1;
      start();
    });
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, since: performance.now(), resolve, reject });
      start();
    });
}
