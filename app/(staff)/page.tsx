import { LiveRefresh } from "@/components/live/live-refresh";
import { DecisionsPanel } from "@/components/overview/decisions-panel";
import { FailuresPanel } from "@/components/overview/failures-panel";
import { MoneyPanel } from "@/components/overview/money-panel";
import { ReasonsPanel } from "@/components/overview/reasons-panel";
import { WaitingTiles } from "@/components/overview/waiting-tiles";
import { PageHead } from "@/components/shell/page-head";
import { COUNT_LIMIT } from "@/lib/domain/lists";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";

export const metadata = { title: "Overview" };

export default async function OverviewPage() {
  const staff = await requireStaff();
  const { read } = desk();
  const [overview, rail] = await Promise.all([read.overview(new Date()), read.railCounts(staff.id)]);
  const waiting = { value: Math.min(rail.payouts, COUNT_LIMIT), capped: rail.payouts > COUNT_LIMIT };
  return (
    <>
      <LiveRefresh topics={["overview"]} />
      <PageHead title="Overview" sub="CAD" />
      <div className="flex flex-col gap-4 px-4 pt-1 pb-8 sm:px-5">
        <WaitingTiles overview={overview} waiting={waiting} />
        <div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
          <MoneyPanel days={overview.days} inCents={overview.inCents} outCents={overview.outCents} />
          <ReasonsPanel reasons={overview.reasons} />
        </div>
        <div className="grid gap-4 lg:grid-cols-2">
          <DecisionsPanel payouts={overview.decisions} />
          <FailuresPanel failures={overview.recentFailures} />
        </div>
      </div>
    </>
  );
}
