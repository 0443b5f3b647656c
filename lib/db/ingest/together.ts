type Limits<Item> = {
  /** How many calls of `work` may be under way. */
  readonly atOnce: number;
  /** How much goes into one call, by the size of each item. */
  readonly most: number;
  readonly sizeOf: (item: Item) => number;
};

/**
 * Does `work` for each item, and for those together that had to wait, in the order they came. Results are in the order of
 * the items. Where several fail together, each is tried alone, so that one does not spoil another's.
 */
export function together<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  { atOnce, most, sizeOf }: Limits<Item>,
): (item: Item) => Promise<Result> {
  type Waiting = {
    readonly item: Item;
    readonly resolve: (result: Result | Promise<Result>) => void;
    readonly reject: (reason: unknown) => void;
  };
  const waiting: Waiting[] = [];
  let running = 0;

  const alone = async (item: Item): Promise<Result> => {
    const [result] = await work([item]);
    if (result === undefined) throw new Error("there is no result for an item");
    return result;
  };

  const next = (): Waiting[] => {
    let size = 0;
    const more = waiting.findIndex(({ item }) => (size += sizeOf(item)) > most);
    return waiting.splice(0, more === -1 ? waiting.length : Math.max(more, 1));
  };

  async function run(group: readonly Waiting[]): Promise<void> {
    if (group.length === 1) {
      for (const { item, resolve, reject } of group) await alone(item).then(resolve, reject);
      return;
    }
    const results = await work(group.map(({ item }) => item)).catch(() => null);
    for (const [index, { item, resolve, reject }] of group.entries()) {
      const result = results?.[index];
      if (result === undefined) await alone(item).then(resolve, reject);
      else resolve(result);
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
      waiting.push({ item, resolve, reject });
      start();
    });
}
