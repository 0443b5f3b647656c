import { COUNT_LIMIT, PAGE_SIZE } from "../domain/lists";
import type { Sql } from "./client";
import { Prisma } from "./generated/client";
import { cappedCount, countOf, limitTo } from "./limit";
import type { Count } from "./rows";

/** A list that is searched: its columns and what it is sorted by speak of `alias`. */
export type Searched = {
  readonly columns: Prisma.Sql;
  readonly table: Prisma.Sql;
  readonly alias: Prisma.Sql;
  readonly joins?: Prisma.Sql;
  readonly where: readonly Prisma.Sql[];
  readonly search: Prisma.Sql;
  readonly sort: { readonly key: Prisma.Sql };
  readonly id: Prisma.Sql;
};

/** A word that one row in eighty has is met often enough on the way through so many rows for each that is wanted. */
const LOOKED_AT_FOR_ONE = 80;
/** What is found is counted among so many, where it is common. */
const COUNTED_AMONG = LOOKED_AT_FOR_ONE * PAGE_SIZE;

export const whereOf = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join([...conditions], " AND ")}`;

/**
 * The first `limit` of what a search finds. PostgreSQL cannot know how common a word is, and a wrong guess between
 * walking through the list and asking the trigram index costs a second. So it is told: a common word is met among the
 * first rows of the list, and a rare one is looked up.
 */
export async function foundRows<Raw>(
  db: Sql,
  searched: Searched,
  direction: Prisma.Sql,
  limit: number,
): Promise<Raw[]> {
  const { columns, table, alias, joins = Prisma.empty, where, search, sort, id } = searched;
  const order = Prisma.sql`ORDER BY ${sort.key} ${direction}, ${id} ${direction}`;
  const rows = (found: Prisma.Sql) =>
    db.$queryRaw<Raw[]>`
      WITH found AS MATERIALIZED (${found}),
        shown AS MATERIALIZED (SELECT found_id FROM found ORDER BY found_key ${direction}, found_id ${direction} ${limitTo(limit)})
      SELECT ${columns}, (${sort.key})::text AS cursor_key, (${id})::text AS cursor_id
      FROM ${table} ${joins} WHERE ${id} IN (SELECT found_id FROM shown) ${order}`;
  const met = await rows(Prisma.sql`
    SELECT ${id} AS found_id, ${sort.key} AS found_key
    FROM (SELECT * FROM ${table} ${whereOf(where)} ${order} ${limitTo(LOOKED_AT_FOR_ONE * limit)}) ${alias}
    WHERE ${search} ${order} ${limitTo(limit)}`);
  if (met.length === limit) return met;
  return rows(Prisma.sql`
    SELECT ${id} AS found_id, ${sort.key} AS found_key FROM ${table} ${whereOf([...where, search])}`);
}

/**
 * How many a search finds, in time that does not grow with the list: a common word is counted among the first rows, so
 * there may be more than the count says, and a rare one everywhere.
 */
export async function countFound(
  db: Sql,
  { table, alias, where, search, sort, id }: Omit<Searched, "columns" | "joins">,
  direction: Prisma.Sql,
): Promise<Count> {
  const [met] = await db.$queryRaw<{ found: number; seen: number }[]>`
    SELECT (count(*) FILTER (WHERE ${search}))::int AS found, count(*)::int AS seen
    FROM (SELECT * FROM ${table} ${whereOf(where)} ORDER BY ${sort.key} ${direction}, ${id} ${direction}
      ${limitTo(COUNTED_AMONG)}) ${alias}`;
  const { found, seen } = met ?? { found: 0, seen: 0 };
  if (seen < COUNTED_AMONG) return countOf(found);
  return found > PAGE_SIZE
    ? { value: Math.min(found, COUNT_LIMIT), capped: true }
    : countRows(db, table, [...where, search]);
}

/** How many rows of a table meet all conditions, as far as counts go. */
export async function countRows(
  db: Sql,
  table: Prisma.Sql,
  conditions: readonly Prisma.Sql[],
): Promise<Count> {
  const where = conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join([...conditions], " AND ");
  const [row] = await db.$queryRaw<{ n: number }[]>`SELECT ${cappedCount(table, where)} AS n`;
  return countOf(row?.n ?? 0);
}
