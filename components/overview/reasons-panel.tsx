import { type ShareBar, ShareBars } from "@/components/charts/share-bars";
import { explainFailure } from "@/lib/domain/explanation";
import type { Overview } from "@/lib/db/overview-rows";
import { withFailureSearch } from "@/lib/url/failures";
import { Panel } from "./panel";

type Props = Pick<Overview, "reasons" | "reasonsFrom">;

const TITLE = "Why payments failed, last 4 weeks";

function barOf({ reason, direction, count }: Overview["reasons"][number], from: string): ShareBar {
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
      view: direction === "debit" ? "collections" : "payouts",
      reason,
      from,
    }),
  };
}

/** Why payments failed, in words; each line opens those failures. */
export const ReasonsPanel = ({ reasons, reasonsFrom }: Props) => (
  <Panel>
    {reasons.length > 0 ? (
      <ShareBars title={TITLE} bars={reasons.map((reason) => barOf(reason, reasonsFrom))} />
    ) : (
      <>
        <h2 className="text-sm font-medium">{TITLE}</h2>
        <p className="mt-2 text-sm text-dim">
          No reason was read in that time. Reasons appear here as soon as Jetpay tells one.
        </p>
      </>
    )}
  </Panel>
);
