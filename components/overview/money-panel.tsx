import Link from "next/link";
import { type MoneyDay, MoneyDays } from "@/components/charts/money-days";
import { oneDay, type Period } from "@/components/data-table/period";
import { classes } from "@/components/ui/classes";
import type { DayTotals } from "@/lib/db/overview-rows";
import { formatCents, sum } from "@/lib/domain/money";
import { withCollectionSearch } from "@/lib/url/collections";
import { withFailureSearch } from "@/lib/url/failures";
import { withPayoutSearch } from "@/lib/url/payouts";
import { Panel } from "./panel";

/** The lists of what completed in these days, and of what came back in them. */
const hrefsOf = (period: Period) => ({
  inHref: withCollectionSearch("/collections", { view: "completed", ...period }),
  outHref: withPayoutSearch("/payouts", { view: "completed", ...period }),
  backHref: withFailureSearch("/failures", { view: "returned", ...period }),
});

const drawn = ({ day, inCents, outCents, inReturnedCents, outReturnedCents }: DayTotals): MoneyDay => ({
  day,
  inCents: BigInt(inCents),
  outCents: BigInt(outCents),
  backCents: BigInt(inReturnedCents) + BigInt(outReturnedCents),
  ...hrefsOf(oneDay(day)),
});

/** What completed in the last eight weeks and what came back, by day. */
export function MoneyPanel({ days: totals }: { days: readonly DayTotals[] }) {
  const days = totals.map(drawn);
  const { inHref, outHref, backHref } = hrefsOf({
    from: days[0]?.day ?? null,
    to: days.at(-1)?.day ?? null,
  });
  const inCents = sum(days.map((day) => day.inCents));
  const outCents = sum(days.map((day) => day.outCents));
  const backCents = sum(days.map((day) => day.backCents));
  return (
    <Panel>
      <MoneyDays title="Money, last 8 weeks" days={days} />
      <dl className="mt-2 grid grid-cols-3 gap-3 border-t border-line pt-3">
        <Total name="In" cents={inCents} href={inHref} />
        <Total name="Out" cents={outCents} href={outHref} />
        <Total name="Came back" cents={backCents} href={backHref} isBad={backCents > 0n} />
      </dl>
      <p className="mt-2 text-xs text-faint">
        On this page days begin at midnight UTC. In and out count what completed; what came back later is told
        on the day it did, and not taken off.
      </p>
    </Panel>
  );
}

const Total = ({
  name,
  cents,
  href,
  isBad = false,
}: {
  name: string;
  cents: bigint;
  href: string;
  isBad?: boolean;
}) => (
  <div className="min-w-0">
    <dt className="text-xs text-dim">{name}</dt>
    <dd>
      <Link
        href={href}
        prefetch={false}
        className={classes(
          "text-sm font-semibold break-words tabular-nums hover:underline sm:text-md",
          isBad && "text-bad",
        )}
      >
        {formatCents(cents)}
      </Link>
    </dd>
  </div>
);
