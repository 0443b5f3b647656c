import { Prisma } from "./generated/client";

/** A limit within a statement's text: one prepared for any limit is planned as if it asked for a tenth of the table. */
export const limitTo = (rows: number): Prisma.Sql => Prisma.raw(`LIMIT ${Math.trunc(rows)}`);
