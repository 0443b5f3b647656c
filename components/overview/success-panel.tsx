import Link from "next/link";
import { addUp, change, inParts, rateOf, rateWords } from "@/components/charts/rate";
import { RateLine, type RatePoint } from "@/components/charts/rate-line";
import { dayWords, type Period, periodWords } from "@/components/data-table/period";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import type { DayTotals } from "@/lib/db/overview-rows";
import { withFailureSearch } from "@/lib/url/failures";
import { Panel } from "./panel";

const WEEK = 7;
const NUMBERS = new Intl.NumberFormat("en-CA");

const failuresOf = (period: Period) => withFailureSearch("/failures", { ...period });
const endsOf = (days: readonly DayTotals[]): Period => ({
  from: days[0]?.day ?? null,
  to: days.at(-1)?.day ?? null,
});

function pointOf(days: readonly DayTotals[], now: Date): RatePoint {
  const period = endsOf(days);
  return {
    key: period.from ?? "",
    label: periodWords(period, now) ?? "",
    short: period.from === null ? "" : dayWords(period.from, now),
    href: failuresOf(period),
    ...addUp(days),
  };
}

/** How much of what came to an end completed, this week and in those before. */
export function SuccessPanel({ days, now }: { days: readonly DayTotals[]; now: Date }) {
  const points = inParts(days, WEEK).map((week) => pointOf(week, now));
  const last = points.at(-1);
  const before = points.at(-2);
  if (last === undefined) return null;
  const rate = rateOf(last);
  return (
    <Panel>
      <div className="mb-3">
        <h2 className="text-sm font-medium">Payments that went well, last 7 days</h2>
        <p className="mt-1 flex flex-wrap items-baseline gap-x-2.5">
          <span className="text-xl font-semibold tracking-[-0.02em] tabular-nums">{rateWords(rate)}</span>
          <Trend points={before === undefined ? null : change(rateOf(before), rate)} />
        </p>
        <p className="mt-0.5 text-xs text-dim">
          {NUMBERS.format(last.completed)} completed against {NUMBERS.format(last.failed)} failed or declined.{" "}
          <Link href={last.href} prefetch={false} className="text-accent underline underline-offset-2">
            Failures of {last.label}
          </Link>
          {" hold what came back, was refused or is unknown, too."}
        </p>
      </div>
      <RateLine title="By week, last 8 weeks" points={points} />
    </Panel>
  );
}

/** The change since the week before, told by a sign and a word as well as by colour. */
function Trend({ points }: { points: number | null }) {
  if (points === null) return <span className="text-xs text-faint">nothing to compare with</span>;
  if (points === 0) return <span className="text-xs text-dim">as in the week before</span>;
  const isUp = points > 0;
  return (
    <span
      className={classes(
        "inline-flex items-center gap-1 text-xs tabular-nums",
        isUp ? "text-good" : "text-bad",
      )}
    >
      <Icon name={isUp ? "chevron-up" : "chevron-down"} size={12} />
      {Math.abs(points)} {Math.abs(points) === 1 ? "point" : "points"} {isUp ? "better" : "worse"} than the
      week before
    </span>
  );
}
