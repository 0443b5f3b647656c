import type { Sql } from "./client";
import { Prisma } from "./generated/client";

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

/** A word that one row in a hundred has is met on the way through as many. */
const LOOKED_AT = 4_000;

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
        shown AS MATERIALIZED (SELECT found_id FROM found ORDER BY found_key ${direction}, found_id ${direction} LIMIT ${limit})
      SELECT ${columns}, (${sort.key})::text AS cursor_key, (${id})::text AS cursor_id
      FROM ${table} ${joins} WHERE ${id} IN (SELECT found_id FROM shown) ${order}`;
  const met = await rows(Prisma.sql`
    SELECT ${id} AS found_id, ${sort.key} AS found_key
    FROM (SELECT * FROM ${table} ${whereOf(where)} ${order} LIMIT ${LOOKED_AT}) ${alias}
    WHERE ${search} ${order} LIMIT ${limit}`);
  if (met.length === limit) return met;
  return rows(Prisma.sql`
    SELECT ${id} AS found_id, ${sort.key} AS found_key FROM ${table} ${whereOf([...where, search])}`);
}
