import { formatCents } from "@/lib/domain/money";
import type { ContactDetail } from "@/lib/db/rows";

const TOTALS: readonly { key: keyof ContactDetail["totals"]; label: string; href: string }[] = [
  { key: "collectedCents", label: "Collected", href: "#collections" },
  { key: "paidOutCents", label: "Paid out", href: "#payouts" },
  { key: "inFlightCents", label: "In flight", href: "#payouts" },
  { key: "returnedCents", label: "Returned", href: "#payouts" },
];

/** The whole money story in four numbers; each leads to what it counts. */
export const Totals = ({ totals, isVendor }: Pick<ContactDetail, "totals" | "isVendor">) => (
  <dl className="grid grid-cols-2 overflow-hidden rounded-lg border border-line sm:grid-cols-4">
    {TOTALS.map(({ key, label, href }) => (
      <div
        key={key}
        className="border-line px-3.5 py-2.5 odd:border-r max-sm:[&:nth-child(-n+2)]:border-b sm:not-last:border-r"
      >
        <dt className="text-xs text-dim">{label}</dt>
        <dd className="text-lg font-semibold tabular-nums">
          <a href={isVendor ? href : "#collections"} className="hover:underline">
            {formatCents(BigInt(totals[key]))}
          </a>
          <span className="ml-1 text-xs font-normal text-faint">CAD</span>
        </dd>
      </div>
    ))}
  </dl>
);
