import Link from "next/link";
import { shortReason } from "@/components/failures/explain";
import { Amount } from "@/components/payments/amount";
import { FailureKindBadge } from "@/components/payments/state-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FailureRow } from "@/lib/db/rows";
import { Panel } from "./panel";

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
            <span className="truncate">
              <span className="font-medium">{failure.contactName ?? "Not described yet"}</span>
              <span className="text-dim"> · {shortReason(failure)}</span>
            </span>
            <Amount cents={failure.amountCents} className="text-right" />
            <span>
              <FailureKindBadge kind={failure.kind} />
            </span>
            <RelativeTime at={failure.at} className="text-right text-xs text-dim" />
          </Link>
        </li>
      ))}
    </ul>
  </Panel>
);
