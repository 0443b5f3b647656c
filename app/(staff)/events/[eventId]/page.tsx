import { notFound } from "next/navigation";
import { RawText } from "@/components/events/raw-text";
import { TransactionLink } from "@/components/events/transaction-link";
import { DIRECTION_WORDS } from "@/components/events/words";
import { Facts } from "@/components/payments/facts";
import { Mono } from "@/components/payments/reference";
import { JetpayStateBadge } from "@/components/payments/state-badge";
import { PageHead } from "@/components/shell/page-head";
import { FullTime } from "@/components/ui/relative-time";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { withEventSearch } from "@/lib/url/events";

export const metadata = { title: "Event" };

export default async function EventPage({ params }: { params: Promise<{ eventId: string }> }) {
  await requireStaff();
  const event = await desk().read.event((await params).eventId);
  if (event === null) notFound();
  const { transactionId, direction } = event;
  const others =
    transactionId === null
      ? null
      : { href: withEventSearch("/events", { view: "events", q: transactionId }), label: "all its events" };
  return (
    <>
      <PageHead
        title={`Event ${event.id}`}
        sub={event.type}
        back={{ href: withEventSearch("/events", { view: "events" }), label: "events" }}
      />
      <div className="flex max-w-[860px] flex-col gap-5 px-4 pt-2 pb-10 sm:px-5">
        <Facts
          label="About this event"
          facts={[
            {
              label: "State",
              text: event.state === null ? "It tells none." : <JetpayStateBadge state={event.state} />,
            },
            { label: "Payment", text: <TransactionLink row={event} /> },
            {
              label: "Transaction",
              text: transactionId === null ? "It names none." : <Mono>{transactionId}</Mono>,
              link: others,
            },
            { label: "Direction", text: direction === null ? "Not told" : DIRECTION_WORDS[direction] },
            { label: "Happened", icon: "clock", text: <FullTime at={event.createdAt} /> },
            {
              label: "Received",
              icon: "clock",
              text: <FullTime at={event.receivedAt} />,
              link: { href: `/events/deliveries/${event.deliveryId}`, label: `delivery ${event.deliveryId}` },
            },
          ]}
        />
        <RawText label="As Jetpay sent it" text={event.raw} />
      </div>
    </>
  );
}
