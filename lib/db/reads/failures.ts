import type { FailureSort, FailureView, ListQuery } from "../../domain/lists";
import { Prisma, type PrismaClient } from "../generated/client";
import { contains, keysetPage, TEXT_ID } from "../keyset";
import type { Sql } from "../client";
import type { AccountLabel, FailureDetail, FailureRow, Page, StoryLine, TransactionFacts } from "../rows";
import { ACCOUNT_LABEL, asked, atOneMoment, byRealMoment, isTextId, rowOf, rowsOf, toWire } from "./shape";
import { storyOf, storyOfTransaction, transactionFacts } from "./story";

const FROM = Prisma.sql`failure f LEFT JOIN contact c ON c.id = f.contact_id`;
const COLUMNS = Prisma.sql`f.id, f.at, f.kind, f.direction, f.amount_cents AS "amountCents",
  f.contact_id AS "contactId", c.name AS "contactName", f.reason, f.fail_direction AS "failDirection",
  f.payout_id AS "payoutId", f.collection_id AS "collectionId", f.reference, f.transaction_id AS "transactionId",
  f.words`;

/** Which failures `f` a view shows. */
export const FAILURE_WHERE: Record<FailureView, Prisma.Sql> = {
  all: Prisma.sql`TRUE`,
  collections: Prisma.sql`f.direction = 'debit'`,
  payouts: Prisma.sql`f.direction = 'credit'`,
  returned: Prisma.sql`f.kind = 'returned'`,
  refused: Prisma.sql`f.kind = 'refused'`,
  unknown: Prisma.sql`f.kind = 'unknown'`,
};

const SEARCHED = Prisma.sql`lower(concat_ws(' ', c.name, f.reference, f.reason, f.transaction_id))`;

/** Some failures, for a place that shows a few. `end` orders and limits them. */
export const failureRows = (db: Sql, end: Prisma.Sql): Promise<FailureRow[]> =>
  rowsOf(db, Prisma.sql`SELECT ${COLUMNS} FROM ${FROM} ${end}`);

type Found = FailureRow & {
  language: "en" | "fr";
  account: AccountLabel | null;
  madeAt: string | null;
  madeBy: string | null;
};

async function detailOf(db: Sql, id: string): Promise<FailureDetail | null> {
  const found = await rowOf<Found>(
    db,
    Prisma.sql`
      SELECT ${COLUMNS}, coalesce(c.language, 'en') AS language, ${ACCOUNT_LABEL} AS account,
        coalesce(p.made_at, o.asked_at) AS "madeAt", s.name AS "madeBy"
      FROM ${FROM}
      LEFT JOIN payout p ON p.id = f.payout_id
      LEFT JOIN collection o ON o.id = f.collection_id
      LEFT JOIN bank_account b ON b.id = p.bank_account_id
      LEFT JOIN staff s ON s.id = coalesce(p.maker_id, o.asked_by)
      WHERE f.id = ${id} LIMIT 1`,
  );
  if (found === null) return null;
  const { madeAt, madeBy, ...row } = found;
  const transaction = row.transactionId === null ? null : await transactionFacts(db, row.transactionId);
  return { ...row, transaction, story: await storyFor(db, row, transaction, { madeAt, madeBy }) };
}

async function storyFor(
  db: Sql,
  { payoutId, collectionId }: FailureRow,
  transaction: TransactionFacts | null,
  { madeAt, madeBy }: { madeAt: string | null; madeBy: string | null },
): Promise<StoryLine[]> {
  const id = payoutId ?? collectionId;
  if (id !== null && madeAt !== null && madeBy !== null)
    return storyOf(db, {
      kind: payoutId === null ? "collection" : "payout",
      id,
      madeAt,
      madeBy,
      transaction,
    });
  return transaction === null ? [] : storyOfTransaction(db, transaction);
}

export const failures = (prisma: PrismaClient) => ({
  failures: (query: ListQuery<FailureView, FailureSort>): Promise<Page<FailureRow>> => {
    const typed = asked(query.q);
    return keysetPage<object, FailureRow>(
      prisma,
      {
        columns: COLUMNS,
        from: FROM,
        where: [FAILURE_WHERE[query.view], ...(typed === "" ? [] : [contains(SEARCHED, typed)])],
        sort: byRealMoment(Prisma.sql`f.at`),
        descending: query.sort === "-at",
        id: Prisma.sql`f.id`,
        idType: TEXT_ID,
        after: query.after,
        before: query.before,
      },
      toWire,
    );
  },

  /** `id` is a transaction's, or that of the payout or collection that never became one. */
  failure: async (id: string): Promise<FailureDetail | null> =>
    isTextId(id) ? atOneMoment(prisma, (db) => detailOf(db, id)) : null,
});
