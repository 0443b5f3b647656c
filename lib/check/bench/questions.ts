import {
  COLLECTION_SORTS,
  COLLECTION_VIEWS,
  CONTACT_SORTS,
  CONTACT_VIEWS,
  FAILURE_SORTS,
  FAILURE_VIEWS,
  PAYOUT_SORTS,
  PAYOUT_VIEWS,
  type ListQuery,
} from "../../domain/lists";
import type { Reads } from "../../db";

type Answer = {
  readonly rows: readonly unknown[];
  readonly previous: string | null;
  readonly next: string | null;
};
type Ask = (read: Reads, staffId: string) => Promise<Answer>;

/** One page of one list, asked the same way of a marketplace of any size. */
export type Question = {
  readonly list: string;
  readonly name: string;
  /** The same page of the whole list, and the first page of it. */
  readonly ofAll: string;
  readonly firstOfAll: string;
  readonly ask: Ask;
};

type Asked = { readonly pages: readonly Question[]; readonly searches: readonly Question[] };
type Query = ListQuery<unknown, unknown>;
type List<View, Sort> = {
  readonly name: string;
  readonly views: readonly View[];
  readonly sorts: readonly Sort[];
  readonly page: (read: Reads, query: Query & { view: View; sort: Sort }, staffId: string) => Promise<Answer>;
};

const DAY_MS = 86_400_000;
const dayAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** In the middle of the year that a marketplace is filled with, of its amounts, and of the alphabet. */
const MIDDLE = { moment: `${dayAgo(180)} 12:00:00+00`, cents: "125000", name: "m" };
const ANY_ID = "80000000-0000-4000-8000-000000000000";

/** What a page at half of the list would have handed out. */
function deepCursor(sort: string): string {
  const kind = sort.includes("amount") ? "cents" : sort.includes("name") ? "name" : "moment";
  return Buffer.from(JSON.stringify([MIDDLE[kind], ANY_ID])).toString("base64url");
}

const PLAIN = { q: "", after: null, before: null };

function questionsOf<View extends string, Sort extends string>(list: List<View, Sort>): Asked {
  const { name, views, sorts, page } = list;
  const [usual] = sorts;
  if (usual === undefined) return { pages: [], searches: [] };
  const ask = (view: View, sort: Sort, words: string, more: Partial<Query> = {}): Question => ({
    list: name,
    name: `${view}, ${sort}${words}`,
    ofAll: `all, ${sort}${words}`,
    firstOfAll: `all, ${usual}`,
    ask: (read, staffId) => page(read, { ...PLAIN, ...more, view, sort }, staffId),
  });
  const searches = views.flatMap((view) =>
    SEARCHES.map((q) => ({ ...ask(view, usual, ", a search", { q }), name: `“${q}” in ${name}, ${view}` })),
  );
  const deep = (view: View, sort: Sort) => ask(view, sort, ", deep", { after: deepCursor(sort) });
  const month = { from: dayAgo(100), to: dayAgo(70) };
  const pages = [
    ...views.flatMap((view) => [
      ask(view, usual, ""),
      deep(view, usual),
      ask(view, usual, ", a month", month),
    ]),
    ...views
      .filter((view) => view === "all")
      .flatMap((view) =>
        sorts.flatMap((sort) => [
          ...(sort === usual ? [] : [ask(view, sort, ""), deep(view, sort)]),
          ask(view, sort, ", deep, backwards", { before: deepCursor(sort) }),
        ]),
      ),
  ];
  return { pages, searches };
}

/** Frequent and rare words, fragments, e-mail addresses, references and what nobody is called. */
export const SEARCHES = [
  "bak",
  "bakery",
  "nor",
  "harbour supply",
  "tremblay",
  "invoice",
  "JD-",
  "tremblay1@",
  "rent",
  "zzq",
  "qwertyuiop",
  "chen maple woodworks",
] as const;

const ASKED: readonly Asked[] = [
  questionsOf({
    name: "payouts",
    views: PAYOUT_VIEWS,
    sorts: PAYOUT_SORTS,
    page: (read, query, staffId) => read.payouts(query, staffId),
  }),
  questionsOf({
    name: "collections",
    views: COLLECTION_VIEWS,
    sorts: COLLECTION_SORTS,
    page: (read, query) => read.collections(query),
  }),
  questionsOf({
    name: "contacts",
    views: CONTACT_VIEWS,
    sorts: CONTACT_SORTS,
    page: (read, query) => read.contacts(query),
  }),
  questionsOf({
    name: "failures",
    views: FAILURE_VIEWS,
    sorts: FAILURE_SORTS,
    page: (read, query) => read.failures(query),
  }),
];

/** Every view, sort and depth of every list. */
export const LIST_QUESTIONS = ASKED.flatMap(({ pages }) => pages);
/** Every word in every view of every list. */
export const SEARCH_QUESTIONS = ASKED.flatMap(({ searches }) => searches);
