import { quantile, median, tidy, timed } from "./figures";
import type { Place } from "./place";
import { LIST_QUESTIONS, SEARCHES, SEARCH_QUESTIONS, type Question } from "./questions";

/** What seems too slow is asked as many times more before it is said: a p95 of few calls scatters by a half. */
const SECOND_LOOK = 4;
const WARMING = 10;
const LISTS = ["payouts", "collections", "contacts", "failures"] as const;

export type Compared = {
  readonly name: string;
  readonly smallMs: number;
  readonly largeMs: number;
  /** Of the p95s, and of the times in the middle, which say more where other programs disturb. */
  readonly ratio: number;
  readonly middle: number;
};
export type Pair = { readonly small: Place; readonly large: Place };

const p95 = (times: readonly number[]) => quantile(times, 0.95);

/** Somebody with payouts of their own and others' to decide on. */
async function colleagueOf({ pool, person }: Place): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT maker_id AS id FROM payout WHERE state = 'awaiting_approval' ORDER BY id LIMIT 1",
  );
  return rows[0]?.id ?? person.id;
}

/** Both sizes in turn, either first by chance: what comes every so many calls would meet one of them only. All calls count. */
async function compared(
  name: string,
  calls: number,
  floor: number,
  small: () => Promise<unknown>,
  large: () => Promise<unknown>,
): Promise<Compared> {
  const [smalls, larges]: [number[], number[]] = [[], []];
  const turns = [async () => smalls.push(await timed(small)), async () => larges.push(await timed(large))];
  const ask = async (times: number) => {
    for (let call = 0; call < times; call++)
      for (const turn of Math.random() < 0.5 ? turns : turns.toReversed()) {
        tidy();
        await turn();
      }
  };
  const ratio = () => p95(larges) / p95(smalls);
  await ask(WARMING);
  smalls.length = larges.length = 0;
  await ask(calls);
  if (ratio() > floor) await ask(SECOND_LOOK * calls);
  return {
    name,
    smallMs: p95(smalls),
    largeMs: p95(larges),
    ratio: ratio(),
    middle: median(larges) / median(smalls),
  };
}

/** P6: each question to each list, at both sizes. */
export async function listTimes(
  { small, large }: Pair,
  calls: number,
  floor: number,
): Promise<Map<string, Compared[]>> {
  const [ofSmall, ofLarge] = [await colleagueOf(small), await colleagueOf(large)];
  const lists = new Map<string, Compared[]>(LISTS.map((list) => [list, []]));
  for (const question of LIST_QUESTIONS) {
    await heeds(question, large, ofLarge);
    const { name, ask } = question;
    const equal = await equalOf(question, { small, large }, [ofSmall, ofLarge]);
    const found = await compared(
      equal === question ? name : `${name} (against ${equal.name}: fewer rows at the small size)`,
      calls,
      floor,
      () => equal.ask(small.desk.read, ofSmall),
      () => ask(large.desk.read, ofLarge),
    );
    lists.get(question.list)?.push(found);
  }
  return lists;
}

/**
 * A page of few rows costs less at any size. Where the small marketplace has fewer to show, a page of its whole list
 * counts that has as many.
 */
async function equalOf(
  question: Question,
  { small, large }: Pair,
  [ofSmall, ofLarge]: readonly [string, string],
): Promise<Question> {
  const shown = async ({ ask }: Question, place: Place, staffId: string) =>
    (await ask(place.desk.read, staffId)).rows.length;
  const wanted = await shown(question, large, ofLarge);
  const named = (name: string) =>
    LIST_QUESTIONS.filter((one) => one.list === question.list && one.name === name);
  for (const one of [question, ...named(question.ofAll), ...named(question.firstOfAll)])
    if ((await shown(one, small, ofSmall)) >= wanted) return one;
  return question;
}

/** A cursor that the list does not take would measure the first page again. */
async function heeds({ list, name, ask }: Question, { desk }: Place, staffId: string): Promise<void> {
  if (!name.includes("deep")) return;
  const { rows, previous, next } = await ask(desk.read, staffId);
  if (rows.length > 0 && (name.includes("backwards") ? next : previous) === null)
    throw new Error(`${list}, ${name}: the cursor was not heeded`);
}

export type Worst = { readonly p95Ms: number; readonly worst: string; readonly worstMs: number };

async function slowest(
  calls: number,
  questions: readonly (readonly [string, () => Promise<unknown>])[],
): Promise<Worst> {
  const all: number[] = [];
  const each: (readonly [string, number])[] = [];
  for (const [name, ask] of questions) {
    for (let warm = 0; warm < WARMING; warm++) await ask();
    const times: number[] = [];
    for (let call = 0; call < calls; call++) times.push(await timed(ask));
    all.push(...times);
    each.push([name, p95(times)]);
  }
  const [worst, worstMs] = each.toSorted(([, a], [, b]) => b - a)[0] ?? ["", Number.NaN];
  return { p95Ms: p95(all), worst, worstMs };
}

/** P7: the desk's own search, and that of each list. */
export async function searchTimes(place: Place, calls: number): Promise<Worst> {
  const { read } = place.desk;
  const staffId = await colleagueOf(place);
  return slowest(calls, [
    ...SEARCHES.map((q) => [`“${q}” anywhere`, () => read.hits(q)] as const),
    ...SEARCH_QUESTIONS.filter(({ name }) => name.endsWith(", all")).map(
      ({ name, ask }) => [name, () => ask(read, staffId)] as const,
    ),
  ]);
}

/** P7 with a second filter: the search of a list's views. */
export async function viewSearchTimes(place: Place, calls: number): Promise<Worst> {
  const { read } = place.desk;
  const staffId = await colleagueOf(place);
  return slowest(
    calls,
    SEARCH_QUESTIONS.filter(({ name }) => !name.endsWith(", all")).map(
      ({ name, ask }) => [name, () => ask(read, staffId)] as const,
    ),
  );
}

/** P8: what stands on a list's tabs, and beside the places of the rail. */
export async function countTimes(place: Place, calls: number): Promise<Worst> {
  const { read } = place.desk;
  const staffId = await colleagueOf(place);
  return slowest(calls, [
    ...LISTS.map((list) => [`the tabs of ${list}`, () => read.tabCounts(list, staffId)] as const),
    ["the rail", () => read.railCounts(staffId)],
  ]);
}

/** P9: the overview's numbers at both sizes. */
export async function overviewTimes({ small, large }: Pair, calls: number, floor: number): Promise<Compared> {
  const [ofSmall, ofLarge] = [await colleagueOf(small), await colleagueOf(large)];
  return compared(
    "overview",
    calls,
    floor,
    () => small.desk.read.overview(new Date(), ofSmall),
    () => large.desk.read.overview(new Date(), ofLarge),
  );
}
