import Link from "next/link";
import type { ReactNode } from "react";
import { Amount } from "@/components/payments/amount";
import { CollectionStateBadge, PayoutStateBadge } from "@/components/payments/state-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CollectionRow, PayoutRow } from "@/lib/db/rows";

type Line = {
  id: string;
  href: string;
  reference: string;
  badge: ReactNode;
  about: string;
  cents: string;
  at: string;
};

/** The newest of a contact's payouts. */
export const ContactPayouts = ({
  rows,
  all,
  empty,
}: {
  rows: readonly PayoutRow[];
  all: string;
  empty: string;
}) => (
  <Payments
    title="Payouts"
    all={all}
    empty={empty}
    lines={rows.map((row) => ({
      id: row.id,
      href: `/payouts/${row.id}`,
      reference: row.reference,
      badge: <PayoutStateBadge state={row.state} />,
      about: row.note || row.statement,
      cents: row.amountCents,
      at: row.madeAt,
    }))}
  />
);

/** The newest of what a contact was asked for. */
export const ContactCollections = ({
  rows,
  all,
  empty,
}: {
  rows: readonly CollectionRow[];
  all: string;
  empty: string;
}) => (
  <Payments
    title="Collections"
    all={all}
    empty={empty}
    lines={rows.map((row) => ({
      id: row.id,
      href: `/collections/${row.id}`,
      reference: row.reference,
      badge: <CollectionStateBadge state={row.state} />,
      about: row.note || row.statement,
      cents: row.amountCents,
      at: row.askedAt,
    }))}
  />
);

function Payments({
  title,
  lines,
  all,
  empty,
}: {
  title: string;
  lines: readonly Line[];
  all: string;
  empty: string;
}) {
  const id = `contact-${title.toLowerCase()}`;
  return (
    <section id={title.toLowerCase()} aria-labelledby={id} className="flex flex-col gap-2.5">
      <div className="flex items-baseline gap-3">
        <h2 id={id} className="text-md font-semibold">
          {title}
        </h2>
        {lines.length > 0 && (
          <Link href={all} className="ml-auto text-xs text-accent hover:underline">
            See in the list<span className="sr-only"> of {title.toLowerCase()}</span>
          </Link>
        )}
      </div>
      {lines.length === 0 && <p className="text-sm text-dim">{empty}</p>}
      {lines.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line text-sm">
          {lines.map((line) => (
            <li key={line.id}>
              <Link
                href={line.href}
                prefetch={false}
                className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-3.5 py-2 -outline-offset-2 hover:bg-bg sm:grid-cols-[92px_170px_1fr_auto_92px]"
              >
                <span className="font-mono text-xs text-dim">{line.reference}</span>
                <span className="max-sm:order-3">{line.badge}</span>
                <span className="truncate text-dim max-sm:hidden">{line.about}</span>
                <Amount cents={line.cents} className="text-right max-sm:order-2" />
                <RelativeTime at={line.at} className="text-right text-xs text-dim max-sm:order-4" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
