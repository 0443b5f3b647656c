import { PAGE_SIZE } from "../domain/lists";
import type { Sql } from "./client";
import { countFound, countRows, foundRows, whereOf } from "./found";
import { Prisma } from "./generated/client";
import { limitTo } from "./limit";
import type { Page } from "./rows";

/** What a list is sorted by: an expression, the type its cursor is read back as, and what such a cursor looks like. */
export type SortKey = { readonly key: Prisma.Sql; readonly cast: Prisma.Sql; readonly shape: RegExp };

const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;
export const byMoment = (key: Prisma.Sql): SortKey => ({ key, cast: Prisma.sql`timestamptz`, shape: MOMENT });
export const byNumber = (key: Prisma.Sql): SortKey => ({
  key,
  cast: Prisma.sql`bigint`,
  shape: /^-?\d{1,18}$/,
});
export const byText = (key: Prisma.Sql): SortKey => ({
  key,
  cast: Prisma.sql`text`,
  shape: /^[^\0]{0,400}$/,
});

export const UUID_ID = { cast: Prisma.sql`uuid`, shape: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i };
export const TEXT_ID = { cast: Prisma.sql`text`, shape: /^[^\0]{1,120}$/ };
export const NUMBER_ID = { cast: Prisma.sql`bigint`, shape: /^\d{1,18}$/ };

type Listing = {
  readonly columns: Prisma.Sql;
  /** What `where` speaks of. Counted without the joins: with them PostgreSQL would not count from an index alone. */
  readonly table: Prisma.Sql;
  /** The table's name in all of these. */
  readonly alias: Prisma.Sql;
  /** Left joins, which find at most one row each. */
  readonly joins?: Prisma.Sql;
  readonly where: readonly Prisma.Sql[];
  /** What was typed, as a condition. */
  readonly search?: Prisma.Sql | null;
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly id: Prisma.Sql;
  readonly idType: { readonly cast: Prisma.Sql; readonly shape: RegExp };
  readonly after: string | null;
  readonly before: string | null;
};

type Cursor = { key: string; id: string };
type Keyed = { cursor_key: string; cursor_id: string };

const encode = (row: Keyed) =>
  Buffer.from(JSON.stringify([row.cursor_key, row.cursor_id])).toString("base64url");

/** A cursor that somebody bent or made up reads as none, so the list starts from its beginning. */
function decode(text: string | null, listing: Listing): Cursor | null {
  if (text === null || text.length > 1_000) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(read) || read.length !== 2) return null;
    const [key, id] = read as unknown[];
    if (typeof key !== "string" || typeof id !== "string") return null;
    return listing.sort.shape.test(key) && listing.idType.shape.test(id) ? { key, id } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** One page at any depth in the same time, and a count that stops at a limit. */
export async function keysetPage<Raw, Row>(
  db: Sql,
  listing: Listing,
  toRow: (raw: Raw) => Row,
): Promise<Page<Row>> {
  const after = decode(listing.after, listing);
  const before = after === null ? decode(listing.before, listing) : null;
  const cursor = after ?? before;
  const forward = before === null;
  const falling = listing.descending === forward;
  const direction = falling ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const { sort, id, idType } = listing;
  const beyond = cursor
    ? [
        Prisma.sql`(${sort.key}, ${id}) ${falling ? Prisma.sql`<` : Prisma.sql`>`} (${cursor.key}::${sort.cast}, ${cursor.id}::${idType.cast})`,
      ]
    : [];
  const where = [...listing.where, ...beyond];
  const order = Prisma.sql`ORDER BY ${sort.key} ${direction}, ${id} ${direction}`;
  const { search, table } = listing;
  const natural = listing.descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const [found, counted] = await Promise.all([
    search
      ? foundRows<Raw & Keyed>(db, { ...listing, where, search }, direction, PAGE_SIZE + 1)
      : db.$queryRaw<(Raw & Keyed)[]>`
          SELECT ${listing.columns}, (${sort.key})::text AS cursor_key, (${id})::text AS cursor_id
          FROM (SELECT * FROM ${listing.table} ${whereOf(where)} ${order} ${limitTo(PAGE_SIZE + 1)}) ${listing.alias}
          ${listing.joins ?? Prisma.empty} ${order}`,
    search ? countFound(db, { ...listing, search }, natural) : countRows(db, table, listing.where),
  ]);
  const more = found.length > PAGE_SIZE;
  const page = forward ? found.slice(0, PAGE_SIZE) : found.slice(0, PAGE_SIZE).toReversed();
  const first = page[0];
  const last = page.at(-1);
  return {
    rows: page.map(toRow),
    count: counted,
    next: last && (forward ? more : true) ? encode(last) : null,
    previous: first && (forward ? cursor !== null : more) ? encode(first) : null,
  };
}

/** PostgreSQL's trigram index needs as many letters to find them within a word. */
const FEWEST_LETTERS = 3;

/**
 * Matches the text anywhere, or at the start of a word where it is shorter than three letters; the wildcards of LIKE in
 * what was typed mean themselves.
 */
export function contains(column: Prisma.Sql, q: string): Prisma.Sql {
  const text = q.toLowerCase().replaceAll("\0", "");
  const plain = text.replaceAll(/[\\%_]/g, (c) => `\\${c}`);
  if (text.length >= FEWEST_LETTERS) return Prisma.sql`${column} LIKE ${`%${plain}%`}`;
  return Prisma.sql`(${column} LIKE ${`${plain}%`} OR ${column} LIKE ${`% ${plain}%`})`;
}
