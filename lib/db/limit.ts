import { COUNT_LIMIT } from "../domain/lists";
import { Prisma } from "./generated/client";
import type { Count } from "./rows";

/** A limit within a statement's text: one prepared for any limit is planned as if it asked for a tenth of the table. */
export const limitTo = (rows: number): Prisma.Sql => Prisma.raw(`LIMIT ${Math.trunc(rows)}`);

/** A count that stops past the limit, to be put in a select list. Read it with `countOf`. */
export const cappedCount = (from: Prisma.Sql, where: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM ${from} WHERE ${where} ${limitTo(COUNT_LIMIT + 1)}) AS counted)`;
export const countOf = (n: number): Count => ({ value: Math.min(n, COUNT_LIMIT), capped: n > COUNT_LIMIT });
