import { LiveRefresh } from "@/components/live/live-refresh";
import { AgesPanel } from "@/components/overview/ages-panel";
import { DecisionsPanel } from "@/components/overview/decisions-panel";
import { FailuresPanel } from "@/components/overview/failures-panel";
import { MoneyPanel } from "@/components/overview/money-panel";
import { ReasonsPanel } from "@/components/overview/reasons-panel";
import { SuccessPanel } from "@/components/overview/success-panel";
import { WaitingTiles } from "@/components/overview/waiting-tiles";
import { PageHead } from "@/components/shell/page-head";
import { COUNT_LIMIT } from "@/lib/domain/lists";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";

export const metadata = { title: "Overview" };

export default async function OverviewPage() {
  const staff = await requireStaff();
  const { read } = desk();
  const now = new Date();
  const [overview, rail] = await Promise.all([read.overview(now, staff.id), read.railCounts(staff.id)]);
  const waiting = { value: Math.min(rail.payouts, COUNT_LIMIT), capped: rail.payouts > COUNT_LIMIT };
  const { count } = overview.awaitingApproval;
  const own = count.capped ? 0 : Math.max(0, count.value - waiting.value);
  return (
    <>
      <LiveRefresh topics={["overview"]} />
      <PageHead title="Overview" sub="CAD" />
      <div className="flex flex-col gap-4 px-4 pt-1 pb-8 sm:px-5">
        <WaitingTiles overview={overview} waiting={waiting} own={own} now={now} />
        <div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
          <MoneyPanel days={overview.days} />
          <SuccessPanel days={overview.days} now={now} />
        </div>
        <div className="grid gap-4 lg:grid-cols-2">
          <ReasonsPanel reasons={overview.reasons} reasonsFrom={overview.reasonsFrom} />
          <AgesPanel ages={overview.ages} own={own} />
        </div>
        <div className="grid gap-4 lg:grid-cols-2">
          <DecisionsPanel payouts={overview.decisions} />
          <FailuresPanel failures={overview.recentFailures} />
        </div>
      </div>
    </>
  );
}
