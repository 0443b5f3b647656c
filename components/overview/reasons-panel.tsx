import { ShareBars } from "@/components/charts/share-bars";
import { explainFailure } from "@/lib/domain/explanation";
import type { Overview } from "@/lib/db/rows";
import { withFailureSearch } from "@/lib/url/failures";
import { Panel } from "./panel";

const barOf = ({ reason, direction, count }: Overview["reasons"][number]) => {
  const { title } = explainFailure({
    direction,
    method: direction === "debit" ? "link" : "bank",
    reason,
    failDirection: null,
    isReturn: false,
    contactName: null,
  });
  return {
    key: `${direction} ${reason}`,
    label: `${title}, ${direction === "debit" ? "collections" : "payouts"}`,
    value: count,
    href: withFailureSearch("/failures", {
      q: reason,
      view: direction === "debit" ? "collections" : "payouts",
    }),
  };
};

/** Why payments failed in the last four weeks, in words; each line opens those failures. */
export const ReasonsPanel = ({ reasons }: Pick<Overview, "reasons">) => (
  <Panel>
    {reasons.length > 0 ? (
      <ShareBars title="Why payments failed, last 4 weeks" bars={reasons.map(barOf)} />
    ) : (
      <>
        <h2 className="text-sm font-medium">Why payments failed, last 4 weeks</h2>
        <p className="mt-2 text-sm text-dim">
          No reason was read in that time. Reasons appear here as soon as Jetpay tells one.
        </p>
      </>
    )}
  </Panel>
);
