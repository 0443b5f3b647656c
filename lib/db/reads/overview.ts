import { dayBefore, dayOf } from "../../domain/day";
import { cappedCount, countOf, limitTo } from "../limit";
import { Prisma, type PrismaClient } from "../generated/client";
import type { Sql } from "../client";
import type { AgeBand, DayTotals, Overview } from "../overview-rows";
import { COLLECTION_WHERE } from "./collections";
import { EVENT_SOURCES } from "./events";
import { FAILURE_WHERE, failureRows, firstOfWeek } from "./failures";
import { payoutRows, payoutViews } from "./payouts";
import { rowOf, rowsOf } from "./shape";

const DAYS = 56;
const REASON_DAYS = 28;
/** Approvals are told apart by the hours they have waited: half a shift, a day, three days, a week, longer. */
const AGES_H = [4, 24, 72, 168] as const;
const MOST_SHOWN = 6;

type Numbers = { unknown: number; failed: string; unclaimed: number; openLinks: number };
const NONE: Numbers = { unknown: 0, failed: "0", unclaimed: 0, openLinks: 0 };

const numbersOf = async (db: Sql, failedFrom: string): Promise<Numbers> => {
  const { table, where } = EVENT_SOURCES.unclaimed;
  const row = await rowOf<Numbers>(
    db,
    Prisma.sql`
      SELECT ${cappedCount(Prisma.sql`failure f`, FAILURE_WHERE.unknown)} AS unknown,
        (SELECT coalesce(sum(n), 0)::text FROM rollup
          WHERE day >= ${failedFrom}::date AND kind <> 'completed') AS failed,
        ${cappedCount(table, where)} AS unclaimed,
        ${cappedCount(Prisma.sql`collection o`, COLLECTION_WHERE.open)} AS "openLinks"`,
  );
  return row ?? NONE;
};

/** What happened on each of the last days in UTC, days without anything included. Oldest first. */
const daysOf = (db: Sql, now: Date): Promise<DayTotals[]> => {
  const first = dayBefore(now, DAYS - 1);
  const cents = (kind: string, direction: string) =>
    Prisma.sql`(coalesce(sum(r.cents) FILTER (WHERE r.kind = ${kind} AND r.direction = ${direction}), 0))::text`;
  return rowsOf(
    db,
    Prisma.sql`
      SELECT to_char(d.day, 'YYYY-MM-DD') AS day, ${cents("completed", "debit")} AS "inCents",
        ${cents("completed", "credit")} AS "outCents", ${cents("returned", "debit")} AS "inReturnedCents",
        ${cents("returned", "credit")} AS "outReturnedCents",
        (coalesce(sum(r.n) FILTER (WHERE r.kind = 'completed'), 0))::int AS completed,
        (coalesce(sum(r.n) FILTER (WHERE r.kind IN ('failed', 'declined')), 0))::int AS failed
      FROM generate_series(${first}::timestamp, ${dayOf(now)}::timestamp, interval '1 day') AS d (day)
      LEFT JOIN (SELECT * FROM rollup WHERE day >= ${first}::date) r ON r.day = d.day::date
      GROUP BY d.day ORDER BY d.day`,
  );
};

const reasonsOf = (db: Sql, reasonsFrom: string): Promise<Overview["reasons"]> =>
  rowsOf(
    db,
    Prisma.sql`
      SELECT reason, direction, sum(n)::int AS count FROM rollup
      WHERE day >= ${reasonsFrom}::date AND kind IN ('failed', 'returned', 'declined') AND reason <> ''
      GROUP BY reason, direction ORDER BY count DESC, reason, direction ${limitTo(MOST_SHOWN)}`,
  );

type Waiting = { band: number; n: number; cents: string };
/** All that await approval, by how long they have. */
async function awaitingOf(db: Sql, now: Date): Promise<Pick<Overview, "awaitingApproval" | "ages">> {
  const rows = await rowsOf<Waiting>(
    db,
    Prisma.sql`
      SELECT width_bucket(extract(epoch FROM ${now}::timestamptz - p.made_at)::float8 / 3600,
          ${[...AGES_H]}::float8[]) AS band,
        count(*)::int AS n, sum(p.amount_cents)::text AS cents
      FROM payout p WHERE p.state = 'awaiting_approval' GROUP BY 1 ORDER BY 1`,
  );
  const ages = [...AGES_H, null].map((upToHours, band): AgeBand => {
    const found = rows.find((row) => row.band === band);
    return { upToHours, count: countOf(found?.n ?? 0), cents: found?.cents ?? "0" };
  });
  const awaitingApproval = {
    count: countOf(rows.reduce((sum, { n }) => sum + n, 0)),
    cents: String(rows.reduce((sum, { cents }) => sum + BigInt(cents), 0n)),
  };
  return { awaitingApproval, ages };
}

export const overview = (prisma: PrismaClient) => ({
  /** What this colleague finds. Each number equals what the list that it opens says of itself. */
  overview: async (now: Date, staffId: string): Promise<Overview> => {
    const failedFrom = firstOfWeek(now);
    const reasonsFrom = dayBefore(now, REASON_DAYS - 1);
    const [numbers, awaiting, days, reasons, recentFailures, decisions] = await Promise.all([
      numbersOf(prisma, failedFrom),
      awaitingOf(prisma, now),
      daysOf(prisma, now),
      reasonsOf(prisma, reasonsFrom),
      failureRows(prisma, Prisma.sql`ORDER BY f.at DESC, f.id DESC ${limitTo(MOST_SHOWN)}`),
      payoutRows(
        prisma,
        payoutViews(staffId).waiting,
        Prisma.sql`ORDER BY p.made_at, p.id ${limitTo(MOST_SHOWN)}`,
      ),
    ]);
    return {
      ...awaiting,
      unknown: countOf(numbers.unknown),
      failedThisWeek: Number(numbers.failed),
      failedFrom,
      unclaimed: countOf(numbers.unclaimed),
      openLinks: countOf(numbers.openLinks),
      days,
      reasons,
      reasonsFrom,
      recentFailures,
      decisions,
    };
  },
});
