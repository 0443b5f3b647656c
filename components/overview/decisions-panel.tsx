import Link from "next/link";
import { Amount } from "@/components/payments/amount";
import { MethodLabel } from "@/components/payments/method-label";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PayoutRow } from "@/lib/db/rows";
import { withPayoutSearch } from "@/lib/url/payouts";
import { Panel } from "./panel";

/** The payouts that have waited longest for this colleague. */
export const DecisionsPanel = ({ payouts }: { payouts: readonly PayoutRow[] }) => (
  <Panel
    title="Payouts waiting for you"
    all={{ href: withPayoutSearch("/payouts", { view: "waiting" }), label: "All that wait" }}
  >
    {payouts.length === 0 && (
      <p className="text-sm text-dim">None. Payouts that colleagues make wait here for your decision.</p>
    )}
    <ul className="-mx-4 divide-y divide-line text-sm">
      {payouts.map((payout) => (
        <li key={payout.id}>
          <Link
            href={`/payouts/${payout.id}`}
            prefetch={false}
            className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 px-4 py-2 -outline-offset-2 hover:bg-bg"
          >
            <span className="truncate font-medium">{payout.contactName}</span>
            <Amount cents={payout.amountCents} />
            <span className="truncate text-xs text-dim">
              <MethodLabel account={payout.account} /> · made by {payout.makerName}
            </span>
            <RelativeTime at={payout.madeAt} className="text-right text-xs text-dim" />
          </Link>
        </li>
      ))}
    </ul>
  </Panel>
);
