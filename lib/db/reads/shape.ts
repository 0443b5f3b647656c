import type { PrismaClient } from "../generated/client";
import { Prisma } from "../generated/client";
import { byMoment, type SortKey } from "../keyset";
import { readDay, startOf } from "../../domain/day";
import type { Sql } from "../client";

const LONGEST_QUESTION = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (id: string): boolean => UUID.test(id);
/** An id of Jetpay's, as an address may carry it. */
export const isTextId = (id: string): boolean => /^[^\0]{1,120}$/.test(id) && id.isWellFormed();
/** Fits PostgreSQL's bigint. */
export const isNumberId = (id: string): boolean => /^\d{1,18}$/.test(id);

/** What was typed, without what PostgreSQL's text cannot hold. */
export const asked = (q: string): string =>
  q.replaceAll("\0", "").trim().slice(0, LONGEST_QUESTION).toWellFormed();

const wired = (value: unknown): unknown => {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "bigint" ? String(value) : value;
};

/**
 * A selected row made fit for the wire: moments as ISO 8601, bigints as decimal texts, without the cursor's columns.
 * The select list names its columns as `Row` does.
 */
export const toWire = <Row>(raw: object): Row =>
  Object.fromEntries(
    Object.entries(raw)
      .filter(([name]) => !name.startsWith("cursor_"))
      .map(([name, value]) => [name, wired(value)]),
  ) as Row;

/** All rows of a statement, fit for the wire. */
export const rowsOf = async <Row>(db: Sql, statement: Prisma.Sql): Promise<Row[]> =>
  (await db.$queryRaw<object[]>(statement)).map((raw) => toWire<Row>(raw));

export const rowOf = async <Row>(db: Sql, statement: Prisma.Sql): Promise<Row | null> =>
  (await rowsOf<Row>(db, statement))[0] ?? null;

const MONTH_DAY =
  "(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])";
const LEAP_DAY = "[12]\\d(?:0[48]|[2468][048]|[13579][26])-02-29";
const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,6})?[+-](?:0\\d|1[0-4])(?::[0-5]\\d)?";
/** Only days that exist: PostgreSQL refuses a cursor from a 30 February. */
const REAL_MOMENT = new RegExp(`^(?:[12]\\d{3}-(?:${MONTH_DAY})|${LEAP_DAY}) ${TIME}$`);
export const byRealMoment = (key: Prisma.Sql): SortKey => ({ ...byMoment(key), shape: REAL_MOMENT });

/** Runs all reads of `work` against one and the same moment of the database. */
export const atOneMoment = <Answer>(
  prisma: PrismaClient,
  work: (db: Prisma.TransactionClient) => Promise<Answer>,
): Promise<Answer> =>
  prisma.$transaction(work, { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead });

type Period = { readonly from?: string | null; readonly to?: string | null };
/** Whether a list is asked for some days only. */
export const isBounded = ({ from, to }: Period): boolean => readDay(from) !== null || readDay(to) !== null;

/** Moments within these days in UTC, both included. A day that does not exist reads as none. */
export function within(moment: Prisma.Sql, { from, to }: Period): Prisma.Sql[] {
  const [first, last] = [readDay(from), readDay(to)];
  return [
    ...(first === null ? [] : [Prisma.sql`${moment} >= ${startOf(first)}`]),
    ...(last === null ? [] : [Prisma.sql`${moment} < ${startOf(last, 1)}`]),
  ];
}

/** How the staff see an account in a line. `b` is the left-joined bank account. */
export const ACCOUNT_LABEL = Prisma.sql`CASE WHEN b.id IS NOT NULL THEN
  json_build_object('institutionNumber', b.institution_number, 'lastThree', b.last_three) END`;
/** How the staff see a card in a line. `d` is the left-joined card. */
export const CARD_LABEL = Prisma.sql`CASE WHEN d.id IS NOT NULL THEN
  json_build_object('brand', d.brand, 'lastFour', d.last_four) END`;
