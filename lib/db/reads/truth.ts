import { cappedCount } from "../limit";
import { Prisma, type PrismaClient } from "../generated/client";
import type { Truth } from "../rows";
import { rowOf, rowsOf } from "./shape";

type Standing = Pick<Truth, "lastDeliveryAt" | "lagMs" | "quarantined" | "unexplained"> & {
  isPaused: boolean;
  reason: string | null;
  since: string | null;
};

/** One row whether or not anything was ever delivered. */
const STANDING = Prisma.sql`
  SELECT d.received_at AS "lastDeliveryAt",
    round(extract(epoch FROM d.received_at - d.newest_event_at) * 1000)::float8 AS "lagMs",
    ${cappedCount(Prisma.sql`quarantined_event`, Prisma.sql`driven_again_at IS NULL`)} AS quarantined,
    ${cappedCount(Prisma.sql`failure`, Prisma.sql`is_unexplained`)} AS unexplained,
    coalesce(s.is_paused, false) AS "isPaused", s.reason, s.changed_at AS since
  FROM (SELECT 1) one
  LEFT JOIN sending_switch s ON s.id = 1
  LEFT JOIN (SELECT received_at, newest_event_at FROM webhook_delivery ORDER BY id DESC LIMIT 1) d ON true`;

export const truth = (prisma: PrismaClient) => ({
  truth: async (now: Date): Promise<Truth> => {
    const [standing, alerts] = await Promise.all([
      rowOf<Standing>(prisma, STANDING),
      rowsOf<Truth["alerts"][number]>(
        prisma,
        Prisma.sql`
          SELECT key, message, last_at AS "lastAt" FROM alert WHERE cleared_at IS NULL
          ORDER BY last_at DESC, key LIMIT 50`,
      ),
    ]);
    if (standing === null) throw new Error("the database gave no answer about its own standing");
    const { isPaused, reason, since, ...rest } = standing;
    const paused = { reason: reason ?? "Sending is paused.", since: since ?? now.toISOString() };
    return { ...rest, alerts, paused: isPaused ? paused : null };
  },
});
