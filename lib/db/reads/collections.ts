import type { CollectionSort, CollectionView, ListQuery } from "../../domain/lists";
import { Prisma, type PrismaClient } from "../generated/client";
import { byNumber, keysetPage, UUID_ID, type SortKey } from "../keyset";
import type { Sql } from "../client";
import type { CollectionDetail, CollectionRow, Page } from "../rows";
import { paymentMatches } from "./payouts";
import { atOneMoment, byRealMoment, isUuid, rowOf, rowsOf, toWire } from "./shape";
import { storyOf, transactionFacts } from "./story";

/** Left joins only, so that a count, which selects nothing of them, leaves them out. */
const FROM = Prisma.sql`collection o
  LEFT JOIN contact c ON c.id = o.contact_id
  LEFT JOIN staff s ON s.id = o.asked_by`;
const COLUMNS = Prisma.sql`o.id, o.reference, o.state, o.contact_id AS "contactId", c.name AS "contactName",
  o.amount_cents AS "amountCents", o.statement, o.note, s.name AS "askedByName", o.asked_at AS "askedAt",
  o.waiting_for AS "waitingFor"`;

const ASKED = byRealMoment(Prisma.sql`o.asked_at`);
const AMOUNT = byNumber(Prisma.sql`o.amount_cents`);
const SORTS: Record<CollectionSort, { sort: SortKey; descending: boolean }> = {
  "-asked": { sort: ASKED, descending: true },
  asked: { sort: ASKED, descending: false },
  "-amount": { sort: AMOUNT, descending: true },
  amount: { sort: AMOUNT, descending: false },
};

/** Which collections `o` a view shows. */
export const COLLECTION_WHERE: Record<CollectionView, Prisma.Sql> = {
  open: Prisma.sql`o.state IN ('waiting', 'sending', 'asked')`,
  moving: Prisma.sql`o.state = 'in_progress'`,
  completed: Prisma.sql`o.state = 'completed'`,
  failed: Prisma.sql`o.state IN ('failed', 'returned', 'refused', 'cancelled')`,
  unknown: Prisma.sql`o.state = 'unknown'`,
  all: Prisma.sql`TRUE`,
};

/** Some collections, for a place that shows a few. `end` orders and limits them. */
export const collectionRows = (db: Sql, where: Prisma.Sql, end: Prisma.Sql): Promise<CollectionRow[]> =>
  rowsOf(db, Prisma.sql`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where} ${end}`);

type Own = Pick<CollectionDetail, "version" | "contactEmail" | "merchantAccountName" | "problem" | "link">;
type Found = CollectionRow & Own & { transactionId: string | null };

async function detailOf(db: Sql, id: string): Promise<CollectionDetail | null> {
  const found = await rowOf<Found>(
    db,
    Prisma.sql`
      SELECT ${COLUMNS}, o.version, c.email AS "contactEmail", a.name AS "merchantAccountName", o.problem, o.link,
        o.transaction_id AS "transactionId"
      FROM ${FROM} LEFT JOIN merchant_account a ON a.id = o.merchant_account_id WHERE o.id = ${id}::uuid`,
  );
  if (found === null) return null;
  const { transactionId, ...row } = found;
  const transaction = transactionId === null ? null : await transactionFacts(db, transactionId);
  const { askedAt: madeAt, askedByName: madeBy } = row;
  return {
    ...row,
    transaction,
    story: await storyOf(db, { kind: "collection", id: row.id, madeAt, madeBy, transaction }),
  };
}

export const collections = (prisma: PrismaClient) => ({
  collections: (query: ListQuery<CollectionView, CollectionSort>): Promise<Page<CollectionRow>> =>
    keysetPage<object, CollectionRow>(
      prisma,
      {
        columns: COLUMNS,
        from: FROM,
        where: [
          COLLECTION_WHERE[query.view],
          ...paymentMatches(Prisma.sql`o.search`, Prisma.sql`o.amount_cents`, query.q),
        ],
        ...SORTS[query.sort],
        id: Prisma.sql`o.id`,
        idType: UUID_ID,
        after: query.after,
        before: query.before,
      },
      toWire,
    ),

  collection: async (id: string): Promise<CollectionDetail | null> =>
    isUuid(id) ? atOneMoment(prisma, (db) => detailOf(db, id)) : null,
});
