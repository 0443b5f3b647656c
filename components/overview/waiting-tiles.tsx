import { FigureTile } from "@/components/charts/figure-tile";
import { countText } from "@/components/data-table/count-text";
import { dayWords } from "@/components/data-table/period";
import { RelativeTime } from "@/components/ui/relative-time";
import { withCollectionSearch } from "@/lib/url/collections";
import { withEventSearch } from "@/lib/url/events";
import { withFailureSearch } from "@/lib/url/failures";
import { withPayoutSearch } from "@/lib/url/payouts";
import type { Overview } from "@/lib/db/overview-rows";
import type { Count } from "@/lib/db/rows";

const NUMBERS = new Intl.NumberFormat("en-CA");

/** `count` zero is good news, and drawn quietly. */
const toneOf = (count: number, tone: "attention" | "bad") => (count === 0 ? "plain" : tone);

/** What waits for somebody; each number opens what it counts. `waiting` are the payouts this colleague did not make. */
export function WaitingTiles({
  overview,
  waiting,
  own,
  now,
}: {
  overview: Overview;
  waiting: Count;
  /** How many of those that await approval this colleague made. */
  own: number;
  now: Date;
}) {
  const { decisions, unknown, failedThisWeek, failedFrom, unclaimed, openLinks } = overview;
  const [oldest] = decisions;
  return (
    <section aria-label="What waits" className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
      <FigureTile
        label="Payouts to approve"
        value={countText(waiting)}
        href={withPayoutSearch("/payouts", { view: "waiting" })}
        tone={toneOf(waiting.value, "attention")}
        note={
          <>
            {oldest === undefined ? (
              "Nobody waits for you"
            ) : (
              <>
                Oldest <RelativeTime at={oldest.madeAt} />
              </>
            )}
            {own > 0 && `; ${own} more made by you`}
          </>
        }
      />
      <FigureTile
        label="Unknown outcomes"
        value={countText(unknown)}
        href={withFailureSearch("/failures", { view: "unknown" })}
        tone={toneOf(unknown.value, "bad")}
        note="Sent, and no answer came. Never sent again by itself."
      />
      <FigureTile
        label="Failures in 7 days"
        value={NUMBERS.format(failedThisWeek)}
        href={withFailureSearch("/failures", { from: failedFrom })}
        tone={toneOf(failedThisWeek, "bad")}
        note={`Failed, returned, declined, refused or unknown since ${dayWords(failedFrom, now)}`}
      />
      <FigureTile
        label="Unclaimed transactions"
        value={countText(unclaimed)}
        href={withEventSearch("/events", { view: "unclaimed" })}
        tone={toneOf(unclaimed.value, "attention")}
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
