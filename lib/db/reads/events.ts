import type { EventView, ListQuery } from "../../domain/lists";
import { Prisma, type PrismaClient } from "../generated/client";
import { byNumber, contains, keysetPage, NUMBER_ID, TEXT_ID } from "../keyset";
import type { Sql } from "../client";
import type { DeliveryRow, EventRow, Page, QuarantinedRow, UnclaimedRow } from "../rows";
import { asked, atOneMoment, byRealMoment, isNumberId, rowOf, rowsOf, toWire } from "./shape";

export type EventQuery = ListQuery<EventView, "-id">;
export type EventDetail = EventRow & { deliveryId: string };
export type DeliveryDetail = DeliveryRow & {
  webhookId: string | null;
  tokenId: string;
  keyId: string;
  sha256: string;
  /** As it came, up to 100,000 characters. */
  body: string;
  events: EventRow[];
  quarantined: QuarantinedRow[];
};

const LONGEST_BODY = 100_000;

const DELIVERY_COLUMNS = Prisma.sql`d.id, d.received_at AS "receivedAt", d.verdict, d.problem,
  d.event_count AS "eventCount", d.new_count AS "newCount", d.malformed_count AS "malformedCount",
  d.first_event_id AS "firstEventId", d.last_event_id AS "lastEventId",
  round(extract(epoch FROM d.received_at - d.newest_event_at) * 1000)::float8 AS "lagMs"`;

const EVENT_TABLE = Prisma.sql`event e`;
const EVENT_JOINS = Prisma.sql`
  LEFT JOIN webhook_delivery d ON d.id = e.delivery_id
  LEFT JOIN payout p ON p.transaction_id = e.transaction_id
  LEFT JOIN collection o ON o.transaction_id = e.transaction_id`;
const EVENT_FROM = Prisma.sql`${EVENT_TABLE} ${EVENT_JOINS}`;
const EVENT_COLUMNS = Prisma.sql`e.id, e.type, e.created_at AS "createdAt", d.received_at AS "receivedAt",
  e.transaction_id AS "transactionId", e.state, e.direction, p.id AS "payoutId", o.id AS "collectionId",
  convert_from(substring(d.body FROM e.raw_at + 1 FOR e.raw_bytes), 'UTF8') AS raw`;

const QUARANTINED_COLUMNS = Prisma.sql`encode(q.fingerprint, 'hex') AS id, q.event_id AS "eventId", q.problem, q.raw,
  q.received_at AS "receivedAt"`;

/** Which rows each view counts and shows, by the names `d`, `e`, `q` and `t`. */
export const EVENT_SOURCES: Record<EventView, { table: Prisma.Sql; alias: Prisma.Sql; where: Prisma.Sql }> = {
  deliveries: { table: Prisma.sql`webhook_delivery d`, alias: Prisma.sql`d`, where: Prisma.sql`TRUE` },
  events: { table: EVENT_TABLE, alias: Prisma.sql`e`, where: Prisma.sql`TRUE` },
  quarantined: {
    table: Prisma.sql`quarantined_event q`,
    alias: Prisma.sql`q`,
    where: Prisma.sql`q.driven_again_at IS NULL`,
  },
  unclaimed: {
    table: Prisma.sql`transaction t`,
    alias: Prisma.sql`t`,
    where: Prisma.sql`t.attempt_id IS NULL`,
  },
};

/** An event by its own id or by its transaction's. */
const eventMatches = (typed: string): Prisma.Sql => {
  const itself = isNumberId(typed) ? Prisma.sql`ARRAY[${typed}::bigint]` : Prisma.sql`'{}'::bigint[]`;
  return Prisma.sql`e.id = ANY (${itself} || coalesce((SELECT event_ids FROM transaction WHERE id = ${typed}), '{}'))`;
};

const MATCHES: Record<EventView, (typed: string) => Prisma.Sql> = {
  deliveries: (typed) => Prisma.sql`d.id IN (SELECT e.delivery_id FROM event e WHERE ${eventMatches(typed)})`,
  events: eventMatches,
  quarantined: (typed) => {
    const words = contains(Prisma.sql`lower(q.problem)`, typed);
    return isNumberId(typed) ? Prisma.sql`(${words} OR q.event_id = ${typed}::bigint)` : words;
  },
  unclaimed: (typed) => Prisma.sql`t.id = ${typed}`,
};

const whereOf = (view: EventView, q: string): Prisma.Sql[] => {
  const typed = asked(q);
  const { where } = EVENT_SOURCES[view];
  return typed === "" ? [where] : [where, MATCHES[view](typed)];
};

const eventsWhere = <Row extends EventRow>(db: Sql, columns: Prisma.Sql, where: Prisma.Sql): Promise<Row[]> =>
  rowsOf(
    db,
    Prisma.sql`
      SELECT ${columns} FROM ${EVENT_FROM} WHERE ${where} ORDER BY e.id LIMIT 1000`,
  );

type FoundDelivery = Omit<DeliveryDetail, "body" | "events" | "quarantined"> & { body: Uint8Array };

async function deliveryOf(db: Sql, id: string): Promise<DeliveryDetail | null> {
  const found = await rowOf<FoundDelivery>(
    db,
    Prisma.sql`
      SELECT ${DELIVERY_COLUMNS}, d.webhook_id AS "webhookId", d.token_id AS "tokenId", d.key_id AS "keyId",
        encode(d.body_sha256, 'hex') AS sha256, d.body
      FROM webhook_delivery d WHERE d.id = ${id}::bigint`,
  );
  if (found === null) return null;
  const kept = await eventsWhere<EventRow>(db, EVENT_COLUMNS, Prisma.sql`e.delivery_id = ${id}::bigint`);
  const quarantined = await rowsOf<QuarantinedRow>(
    db,
    Prisma.sql`
      SELECT ${QUARANTINED_COLUMNS} FROM quarantined_event q WHERE q.delivery_id = ${id}::bigint
      ORDER BY q.position LIMIT 1000`,
  );
  const body = new TextDecoder().decode(found.body).slice(0, LONGEST_BODY);
  return { ...found, body, events: kept, quarantined };
}

export const events = (prisma: PrismaClient) => {
  const list = <Row>(
    view: EventView,
    query: EventQuery,
    listing: Pick<Parameters<typeof keysetPage>[1], "columns" | "joins" | "sort" | "id" | "idType">,
  ): Promise<Page<Row>> => {
    const { after, before } = query;
    const { table, alias } = EVENT_SOURCES[view];
    return keysetPage<object, Row>(
      prisma,
      { ...listing, table, alias, where: whereOf(view, query.q), descending: true, after, before },
      toWire,
    );
  };
  const byId = (id: Prisma.Sql) => ({ sort: byNumber(id), id, idType: NUMBER_ID });
  return {
    deliveries: (query: EventQuery) =>
      list<DeliveryRow>("deliveries", query, { columns: DELIVERY_COLUMNS, ...byId(Prisma.sql`d.id`) }),
    events: (query: EventQuery) =>
      list<EventRow>("events", query, {
        columns: EVENT_COLUMNS,
        joins: EVENT_JOINS,
        ...byId(Prisma.sql`e.id`),
      }),
    /** What was received but not understood, until it is driven again. */
    quarantined: (query: EventQuery) =>
      list<QuarantinedRow>("quarantined", query, {
        columns: QUARANTINED_COLUMNS,
        sort: byRealMoment(Prisma.sql`q.received_at`),
        id: Prisma.sql`encode(q.fingerprint, 'hex')`,
        idType: TEXT_ID,
      }),
    /** Transactions that no attempt of ours asked for. */
    unclaimed: (query: EventQuery) =>
      list<UnclaimedRow>("unclaimed", query, {
        columns: Prisma.sql`t.id, t.direction, t.state, t.announced_at AS "announcedAt"`,
        sort: byNumber(Prisma.sql`t.first_event_id`), // an event alone makes one of these
        id: Prisma.sql`t.id`,
        idType: TEXT_ID,
      }),
    delivery: async (id: string): Promise<DeliveryDetail | null> =>
      isNumberId(id) ? atOneMoment(prisma, (db) => deliveryOf(db, id)) : null,
    event: async (id: string): Promise<EventDetail | null> => {
      if (!isNumberId(id)) return null;
      const columns = Prisma.sql`${EVENT_COLUMNS}, e.delivery_id AS "deliveryId"`;
      const [event = null] = await eventsWhere<EventDetail>(
        prisma,
        columns,
        Prisma.sql`e.id = ${id}::bigint`,
      );
      return event;
    },
  };
};
