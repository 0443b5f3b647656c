import type { ListQuery, PayoutSort, PayoutView } from "../../domain/lists";
import { parseCents } from "../../domain/money";
import { Prisma, type PrismaClient } from "../generated/client";
import { foundRows } from "../found";
import { byNumber, contains, keysetPage, UUID_ID, type SortKey } from "../keyset";
import type { Sql } from "../client";
import type { Page, PayoutDetail, PayoutRow } from "../rows";
import { bankAccountsWhere } from "./accounts";
import { payoutFacts, sealOf } from "./facts";
import {
  ACCOUNT_LABEL,
  asked,
  atOneMoment,
  byRealMoment,
  isBounded,
  isUuid,
  rowOf,
  rowsOf,
  toWire,
  within,
} from "./shape";
import { storyOf, transactionFacts } from "./story";

const TABLE = Prisma.sql`payout p`;
const ALIAS = Prisma.sql`p`;
const JOINS = Prisma.sql`
  LEFT JOIN contact c ON c.id = p.contact_id
  LEFT JOIN bank_account b ON b.id = p.bank_account_id
  LEFT JOIN staff m ON m.id = p.maker_id
  LEFT JOIN staff k ON k.id = p.checker_id`;
const FROM = Prisma.sql`${TABLE} ${JOINS}`;
const COLUMNS = Prisma.sql`p.id, p.reference, p.state, p.contact_id AS "contactId", c.name AS "contactName",
  ${ACCOUNT_LABEL} AS account, p.amount_cents AS "amountCents", p.statement, p.note, p.maker_id AS "makerId",
  m.name AS "makerName", p.made_at AS "madeAt", k.name AS "checkerName", p.send_at AS "sendAt",
  p.waiting_for AS "waitingFor", p.completed_at AS "completedAt"`;

const MADE = byRealMoment(Prisma.sql`p.made_at`);
const COMPLETED = byRealMoment(Prisma.sql`p.completed_at`);
const AMOUNT = byNumber(Prisma.sql`p.amount_cents`);
const SORTS: Record<PayoutSort, { sort: SortKey; descending: boolean }> = {
  "-made": { sort: MADE, descending: true },
  made: { sort: MADE, descending: false },
  "-amount": { sort: AMOUNT, descending: true },
  amount: { sort: AMOUNT, descending: false },
};

/**
 * A period of the completed ones holds what completed within it, also what came back since, as the day's totals do, and
 * runs by that moment.
 */
function periodOf(query: ListQuery<PayoutView, PayoutSort>, staffId: string) {
  const { sort, descending } = SORTS[query.sort];
  if (query.view !== "completed" || !isBounded(query))
    return { where: [payoutViews(staffId)[query.view], ...within(MADE.key, query)], sort, descending };
  return { where: within(COMPLETED.key, query), sort: sort === MADE ? COMPLETED : sort, descending };
}

/** Which payouts `p` a view shows to this colleague. */
export const payoutViews = (staffId: string): Record<PayoutView, Prisma.Sql> => ({
  waiting: Prisma.sql`p.state = 'awaiting_approval' AND NOT ${staffId}::uuid = ANY (p.makers)`,
  mine: Prisma.sql`p.state = 'awaiting_approval' AND ${staffId}::uuid = ANY (p.makers)`,
  moving: Prisma.sql`p.state IN ('approved', 'sending', 'sent')`,
  unknown: Prisma.sql`p.state = 'unknown'`,
  completed: Prisma.sql`p.state = 'completed' AND p.completed_at IS NOT NULL`,
  failed: Prisma.sql`p.state IN ('failed', 'returned', 'refused', 'rejected', 'cancelled')`,
  all: Prisma.sql`TRUE`,
});

/** What was typed, found in the words of a payment or as its amount. */
export function paymentMatches(search: Prisma.Sql, amount: Prisma.Sql, q: string): Prisma.Sql | null {
  const typed = asked(q);
  if (typed === "") return null;
  const cents = parseCents(typed);
  const words = contains(search, typed);
  return cents === null ? words : Prisma.sql`(${words} OR ${amount} = ${cents}::bigint)`;
}

/** The newest payouts that match what was typed. */
export const payoutsFound = async (db: Sql, q: string, limit: number): Promise<PayoutRow[]> => {
  const search = paymentMatches(Prisma.sql`p.search`, Prisma.sql`p.amount_cents`, q);
  if (search === null) return [];
  const listing = {
    columns: COLUMNS,
    table: TABLE,
    alias: ALIAS,
    joins: JOINS,
    where: [],
    search,
    sort: MADE,
  };
  const found = await foundRows<object>(db, { ...listing, id: Prisma.sql`p.id` }, Prisma.sql`DESC`, limit);
  return found.map((row) => toWire<PayoutRow>(row));
};

/** Some payouts, for a place that shows a few. `end` orders and limits them. */
export const payoutRows = (db: Sql, where: Prisma.Sql, end: Prisma.Sql): Promise<PayoutRow[]> =>
  rowsOf(db, Prisma.sql`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where} ${end}`);

type History = PayoutDetail["history"];
type LookAlike = PayoutDetail["lookAlikes"][number];

/** This vendor's completed payouts that were made before this one. */
const historyOf = (db: Sql, id: string): Promise<History | null> =>
  rowOf(
    db,
    Prisma.sql`
      SELECT count(o.id)::int AS count, max(o.amount_cents) AS "largestCents",
        percentile_disc(0.5) WITHIN GROUP (ORDER BY o.amount_cents) AS "medianCents",
        (count(o.id) FILTER (WHERE ob.fingerprint = b.fingerprint))::int AS "toThisAccount"
      FROM payout p
      LEFT JOIN bank_account b ON b.id = p.bank_account_id
      JOIN payout o ON o.contact_id = p.contact_id AND o.state = 'completed' AND o.made_at < p.made_at
      LEFT JOIN bank_account ob ON ob.id = o.bank_account_id
      WHERE p.id = ${id}::uuid`,
  );

const lookAlikesOf = (db: Sql, id: string): Promise<LookAlike[]> =>
  rowsOf(
    db,
    Prisma.sql`
      SELECT o.id, o.reference, o.state, o.made_at AS "madeAt"
      FROM payout p
      JOIN payout o ON o.contact_id = p.contact_id AND o.amount_cents = p.amount_cents AND o.id <> p.id
        AND o.made_at BETWEEN p.made_at - interval '30 days' AND p.made_at + interval '30 days'
      WHERE p.id = ${id}::uuid ORDER BY o.made_at DESC, o.id DESC LIMIT 20`,
  );

type Own = Pick<
  PayoutDetail,
  | "version"
  | "makers"
  | "contactEmail"
  | "merchantAccountName"
  | "decidedAt"
  | "decisionReason"
  | "problem"
  | "link"
>;
type Found = PayoutRow & Own & { bankAccountId: string | null; transactionId: string | null };

async function detailOf(db: Sql, id: string): Promise<PayoutDetail | null> {
  const facts = await payoutFacts(db, id);
  const found = await rowOf<Found>(
    db,
    Prisma.sql`
      SELECT ${COLUMNS}, p.version, p.makers, c.email AS "contactEmail", a.name AS "merchantAccountName",
        p.decided_at AS "decidedAt", p.decision_reason AS "decisionReason", p.problem, p.link,
        p.bank_account_id AS "bankAccountId", p.transaction_id AS "transactionId"
      FROM ${FROM} LEFT JOIN merchant_account a ON a.id = p.merchant_account_id WHERE p.id = ${id}::uuid`,
  );
  if (facts === null || found === null) return null;
  const { bankAccountId, transactionId, ...row } = found;
  const [bankAccount = null] =
    bankAccountId === null ? [] : await bankAccountsWhere(db, Prisma.sql`b.id = ${bankAccountId}::uuid`);
  const transaction = transactionId === null ? null : await transactionFacts(db, transactionId);
  const { madeAt, makerName: madeBy } = row;
  return {
    ...row,
    seal: sealOf(facts),
    bankAccount,
    transaction,
    story: await storyOf(db, { kind: "payout", id: row.id, madeAt, madeBy, transaction }),
    history: (await historyOf(db, id)) ?? {
      count: 0,
      medianCents: null,
      largestCents: null,
      toThisAccount: 0,
    },
    lookAlikes: await lookAlikesOf(db, id),
  };
}

export const payouts = (prisma: PrismaClient) => ({
  payouts: (query: ListQuery<PayoutView, PayoutSort>, staffId: string): Promise<Page<PayoutRow>> => {
    const { where, ...order } = periodOf(query, staffId);
    return keysetPage<object, PayoutRow>(
      prisma,
      {
        columns: COLUMNS,
        table: TABLE,
        alias: ALIAS,
        joins: JOINS,
        where,
        search: paymentMatches(Prisma.sql`p.search`, Prisma.sql`p.amount_cents`, query.q),
        ...order,
        id: Prisma.sql`p.id`,
        idType: UUID_ID,
        after: query.after,
        before: query.before,
      },
      toWire,
    );
  },

  /** The payout and the seal of what is shown, read at one moment. */
  payout: async (id: string): Promise<PayoutDetail | null> =>
    isUuid(id) ? atOneMoment(prisma, (db) => detailOf(db, id)) : null,
});
