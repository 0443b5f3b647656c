import { FigureTile } from "@/components/charts/figure-tile";
import { countText } from "@/components/data-table/count-text";
import { RelativeTime } from "@/components/ui/relative-time";
import { formatCents } from "@/lib/domain/money";
import { withCollectionSearch } from "@/lib/url/collections";
import { withEventSearch } from "@/lib/url/events";
import { withFailureSearch } from "@/lib/url/failures";
import { withPayoutSearch } from "@/lib/url/payouts";
import type { Count, Overview } from "@/lib/db/rows";

/** `count` zero is good news, and drawn quietly. */
const toneOf = (count: Count, tone: "attention" | "bad") => (count.value === 0 ? "plain" : tone);

/** What waits for somebody; each number opens what it counts. `waiting` are the payouts this colleague did not make. */
export function WaitingTiles({ overview, waiting }: { overview: Overview; waiting: Count }) {
  const { awaitingApproval, unknown, failedThisWeek, unclaimed, openLinks } = overview;
  const own = awaitingApproval.count.capped ? 0 : awaitingApproval.count.value - waiting.value;
  return (
    <section aria-label="What waits" className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
      <FigureTile
        label="Payouts to approve"
        value={countText(waiting)}
        href={withPayoutSearch("/payouts", { view: "waiting" })}
        tone={toneOf(waiting, "attention")}
        note={
          <>
            {formatCents(BigInt(awaitingApproval.cents))} CAD awaiting
            {own > 0 && `, ${own} made by you`}
            {awaitingApproval.oldestAt !== null && (
              <>
                , oldest <RelativeTime at={awaitingApproval.oldestAt} />
              </>
            )}
          </>
        }
      />
      <FigureTile
        label="Unknown outcomes"
        value={countText(unknown)}
        href={withFailureSearch("/failures", { view: "unknown" })}
        tone={toneOf(unknown, "bad")}
        note="Sent, and no answer came. Never sent again by itself."
      />
      <FigureTile
        label="Failures this week"
        value={countText(failedThisWeek)}
        href={withFailureSearch("/failures", {})}
        tone={toneOf(failedThisWeek, "bad")}
        note="Failed, returned, refused or unknown in 7 days"
      />
      <FigureTile
        label="Unclaimed transactions"
        value={countText(unclaimed)}
        href={withEventSearch("/events", { view: "unclaimed" })}
        tone={toneOf(unclaimed, "attention")}
        note="Known to Jetpay, asked for by nobody here"
      />
      <FigureTile
        label="Open links"
        value={countText(openLinks)}
        href={withCollectionSearch("/collections", { view: "open" })}
        note="Asked for and not used yet"
      />
    </section>
  );
}
