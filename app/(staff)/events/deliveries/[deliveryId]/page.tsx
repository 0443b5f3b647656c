import Link from "next/link";
import { notFound } from "next/navigation";
import { RawText } from "@/components/events/raw-text";
import { TransactionLink } from "@/components/events/transaction-link";
import { countsInWords, idsInWords, lagWords } from "@/components/events/words";
import { Facts } from "@/components/payments/facts";
import { Mono } from "@/components/payments/reference";
import { DeliveryVerdictBadge, JetpayStateBadge } from "@/components/payments/state-badge";
import { PageHead } from "@/components/shell/page-head";
import { FullTime } from "@/components/ui/relative-time";
import type { EventRow, QuarantinedRow } from "@/lib/db/rows";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";

export const metadata = { title: "Delivery" };

export default async function DeliveryPage({ params }: { params: Promise<{ deliveryId: string }> }) {
  await requireStaff();
  const delivery = await desk().read.delivery((await params).deliveryId);
  if (delivery === null) notFound();
  return (
    <>
      <PageHead
        title={`Delivery ${delivery.id}`}
        sub={countsInWords(delivery)}
        back={{ href: "/events", label: "deliveries" }}
      />
      <div className="flex max-w-[860px] flex-col gap-5 px-4 pt-2 pb-10 sm:px-5">
        <Facts
          label="About this delivery"
          facts={[
            { label: "Verdict", text: <DeliveryVerdictBadge verdict={delivery.verdict} /> },
            ...(delivery.problem === null
              ? []
              : [{ label: "Problem", tone: "warn" as const, text: delivery.problem }]),
            { label: "Received", icon: "clock", text: <FullTime at={delivery.receivedAt} /> },
            { label: "Lag", icon: "clock", text: lagWords(delivery.lagMs) },
            { label: "Event ids", text: <Mono>{idsInWords(delivery)}</Mono> },
            { label: "Signed with key", icon: "key", text: <Mono>{delivery.keyId}</Mono> },
            { label: "Token", icon: "key", text: <Mono>{delivery.tokenId}</Mono> },
            { label: "Hash of its body", text: <Mono>{delivery.sha256}</Mono> },
          ]}
        />
        <Quarantined rows={delivery.quarantined} />
        <Events rows={delivery.events} />
        <RawText label="Its body, as it came" text={delivery.body} />
      </div>
    </>
  );
}

const Events = ({ rows }: { rows: readonly EventRow[] }) => (
  <section aria-labelledby="events-of-delivery">
    <h2 id="events-of-delivery" className="mb-2 text-md font-semibold">
      New events it brought
    </h2>
    {rows.length === 0 && <p className="text-sm text-dim">None that were not there already.</p>}
    {rows.length > 0 && (
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line text-sm">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3.5 py-2">
            <Link href={`/events/${row.id}`} prefetch={false} className="font-mono text-xs hover:underline">
              {row.id}
            </Link>
            <span className="min-w-0 flex-1 break-words">{row.type}</span>
            {row.state !== null && <JetpayStateBadge state={row.state} />}
            <TransactionLink row={row} />
          </li>
        ))}
      </ul>
    )}
  </section>
);

const Quarantined = ({ rows }: { rows: readonly QuarantinedRow[] }) =>
  rows.length === 0 ? null : (
    <section aria-labelledby="quarantined-of-delivery" className="flex flex-col gap-3">
      <h2 id="quarantined-of-delivery" className="text-md font-semibold">
        Quarantined from it
      </h2>
      {rows.map((row) => (
        <RawText key={row.id} label={`${row.eventId ?? "Without an id"}: ${row.problem}`} text={row.raw} />
      ))}
    </section>
  );
