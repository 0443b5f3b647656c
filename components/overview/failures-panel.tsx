import Link from "next/link";
import { shortReason } from "@/components/failures/explain";
import { FailureAmount } from "@/components/failures/failure-amount";
import { FailureKindBadge } from "@/components/payments/state-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FailureRow } from "@/lib/db/rows";
import { Panel } from "./panel";

/** A refused payment, or one of unknown outcome, is told by its kind already. */
const saysMore = ({ kind, subject }: FailureRow) =>
  subject !== "payment" || (kind !== "refused" && kind !== "unknown");

/** The newest failures, in words. */
export const FailuresPanel = ({ failures }: { failures: readonly FailureRow[] }) => (
  <Panel title="Recent failures" all={{ href: "/failures", label: "All failures" }}>
    {failures.length === 0 && (
      <p className="text-sm text-dim">None. Payments that fail appear here with the reason.</p>
    )}
    <ul className="-mx-4 divide-y divide-line text-sm">
      {failures.map((failure) => (
        <li key={failure.id}>
          <Link
            href={`/failures/${encodeURIComponent(failure.id)}`}
            prefetch={false}
            className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-4 py-2 -outline-offset-2 hover:bg-bg"
          >
            <span className="truncate font-medium">{failure.contactName ?? "Not described yet"}</span>
            <FailureAmount row={failure} className="text-right" />
            <span className="flex min-w-0 items-center gap-2">
              <FailureKindBadge kind={failure.kind} />
              {saysMore(failure) && <span className="truncate text-xs text-dim">{shortReason(failure)}</span>}
            </span>
            <RelativeTime at={failure.at} className="text-right text-xs text-dim" />
          </Link>
        </li>
      ))}
    </ul>
  </Panel>
);
