import type { CollectionMethod } from "../../domain/collection";
import { dayBefore } from "../../domain/day";
import type { FailureQuery, FailureView } from "../../domain/lists";
import { Prisma, type PrismaClient } from "../generated/client";
import { contains, keysetPage, TEXT_ID } from "../keyset";
import type { Sql } from "../client";
import type { AccountLabel, FailureDetail, FailureRow, Page, StoryLine, TransactionFacts } from "../rows";
import {
  ACCOUNT_LABEL,
  asked,
  atOneMoment,
  byRealMoment,
  isTextId,
  rowOf,
  rowsOf,
  toWire,
  within,
} from "./shape";
import { storyOf, storyOfMethod, storyOfTransaction, transactionFacts } from "./story";

const TABLE = Prisma.sql`failure f`;
const ALIAS = Prisma.sql`f`;
const JOINS = Prisma.sql`LEFT JOIN contact c ON c.id = f.contact_id`;
const FROM = Prisma.sql`${TABLE} ${JOINS}`;
const COLUMNS = Prisma.sql`f.id, f.at, f.kind, f.subject, f.direction, f.amount_cents AS "amountCents",
  f.contact_id AS "contactId", c.name AS "contactName", f.reason, f.fail_direction AS "failDirection",
  f.payout_id AS "payoutId", f.collection_id AS "collectionId", f.reference, f.transaction_id AS "transactionId",
  f.words`;

/** Which failures `f` a view shows. */
export const FAILURE_WHERE: Record<FailureView, Prisma.Sql> = {
  all: Prisma.sql`TRUE`,
  collections: Prisma.sql`f.direction = 'debit'`,
  payouts: Prisma.sql`f.direction = 'credit'`,
  returned: Prisma.sql`f.kind = 'returned'`,
  declined: Prisma.sql`f.kind = 'declined'`,
  refused: Prisma.sql`f.kind = 'refused'`,
  unknown: Prisma.sql`f.kind = 'unknown'`,
};

/** The last seven days in UTC, today included, begin on this one. */
export const firstOfWeek = (now: Date): string => dayBefore(now, 6);

function failureMatches(q: string): Prisma.Sql | null {
  const typed = asked(q);
  return typed === "" ? null : contains(Prisma.sql`f.search`, typed);
}

function failureWhere(query: FailureQuery): Prisma.Sql[] {
  const reason = query.reason ?? "";
  return [
    FAILURE_WHERE[query.view],
    ...within(Prisma.sql`f.at`, query),
    ...(isTextId(reason) ? [Prisma.sql`f.reason = ${reason}`] : []),
  ];
}

/** Some failures, for a place that shows a few. `end` orders and limits them. */
export const failureRows = (db: Sql, end: Prisma.Sql): Promise<FailureRow[]> =>
  rowsOf(db, Prisma.sql`SELECT ${COLUMNS} FROM ${FROM} ${end}`);

type Found = FailureRow & {
  language: "en" | "fr";
  account: AccountLabel | null;
  madeAt: string | null;
  madeBy: string | null;
  method: CollectionMethod | null;
  declineReason: string | null;
};

async function detailOf(db: Sql, id: string): Promise<FailureDetail | null> {
  const found = await rowOf<Found>(
    db,
    Prisma.sql`
      SELECT ${COLUMNS}, coalesce(c.language, 'en') AS language, ${ACCOUNT_LABEL} AS account,
        coalesce(p.made_at, o.asked_at) AS "madeAt", s.name AS "madeBy", o.method, o.decline_reason AS "declineReason"
      FROM ${FROM}
      LEFT JOIN payout p ON p.id = f.payout_id
      LEFT JOIN collection o ON o.id = f.collection_id
      LEFT JOIN bank_account b ON b.id = CASE f.subject WHEN 'bank_account' THEN f.id::uuid
        ELSE coalesce(p.bank_account_id, o.bank_account_id) END
      LEFT JOIN staff s ON s.id = coalesce(p.maker_id, o.asked_by)
      WHERE f.id = ${id} LIMIT 1`,
  );
  if (found === null) return null;
  const { madeAt: _at, madeBy: _by, method: _method, declineReason: _reason, ...row } = found;
  const transaction = row.transactionId === null ? null : await transactionFacts(db, row.transactionId);
  return { ...row, transaction, story: await storyFor(db, found, transaction) };
}

async function storyFor(
  db: Sql,
  { id, subject, payoutId, collectionId, madeAt, madeBy, method, declineReason }: Found,
  transaction: TransactionFacts | null,
): Promise<StoryLine[]> {
  if (subject !== "payment") return storyOfMethod(db, subject, id);
  const paymentId = payoutId ?? collectionId;
  if (paymentId !== null && madeAt !== null && madeBy !== null) {
    const made = { id: paymentId, madeAt, madeBy, transaction };
    return storyOf(
      db,
      method === null ? { kind: "payout", ...made } : { kind: "collection", ...made, method, declineReason },
    );
  }
  return transaction === null ? [] : storyOfTransaction(db, transaction);
}

export const failures = (prisma: PrismaClient) => ({
  failures: (query: FailureQuery): Promise<Page<FailureRow>> =>
    keysetPage<object, FailureRow>(
      prisma,
      {
        columns: COLUMNS,
        table: TABLE,
        alias: ALIAS,
        joins: JOINS,
        where: failureWhere(query),
        search: failureMatches(query.q),
        sort: byRealMoment(Prisma.sql`f.at`),
        descending: query.sort === "-at",
        id: Prisma.sql`f.id`,
        idType: TEXT_ID,
        after: query.after,
        before: query.before,
      },
      toWire,
    ),

  /** `id` is a transaction's, that of the payment that never became one, or that of the method nobody knows about. */
  failure: async (id: string): Promise<FailureDetail | null> =>
    isTextId(id) ? atOneMoment(prisma, (db) => detailOf(db, id)) : null,
});
