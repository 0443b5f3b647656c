import { type ShareBar, ShareBars } from "@/components/charts/share-bars";
import { countText } from "@/components/data-table/count-text";
import type { AgeBand } from "@/lib/db/overview-rows";
import { formatCents } from "@/lib/domain/money";
import { withPayoutSearch } from "@/lib/url/payouts";
import { ageWords } from "./age-words";
import { Panel } from "./panel";

const TITLE = "How long payouts have waited for a decision";
/** The list by age: whoever has waited longest comes first. */
const OLDEST_FIRST = withPayoutSearch("/payouts", { view: "waiting", sort: "made" });
/** From here on a wait is worth a look. Hours. */
const LONG_H = 24;

/** Payouts that await approval, by how long they have. `own` of them this colleague made, and cannot decide. */
export function AgesPanel({ ages, own }: { ages: readonly AgeBand[]; own: number }) {
  const isEmpty = ages.every(({ count }) => count.value === 0);
  if (isEmpty)
    return (
      <Panel>
        <h2 className="text-sm font-medium">{TITLE}</h2>
        <p className="mt-2 text-sm text-dim">
          Nothing waits. New payouts stand here until a colleague decides.
        </p>
      </Panel>
    );
  return (
    <Panel>
      <ShareBars
        title={TITLE}
        head={["Waited", "Payouts", "Amount"]}
        bars={ages.map((band, at) => barOf(band, ages[at - 1]?.upToHours ?? 0))}
      />
      {own > 0 && (
        <p className="mt-2 text-xs text-faint">
          {own} of these {own === 1 ? "was" : "were"} made by you and {own === 1 ? "stands" : "stand"} under
          “Made by me”; colleagues decide on {own === 1 ? "it" : "them"}.
        </p>
      )}
    </Panel>
  );
}

const barOf = ({ upToHours, count, cents }: AgeBand, fromHours: number): ShareBar => ({
  key: String(upToHours),
  label: ageWords(fromHours, upToHours),
  value: count.value,
  text: countText(count),
  detail: formatCents(BigInt(cents)),
  href: OLDEST_FIRST,
  tone: fromHours >= LONG_H ? "attention" : "accent",
});
