import Link from "next/link";
import { DailyBars } from "@/components/charts/daily-bars";
import { AmountInline } from "@/components/payments/amount";
import type { Overview } from "@/lib/db/rows";
import { withCollectionSearch } from "@/lib/url/collections";
import { withPayoutSearch } from "@/lib/url/payouts";
import { Panel } from "./panel";

/** What completed in the last eight weeks, by day in UTC. */
export const MoneyPanel = ({ days, inCents, outCents }: Pick<Overview, "days" | "inCents" | "outCents">) => (
  <Panel>
    <DailyBars title="Money in and out, last 8 weeks" days={days} />
    <p className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-xs text-dim">
      <span>
        In:{" "}
        <Link
          href={withCollectionSearch("/collections", { view: "completed" })}
          className="text-accent hover:underline"
        >
          <AmountInline cents={inCents} />
        </Link>
      </span>
      <span>
        Out:{" "}
        <Link
          href={withPayoutSearch("/payouts", { view: "completed" })}
          className="text-accent hover:underline"
        >
          <AmountInline cents={outCents} />
        </Link>
      </span>
      <span>Days begin at midnight UTC.</span>
    </p>
  </Panel>
);
