import {
  COLLECTION_VIEWS,
  CONTACT_VIEWS,
  EVENT_VIEWS,
  FAILURE_VIEWS,
  PAYOUT_VIEWS,
  type CollectionView,
  type ContactView,
  type EventView,
  type FailureView,
  type PayoutView,
} from "../../domain/lists";
import { cappedCount, countOf } from "../limit";
import { Prisma, type PrismaClient } from "../generated/client";
import type { Count, RailCounts } from "../rows";
import { COLLECTION_WHERE } from "./collections";
import { CONTACT_WHERE } from "./contacts";
import { EVENT_SOURCES } from "./events";
import { FAILURE_WHERE, firstOfWeek } from "./failures";
import { payoutViews } from "./payouts";
import { rowOf, within } from "./shape";

type Tabs = {
  payouts: PayoutView;
  collections: CollectionView;
  contacts: ContactView;
  failures: FailureView;
  events: EventView;
};
type Tallied = readonly [view: string, count: Prisma.Sql];

const tally = <View extends string>(
  from: Prisma.Sql,
  views: readonly View[],
  where: Record<View, Prisma.Sql>,
) => views.map((view): Tallied => [view, cappedCount(from, where[view])]);

const TABS: Record<keyof Tabs, (staffId: string) => Tallied[]> = {
  payouts: (staffId) => tally(Prisma.sql`payout p`, PAYOUT_VIEWS, payoutViews(staffId)),
  collections: () => tally(Prisma.sql`collection o`, COLLECTION_VIEWS, COLLECTION_WHERE),
  contacts: () => tally(Prisma.sql`contact c`, CONTACT_VIEWS, CONTACT_WHERE),
  failures: () => tally(Prisma.sql`failure f`, FAILURE_VIEWS, FAILURE_WHERE),
  events: () =>
    EVENT_VIEWS.map((view): Tallied => [
      view,
      cappedCount(EVENT_SOURCES[view].table, EVENT_SOURCES[view].where),
    ]),
};

export const counts = (prisma: PrismaClient) => ({
  /** What waits for this colleague, and the failures of the last seven days; each count stops just past the limit. */
  railCounts: async (staffId: string, now = new Date()): Promise<RailCounts> => {
    const lately = Prisma.join(within(Prisma.sql`f.at`, { from: firstOfWeek(now) }));
    const row = await rowOf<RailCounts>(
      prisma,
      Prisma.sql`
        SELECT ${cappedCount(Prisma.sql`payout p`, payoutViews(staffId).waiting)} AS payouts,
          ${cappedCount(Prisma.sql`failure f`, lately)} AS failures,
          ${cappedCount(Prisma.sql`failure f`, FAILURE_WHERE.unknown)} AS unknown`,
    );
    return row ?? { payouts: 0, failures: 0, unknown: 0 };
  },

  /** How many each view of a list holds, in one statement. */
  tabCounts: async <Noun extends keyof Tabs>(
    noun: Noun,
    staffId: string,
  ): Promise<Record<Tabs[Noun], Count>> => {
    const tabs = TABS[noun](staffId);
    const row = await rowOf<{ found: number[] }>(
      prisma,
      Prisma.sql`SELECT ARRAY[${Prisma.join(tabs.map(([, count]) => count))}] AS found`,
    );
    const counted = tabs.map(([view], index) => [view, countOf(row?.found[index] ?? 0)] as const);
    return Object.fromEntries(counted) as Record<Tabs[Noun], Count>;
  },
});
