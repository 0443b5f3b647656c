import type { ContactSort, ContactView, ListQuery } from "../../domain/lists";
import { REFERENCE } from "../../domain/reference";
import { Prisma, type PrismaClient } from "../generated/client";
import { foundRows, type Searched } from "../found";
import { byText, contains, keysetPage, UUID_ID, type SortKey } from "../keyset";
import type { Sql } from "../client";
import { limitTo } from "../limit";
import type { ContactDetail, ContactRow, Page } from "../rows";
import { bankAccountsWhere, cardsWhere } from "./accounts";
import { collectionRows } from "./collections";
import { payoutRows } from "./payouts";
import { asked, atOneMoment, byRealMoment, isUuid, rowOf, rowsOf, toWire } from "./shape";

const TABLE = Prisma.sql`contact c`;
const ALIAS = Prisma.sql`c`;
const MOST_CHOICES = 12;

const sumOf = (table: Prisma.Sql, states: readonly string[]) =>
  Prisma.sql`(SELECT coalesce(sum(amount_cents), 0)::text FROM ${table}
    WHERE contact_id = c.id AND state IN (${Prisma.join([...states])}))`;
const PAYOUT = Prisma.sql`payout`;
const COLLECTION = Prisma.sql`collection`;

const COLUMNS = Prisma.sql`c.id, c.name, c.email, c.state, c.is_customer AS "isCustomer", c.is_vendor AS "isVendor",
  c.tags, c.created_at AS "createdAt",
  (SELECT coalesce(json_agg(json_build_object('institutionNumber', institution_number, 'lastThree', last_three)
      ORDER BY added_at DESC), '[]') FROM bank_account WHERE contact_id = c.id AND state = 'active') AS accounts,
  ${sumOf(COLLECTION, ["completed"])} AS "collectedCents", ${sumOf(PAYOUT, ["completed"])} AS "paidOutCents"`;

const CREATED = byRealMoment(Prisma.sql`c.created_at`);
const NAME = byText(Prisma.sql`lower(c.name)`);
const SORTS: Record<ContactSort, { sort: SortKey; descending: boolean }> = {
  "-created": { sort: CREATED, descending: true },
  created: { sort: CREATED, descending: false },
  name: { sort: NAME, descending: false },
  "-name": { sort: NAME, descending: true },
};

/** Which contacts `c` a view shows. */
export const CONTACT_WHERE: Record<ContactView, Prisma.Sql> = {
  all: Prisma.sql`TRUE`,
  vendors: Prisma.sql`c.is_vendor`,
  customers: Prisma.sql`c.is_customer`,
  attention: Prisma.sql`c.needs_attention`,
};

/** By words, by the reference of a payment of theirs, or by the last three digits of an account, with or without dots. */
function contactMatches(q: string): Prisma.Sql | null {
  const typed = asked(q);
  if (typed === "") return null;
  const found: Prisma.Sql[] = [];
  const reference = typed.toUpperCase();
  if (REFERENCE.test(reference))
    found.push(
      Prisma.sql`SELECT contact_id FROM payout WHERE reference = ${reference}`,
      Prisma.sql`SELECT contact_id FROM collection WHERE reference = ${reference}`,
    );
  const lastThree = /^[•·*.…\s]*(\d{3})$/.exec(typed)?.[1];
  if (lastThree !== undefined)
    found.push(Prisma.sql`SELECT contact_id FROM bank_account WHERE last_three = ${lastThree}`);
  if (found.length === 0) return contains(Prisma.sql`c.search`, typed);
  found.push(Prisma.sql`SELECT id FROM contact WHERE ${contains(Prisma.sql`search`, typed)}`);
  return Prisma.sql`c.id IN (${Prisma.join(found, " UNION ")})`;
}

type ByWords = Pick<Searched, "columns" | "where" | "search" | "sort">;
const byWords = async <Row>(
  db: Sql,
  words: ByWords,
  direction: Prisma.Sql,
  limit: number,
): Promise<Row[]> => {
  const own = { table: TABLE, alias: ALIAS, id: Prisma.sql`c.id` };
  return (await foundRows<object>(db, { ...words, ...own }, direction, limit)).map((row) => toWire<Row>(row));
};

/** The newest contacts that match what was typed. `columns` speak of `c`. */
export const contactsFound = async <Row>(
  db: Sql,
  columns: Prisma.Sql,
  q: string,
  limit: number,
): Promise<Row[]> => {
  const search = contactMatches(q);
  return search === null
    ? []
    : byWords<Row>(db, { columns, where: [], search, sort: CREATED }, Prisma.sql`DESC`, limit);
};

type Own = Omit<ContactDetail, "accounts" | "cards" | "totals" | "payouts" | "collections">;
const SHOWN = Prisma.sql`LIMIT 20`;

async function detailOf(db: Sql, id: string): Promise<ContactDetail | null> {
  const own = await rowOf<Own>(
    db,
    Prisma.sql`
      SELECT c.id, c.name, c.email, c.language, c.state, c.is_customer AS "isCustomer", c.is_vendor AS "isVendor",
        c.tags, c.external_id AS "externalId", c.jetpay_id AS "jetpayId", c.problem, c.created_at AS "createdAt",
        s.name AS "createdByName"
      FROM contact c LEFT JOIN staff s ON s.id = c.created_by WHERE c.id = ${id}::uuid`,
  );
  if (own === null) return null;
  const totals = await rowOf<ContactDetail["totals"]>(db, totalsOf(id));
  const nothing = { collectedCents: "0", paidOutCents: "0", inFlightCents: "0", returnedCents: "0" };
  const theirs = Prisma.sql`c.id = ${id}::uuid`;
  return {
    ...own,
    totals: totals ?? nothing,
    accounts: await bankAccountsWhere(db, Prisma.sql`b.contact_id = ${id}::uuid`),
    cards: await cardsWhere(db, Prisma.sql`d.contact_id = ${id}::uuid`),
    payouts: await payoutRows(db, theirs, Prisma.sql`ORDER BY p.made_at DESC, p.id DESC ${SHOWN}`),
    collections: await collectionRows(db, theirs, Prisma.sql`ORDER BY o.asked_at DESC, o.id DESC ${SHOWN}`),
  };
}

const totalsOf = (id: string) => Prisma.sql`
  SELECT (coalesce(sum(cents) FILTER (WHERE kind = 'collection' AND state = 'completed'), 0))::text AS "collectedCents",
    (coalesce(sum(cents) FILTER (WHERE kind = 'payout' AND state = 'completed'), 0))::text AS "paidOutCents",
    (coalesce(sum(cents) FILTER (WHERE state IN ('asked', 'in_progress', 'sent', 'sending', 'unknown')), 0))::text
      AS "inFlightCents",
    (coalesce(sum(cents) FILTER (WHERE state = 'returned'), 0))::text AS "returnedCents"
  FROM (
    SELECT 'payout' AS kind, state, amount_cents AS cents FROM payout WHERE contact_id = ${id}::uuid
    UNION ALL SELECT 'collection', state, amount_cents FROM collection WHERE contact_id = ${id}::uuid
  ) payments`;

export type ContactChoice = {
  id: string;
  name: string;
  email: string;
  accounts: {
    id: string;
    institutionNumber: string;
    transitNumber: string;
    lastThree: string;
    holderName: string;
  }[];
};

export const contacts = (prisma: PrismaClient) => ({
  contacts: (query: ListQuery<ContactView, ContactSort>): Promise<Page<ContactRow>> => {
    return keysetPage<object, ContactRow>(
      prisma,
      {
        columns: COLUMNS,
        table: TABLE,
        alias: ALIAS,
        where: [CONTACT_WHERE[query.view]],
        search: contactMatches(query.q),
        ...SORTS[query.sort],
        id: Prisma.sql`c.id`,
        idType: UUID_ID,
        after: query.after,
        before: query.before,
      },
      toWire,
    );
  },

  contact: async (id: string): Promise<ContactDetail | null> =>
    isUuid(id) ? atOneMoment(prisma, (db) => detailOf(db, id)) : null,

  /** At most 12 that can be paid or asked, by name, with the accounts that can be used. */
  contactChoices: (q: string, role: "customer" | "vendor"): Promise<ContactChoice[]> => {
    const where = [
      Prisma.sql`c.state = 'active'`,
      role === "vendor" ? CONTACT_WHERE.vendors : CONTACT_WHERE.customers,
    ];
    const columns = Prisma.sql`c.id, c.name, c.email,
      (SELECT coalesce(json_agg(json_build_object('id', id, 'institutionNumber', institution_number,
          'transitNumber', transit_number, 'lastThree', last_three, 'holderName', holder_name)
          ORDER BY added_at DESC), '[]') FROM bank_account WHERE contact_id = c.id AND state = 'active') AS accounts`;
    const search = contactMatches(q);
    if (search !== null)
      return byWords(prisma, { columns, where, search, sort: NAME }, Prisma.sql`ASC`, MOST_CHOICES);
    return rowsOf(
      prisma,
      Prisma.sql`
        SELECT ${columns} FROM contact c WHERE ${Prisma.join(where, " AND ")}
        ORDER BY lower(c.name), c.id ${limitTo(MOST_CHOICES)}`,
    );
  },
});
