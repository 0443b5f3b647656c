import { ingestRates, ingestTools, singleRates, timesToAcknowledge, type IngestSizes } from "./ingest";
import type { Jetpay } from "./jetpay";
import { timesToSee } from "./live";
import type { Place } from "./place";
import {
  countTimes,
  listTimes,
  overviewTimes,
  searchTimes,
  viewSearchTimes,
  type Compared,
  type Worst,
} from "./reads";
import { kB, ms, rate, type Goal } from "./report";
import { bareFramework, firstLoad, signIn, staffPages } from "./web";

export type Run = {
  readonly small: Place;
  readonly large: Place;
  readonly jetpay: Jetpay;
  readonly sizes: IngestSizes & {
    readonly pages: number;
    readonly searches: number;
    readonly counts: number;
  };
  /** Null where none was found. */
  readonly browser: string | null;
  readonly say: (line: string) => void;
};

type Measure = { readonly ids: readonly string[]; readonly take: (run: Run) => AsyncIterable<Goal> };

/** Reads first: ingest leaves a marketplace larger than it was filled. */
const MEASURES: readonly Measure[] = [
  { ids: ["P6"], take: lists },
  { ids: ["P7"], take: search },
  { ids: ["P8"], take: counts },
  { ids: ["P9"], take: overview },
  { ids: ["P11"], take: scripts },
  { ids: ["P13"], take: sight },
  { ids: ["P1", "P2", "P3", "P4", "P5"], take: ingest },
];

/** The goals asked for, all when none is named, each as soon as it is known. */
export async function* measured(run: Run, wanted: readonly string[]): AsyncIterable<Goal> {
  const isWanted = (id: string) => wanted.length === 0 || wanted.includes(id);
  for (const { ids, take } of MEASURES) {
    if (!ids.some(isWanted)) continue;
    for await (const goal of take(run)) if (isWanted(goal.id)) yield goal;
  }
}

const sizeOf = ({ transactions }: Place) =>
  transactions >= 1_000_000 ? `${transactions / 1_000_000} M` : `${transactions / 1_000} k`;

async function* lists(run: Run): AsyncIterable<Goal> {
  const { small, large } = run;
  for (const [list, questions] of await listTimes(run, run.sizes.pages, LIST_FLOOR)) {
    const [worst] = questions.toSorted((a, b) => b.ratio - a.ratio);
    const slowMs = Math.max(...questions.map(({ largeMs }) => largeMs));
    const over = questions.filter(({ ratio }) => ratio > LIST_FLOOR);
    if (worst === undefined) continue;
    yield {
      id: "P6",
      what: `${list}: worst of ${questions.length} pages, p95 at ${sizeOf(large)} against ${sizeOf(small)}`,
      value: worst.ratio,
      floor: LIST_FLOOR,
      aim: 1.1,
      isShare: false,
      unit: "×",
      seen:
        `slowest page ${ms(slowMs)}; ${over.length} above the floor` +
        over.map((page) => `\n        ${pageLine(page)}`).join(""),
    };
  }
}

const LIST_FLOOR = 1.25;
const OVERVIEW_FLOOR = 1.5;
const pageLine = ({ name, ratio, middle, smallMs, largeMs }: Compared) =>
  `${ratio.toFixed(2)}× ${name}: ${ms(smallMs)} → ${ms(largeMs)} (median ${middle.toFixed(2)}×)`;

async function* search({ large, sizes }: Run): AsyncIterable<Goal> {
  const at = `of three letters or more, p95 at ${sizeOf(large)}`;
  const goal = ({ p95Ms, worst, worstMs }: Worst, what: string): Goal => ({
    id: "P7",
    what,
    value: p95Ms,
    floor: 30,
    aim: 15,
    isShare: false,
    unit: "ms",
    seen: `slowest: ${worst}, ${ms(worstMs)}`,
  });
  yield goal(await searchTimes(large, sizes.searches), `search ${at}`);
  yield goal(await viewSearchTimes(large, sizes.searches), `search within a view, ${at}`);
}

async function* counts(run: Run): AsyncIterable<Goal> {
  const { p95Ms, worst, worstMs } = await countTimes(run.large, run.sizes.counts);
  yield {
    id: "P8",
    what: `counts on a list, p95 at ${sizeOf(run.large)} (goal: at 10 M)`,
    value: worstMs,
    floor: 5,
    aim: 3,
    isShare: false,
    unit: "ms",
    seen: `slowest: ${worst}; over all ${ms(p95Ms)}`,
  };
}

async function* overview(run: Run): AsyncIterable<Goal> {
  const { small, large } = run;
  const { ratio, smallMs, largeMs } = await overviewTimes(run, run.sizes.pages, OVERVIEW_FLOOR);
  yield {
    id: "P9",
    what: `overview, p95 at ${sizeOf(large)} against ${sizeOf(small)} (goal: 10 M)`,
    value: ratio,
    floor: OVERVIEW_FLOOR,
    aim: 1.1,
    isShare: false,
    unit: "×",
    seen: `${ms(smallMs)} → ${ms(largeMs)}`,
  };
}

async function* scripts({ small }: Run): AsyncIterable<Goal> {
  const cookie = await signIn(small);
  const bare = bareFramework();
  const pages: (readonly [string, number])[] = [];
  for (const path of await staffPages(small))
    pages.push([path, await firstLoad(`${small.url}${path}`, cookie)]);
  const heaviest = pages.toSorted(([, a], [, b]) => b - a);
  const [path, bytes] = heaviest[0] ?? ["none", Number.NaN];
  yield {
    id: "P11",
    what: "first-load JavaScript of the heaviest page, gzip, against the bare framework",
    value: bytes / bare,
    floor: 1.7,
    aim: 1.5,
    isShare: false,
    unit: "×",
    seen:
      `bare ${kB(bare)}; heaviest ${path}` +
      heaviest.map(([page, size]) => `\n        ${(size / bare).toFixed(2)}× ${kB(size)} ${page}`).join(""),
  };
}

async function* sight({ small, jetpay, browser, say }: Run): AsyncIterable<Goal> {
  if (browser === null) return say("\nP13 was not measured: there is no browser.");
  const { p50, p95, seen } = await timesToSee(small, jetpay, browser);
  yield {
    id: "P13",
    what: "webhook acknowledged → row changed on an open screen, p95",
    value: p95,
    floor: 1_000,
    aim: 300,
    isShare: false,
    unit: "ms",
    seen: `${seen} rows; half of them within ${ms(p50)}`,
  };
}

async function* ingest(run: Run): AsyncIterable<Goal> {
  for (const place of [run.small, run.large]) yield* ingestAt(place, run);
}

async function* ingestAt(place: Place, { jetpay, sizes }: Run): AsyncIterable<Goal> {
  const at = `at ${sizeOf(place)}`;
  const tools = await ingestTools(place, jetpay);
  try {
    const { ours, bare, prisma, singly } = await ingestRates(tools, sizes);
    const against = (rival: number) => `ours ${rate(ours, "events")}, rival ${rate(rival, "events")}`;
    const more = { isShare: true } as const;
    yield {
      ...more,
      id: "P1",
      what: `ingest through HTTP as a share of two bare statements, ${at}`,
      value: (100 * ours) / bare,
      floor: 40,
      aim: 55,
      unit: "%",
      seen: against(bare),
    };
    const times = { ...more, unit: "×" } as const;
    yield {
      ...times,
      id: "P2",
      what: `ingest against a row at a time through Prisma, ${at}`,
      value: ours / prisma,
      floor: 12,
      aim: 18,
      seen: against(prisma),
    };
    yield {
      ...times,
      id: "P3",
      what: `ingest against guarded rows five at a time, ${at}`,
      value: ours / singly,
      floor: 4,
      aim: 6,
      seen: against(singly),
    };
    const single = await singleRates(tools, sizes);
    yield {
      ...more,
      id: "P4",
      what: `one event a delivery as a share of an idle route, ${at}`,
      value: (100 * single.ours) / single.idle,
      floor: 40,
      aim: 60,
      unit: "%",
      seen: `ours ${rate(single.ours, "deliveries")}, a route that finds no session ${rate(single.idle, "answers")}`,
    };
    yield {
      id: "P5",
      what: `time to acknowledge at half of the maximum rate, p99, ${at}`,
      value: await timesToAcknowledge(tools, ours, sizes),
      floor: 250,
      aim: 100,
      isShare: false,
      unit: "ms",
      seen: `${rate(ours / 2, "events")} for ${sizes.pacedS} s`,
    };
  } finally {
    await tools.close();
  }
}
