import { quantile, median, timed } from "./figures";
import type { Place } from "./place";
import { LIST_QUESTIONS, SEARCHES, type Question } from "./questions";

const CALLS_A_BLOCK = 20;
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

/** Both sizes in turn, block by block; a block's ratio is that of its p95s, and the middle one counts. */
async function compared(
  name: string,
  blocks: number,
  small: () => Promise<unknown>,
  large: () => Promise<unknown>,
): Promise<Compared> {
  const seen: { smallMs: number; largeMs: number; middle: number }[] = [];
  for (let warm = 0; warm < 4; warm++) await Promise.all([small(), large()]);
  for (let block = 0; block < blocks; block++) {
    const [smalls, larges]: [number[], number[]] = [[], []];
    for (let call = 0; call < CALLS_A_BLOCK; call++) {
      smalls.push(await timed(small));
      larges.push(await timed(large));
    }
    seen.push({ smallMs: p95(smalls), largeMs: p95(larges), middle: median(larges) / median(smalls) });
  }
  return {
    name,
    smallMs: median(seen.map(({ smallMs }) => smallMs)),
    largeMs: median(seen.map(({ largeMs }) => largeMs)),
    ratio: median(seen.map(({ smallMs, largeMs }) => largeMs / smallMs)),
    middle: median(seen.map(({ middle }) => middle)),
  };
}

/** P6: each question to each list, at both sizes. */
export async function listTimes({ small, large }: Pair, blocks: number): Promise<Map<string, Compared[]>> {
  const [ofSmall, ofLarge] = [await colleagueOf(small), await colleagueOf(large)];
  const lists = new Map<string, Compared[]>(LISTS.map((list) => [list, []]));
  for (const question of LIST_QUESTIONS) {
    await heeds(question, large, ofLarge);
    const found = await compared(
      question.name,
      blocks,
      () => question.ask(small.desk.read, ofSmall),
      () => question.ask(large.desk.read, ofLarge),
    );
    lists.get(question.list)?.push(found);
  }
  return lists;
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
    await ask();
    const times: number[] = [];
    for (let call = 0; call < calls; call++) times.push(await timed(ask));
    all.push(...times);
    each.push([name, p95(times)]);
  }
  const [worst, worstMs] = each.toSorted(([, a], [, b]) => b - a)[0] ?? ["", Number.NaN];
  return { p95Ms: p95(all), worst, worstMs };
}

/** P7: the desk's own search and that of each list. */
export async function searchTimes(place: Place, calls: number): Promise<Worst> {
  const { read } = place.desk;
  const staffId = await colleagueOf(place);
  const list = { sort: "-made", after: null, before: null } as const;
  return slowest(
    calls,
    SEARCHES.flatMap((q) => [
      [`“${q}” anywhere`, () => read.hits(q)] as const,
      [`“${q}” in payouts`, () => read.payouts({ ...list, view: "all", q }, staffId)] as const,
      [`“${q}” in collections`, () => read.collections({ ...list, sort: "-asked", view: "all", q })] as const,
      [`“${q}” in contacts`, () => read.contacts({ ...list, sort: "-created", view: "all", q })] as const,
      [`“${q}” in failures`, () => read.failures({ ...list, sort: "-at", view: "all", q })] as const,
    ]),
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
export async function overviewTimes({ small, large }: Pair, blocks: number): Promise<Compared> {
  const [ofSmall, ofLarge] = [await colleagueOf(small), await colleagueOf(large)];
  return compared(
    "overview",
    blocks,
    () => small.desk.read.overview(new Date(), ofSmall),
    () => large.desk.read.overview(new Date(), ofLarge),
  );
}
