import { sum } from "../../domain/money";
import { Prisma, type PrismaClient } from "../generated/client";
import type { Sql } from "../client";
import type { DayTotals, Overview } from "../rows";
import { UNKNOWN } from "./counts";
import { failureRows } from "./failures";
import { payoutRows } from "./payouts";
import { cappedCount, countOf, rowOf, rowsOf } from "./shape";

const DAYS = 56;
const REASON_DAYS = 28;
const DAY_MS = 86_400_000;
const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

type Numbers = {
  awaiting: number;
  awaitingCents: string;
  oldestAt: string | null;
  unknown: number;
  failed: number;
  unclaimed: number;
  openLinks: number;
};
const NONE: Numbers = {
  awaiting: 0,
  awaitingCents: "0",
  oldestAt: null,
  unknown: 0,
  failed: 0,
  unclaimed: 0,
  openLinks: 0,
};

/** A link is open while whoever got it has not used it. */
const OPEN_LINKS = Prisma.sql`(
  SELECT 1 FROM collection WHERE state = 'asked' AND link IS NOT NULL
  UNION ALL SELECT 1 FROM payout WHERE state = 'sent' AND link IS NOT NULL AND bank_account_id IS NULL
) links`;

const numbersOf = async (db: Sql, now: Date): Promise<Numbers> =>
  (await rowOf<Numbers>(
    db,
    Prisma.sql`
      SELECT ${cappedCount(Prisma.sql`payout`, Prisma.sql`state = 'awaiting_approval'`)} AS awaiting,
        (SELECT coalesce(sum(amount_cents), 0)::text FROM payout WHERE state = 'awaiting_approval') AS "awaitingCents",
        (SELECT min(made_at) FROM payout WHERE state = 'awaiting_approval') AS "oldestAt",
        ${cappedCount(UNKNOWN, Prisma.sql`TRUE`)} AS unknown,
        ${cappedCount(Prisma.sql`failure`, Prisma.sql`at >= ${daysBefore(now, 7)}`)} AS failed,
        ${cappedCount(Prisma.sql`transaction`, Prisma.sql`attempt_id IS NULL`)} AS unclaimed,
        ${cappedCount(OPEN_LINKS, Prisma.sql`TRUE`)} AS "openLinks"`,
  )) ?? NONE;

/** What completed on each of the last days in UTC, days without anything included. Oldest first. */
const daysOf = (db: Sql, now: Date): Promise<DayTotals[]> => {
  const first = dayOf(daysBefore(now, DAYS - 1));
  return rowsOf(
    db,
    Prisma.sql`
      WITH moved AS (
        SELECT (completed_at AT TIME ZONE 'UTC')::date AS day, direction, sum(amount_cents) AS cents
        FROM transaction
        WHERE state = 'completed' AND attempt_id IS NOT NULL
          AND completed_at >= (${first}::timestamp AT TIME ZONE 'UTC')
        GROUP BY 1, 2
      )
      SELECT to_char(d.day, 'YYYY-MM-DD') AS day,
        (coalesce(sum(m.cents) FILTER (WHERE m.direction = 'debit'), 0))::text AS "inCents",
        (coalesce(sum(m.cents) FILTER (WHERE m.direction = 'credit'), 0))::text AS "outCents"
      FROM generate_series(${first}::timestamp, ${dayOf(now)}::timestamp, interval '1 day') AS d (day)
      LEFT JOIN moved m ON m.day = d.day::date
      GROUP BY d.day ORDER BY d.day`,
  );
};

const reasonsOf = (db: Sql, now: Date): Promise<Overview["reasons"]> =>
  rowsOf(
    db,
    Prisma.sql`
      SELECT fail_reason AS reason, direction, count(*)::int AS count FROM transaction
      WHERE state = 'failed' AND failed_at >= ${daysBefore(now, REASON_DAYS)} AND fail_reason IS NOT NULL
      GROUP BY fail_reason, direction ORDER BY count DESC, fail_reason, direction LIMIT 6`,
  );

export const overview = (prisma: PrismaClient) => ({
  overview: async (now: Date): Promise<Overview> => {
    const [numbers, days, reasons, recentFailures, decisions] = await Promise.all([
      numbersOf(prisma, now),
      daysOf(prisma, now),
      reasonsOf(prisma, now),
      failureRows(prisma, Prisma.sql`ORDER BY f.at DESC, f.id DESC LIMIT 6`),
      payoutRows(
        prisma,
        Prisma.sql`p.state = 'awaiting_approval'`,
        Prisma.sql`ORDER BY p.made_at, p.id LIMIT 6`,
      ),
    ]);
    const { awaiting, awaitingCents, oldestAt } = numbers;
    return {
      awaitingApproval: { count: countOf(awaiting), cents: awaitingCents, oldestAt },
      unknown: countOf(numbers.unknown),
      failedThisWeek: countOf(numbers.failed),
      unclaimed: countOf(numbers.unclaimed),
      openLinks: countOf(numbers.openLinks),
      days,
      inCents: String(sum(days.map(({ inCents }) => BigInt(inCents)))),
      outCents: String(sum(days.map(({ outCents }) => BigInt(outCents)))),
      reasons,
      recentFailures,
      decisions,
    };
  },
});
