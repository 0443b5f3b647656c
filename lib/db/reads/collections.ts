import type { CollectionSort, CollectionView, ListQuery } from "../../domain/lists";
import { Prisma, type PrismaClient } from "../generated/client";
import { foundRows } from "../found";
import { byNumber, keysetPage, UUID_ID, type SortKey } from "../keyset";
import type { Sql } from "../client";
import type { CollectionDetail, CollectionRow, Page } from "../rows";
import { paymentMatches } from "./payouts";
import {
  ACCOUNT_LABEL,
  atOneMoment,
  byRealMoment,
  CARD_LABEL,
  isBounded,
  isUuid,
  rowOf,
  rowsOf,
  toWire,
  within,
} from "./shape";
import { storyOf, transactionFacts } from "./story";

const TABLE = Prisma.sql`collection o`;
const ALIAS = Prisma.sql`o`;
const JOINS = Prisma.sql`
  LEFT JOIN contact c ON c.id = o.contact_id
  LEFT JOIN card d ON d.id = o.card_id
  LEFT JOIN bank_account b ON b.id = o.bank_account_id
  LEFT JOIN staff s ON s.id = o.asked_by`;
const FROM = Prisma.sql`${TABLE} ${JOINS}`;
/** Nothing more leaves while nobody knows whether Jetpay has cancelled it. */
const WAITING_FOR = Prisma.sql`CASE WHEN o.state = 'waiting' AND o.cancel_asked_at IS NOT NULL
  THEN 'Jetpay’s word whether it is cancelled: cancel it once more to ask again' ELSE o.waiting_for END`;
const COLUMNS = Prisma.sql`o.id, o.reference, o.state, o.contact_id AS "contactId", c.name AS "contactName",
  o.amount_cents AS "amountCents", o.statement, o.note, s.name AS "askedByName", o.asked_at AS "askedAt",
  ${WAITING_FOR} AS "waitingFor", o.completed_at AS "completedAt", o.method, ${CARD_LABEL} AS card, ${ACCOUNT_LABEL} AS account`;

const ASKED = byRealMoment(Prisma.sql`o.asked_at`);
const COMPLETED = byRealMoment(Prisma.sql`o.completed_at`);
const AMOUNT = byNumber(Prisma.sql`o.amount_cents`);
const SORTS: Record<CollectionSort, { sort: SortKey; descending: boolean }> = {
  "-asked": { sort: ASKED, descending: true },
  asked: { sort: ASKED, descending: false },
  "-amount": { sort: AMOUNT, descending: true },
  amount: { sort: AMOUNT, descending: false },
};

/**
 * A period of the completed ones holds what completed within it, also what came back since, as the day's totals do, and
 * runs by that moment.
 */
function periodOf(query: ListQuery<CollectionView, CollectionSort>) {
  const { sort, descending } = SORTS[query.sort];
  if (query.view !== "completed" || !isBounded(query))
    return { where: [COLLECTION_WHERE[query.view], ...within(ASKED.key, query)], sort, descending };
  return { where: within(COMPLETED.key, query), sort: sort === ASKED ? COMPLETED : sort, descending };
}

/** Which collections `o` a view shows. Open are the links that nobody has used yet: only a link is ever asked for. */
export const COLLECTION_WHERE: Record<CollectionView, Prisma.Sql> = {
  open: Prisma.sql`o.state = 'asked'`,
  moving: Prisma.sql`o.state IN ('waiting', 'sending', 'in_progress')`,
  completed: Prisma.sql`o.state = 'completed' AND o.completed_at IS NOT NULL`,
  failed: Prisma.sql`o.state IN ('failed', 'returned', 'refused', 'declined', 'cancelled')`,
  unknown: Prisma.sql`o.state = 'unknown'`,
  all: Prisma.sql`TRUE`,
};

/** The newest collections that match what was typed. */
export const collectionsFound = async (db: Sql, q: string, limit: number): Promise<CollectionRow[]> => {
  const search = paymentMatches(Prisma.sql`o.search`, Prisma.sql`o.amount_cents`, q);
  if (search === null) return [];
  const listing = {
    columns: COLUMNS,
    table: TABLE,
    alias: ALIAS,
    joins: JOINS,
    where: [],
    search,
    sort: ASKED,
  };
  const found = await foundRows<object>(db, { ...listing, id: Prisma.sql`o.id` }, Prisma.sql`DESC`, limit);
  return found.map((row) => toWire<CollectionRow>(row));
};

/** Some collections, for a place that shows a few. `end` orders and limits them. */
export const collectionRows = (db: Sql, where: Prisma.Sql, end: Prisma.Sql): Promise<CollectionRow[]> =>
  rowsOf(db, Prisma.sql`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where} ${end}`);

type Own = Pick<
  CollectionDetail,
  | "version"
  | "contactEmail"
  | "merchantAccountName"
  | "nextStep"
  | "declineReason"
  | "agreedOn"
  | "problem"
  | "link"
>;
type Found = CollectionRow & Own & { transactionId: string | null };

async function detailOf(db: Sql, id: string): Promise<CollectionDetail | null> {
  const found = await rowOf<Found>(
    db,
    Prisma.sql`
      SELECT ${COLUMNS}, o.version, c.email AS "contactEmail", a.name AS "merchantAccountName",
        o.next_step AS "nextStep", o.decline_reason AS "declineReason",
        to_char(o.agreed_on, 'YYYY-MM-DD') AS "agreedOn", o.problem, o.link, o.transaction_id AS "transactionId"
      FROM ${FROM} LEFT JOIN merchant_account a ON a.id = o.merchant_account_id WHERE o.id = ${id}::uuid`,
  );
  if (found === null) return null;
  const { transactionId, ...row } = found;
  const transaction = transactionId === null ? null : await transactionFacts(db, transactionId);
  const { askedAt: madeAt, askedByName: madeBy, method, declineReason } = row;
  return {
    ...row,
    transaction,
    story: await storyOf(db, {
      kind: "collection",
      id: row.id,
      madeAt,
      madeBy,
      transaction,
      method,
      declineReason,
    }),
  };
}

export const collections = (prisma: PrismaClient) => ({
  collections: (query: ListQuery<CollectionView, CollectionSort>): Promise<Page<CollectionRow>> => {
    const { where, ...order } = periodOf(query);
    return keysetPage<object, CollectionRow>(
      prisma,
      {
        columns: COLUMNS,
        table: TABLE,
        alias: ALIAS,
        joins: JOINS,
        where,
        search: paymentMatches(Prisma.sql`o.search`, Prisma.sql`o.amount_cents`, query.q),
        ...order,
        id: Prisma.sql`o.id`,
        idType: UUID_ID,
        after: query.after,
        before: query.before,
      },
      toWire,
    );
  },

  collection: async (id: string): Promise<CollectionDetail | null> =>
    isUuid(id) ? atOneMoment(prisma, (db) => detailOf(db, id)) : null,
});
