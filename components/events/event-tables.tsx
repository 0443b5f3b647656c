"use client";
import { CardLines } from "@/components/data-table/cards";
import { DataTable } from "@/components/data-table/data-table";
import { ListSearch } from "@/components/data-table/list-search";
import { DeliveryVerdictBadge, JetpayStateBadge } from "@/components/payments/state-badge";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DeliveryRow, EventRow, Page, QuarantinedRow, UnclaimedRow } from "@/lib/db/rows";
import { withEventSearch } from "@/lib/url/events";
import { DELIVERY_COLUMNS, EVENT_COLUMNS, QUARANTINED_COLUMNS, UNCLAIMED_COLUMNS } from "./columns";
import { DeliveryPeek, EventPeek, QuarantinedPeek, UnclaimedPeek } from "./peeks";
import { countsInWords, DIRECTION_WORDS, lagWords } from "./words";

type Props<Row> = { page: Page<Row>; q: string };
const SORT = "-id";

const Nothing = ({ q, title, children }: { q: string; title: string; children: string }) =>
  q === "" ? (
    <EmptyState icon="pulse" title={title}>
      {children}
    </EmptyState>
  ) : (
    <EmptyState icon="search" title={`Nothing matches “${q}”`}>
      Search by the whole id of an event or a transaction.
    </EmptyState>
  );

export const DeliveriesTable = ({ page, q }: Props<DeliveryRow>) => (
  <DataTable
    name="events.deliveries"
    noun={["delivery", "deliveries"]}
    columns={DELIVERY_COLUMNS}
    page={page}
    sort={SORT}
    href={({ id }) => `/events/deliveries/${id}`}
    card={(row) => (
      <CardLines
        title={countsInWords(row)}
        badge={<DeliveryVerdictBadge verdict={row.verdict} />}
        note={
          <>
            {lagWords(row.lagMs)} · <RelativeTime at={row.receivedAt} />
          </>
        }
      />
    )}
    peek={(row) => <DeliveryPeek row={row} />}
    toolbar={<ListSearch label="Event or transaction id" />}
    empty={
      <Nothing q={q} title="No deliveries yet">
        Every request that Jetpay’s webhook makes appears here. An administrator registers the webhook in the
        settings.
      </Nothing>
    }
  />
);

export const EventsTable = ({ page, q }: Props<EventRow>) => (
  <DataTable
    name="events.events"
    noun={["event", "events"]}
    columns={EVENT_COLUMNS}
    page={page}
    sort={SORT}
    href={({ id }) => `/events/${id}`}
    card={(row) => (
      <CardLines
        title={row.type}
        badge={row.state === null ? null : <JetpayStateBadge state={row.state} />}
        note={<RelativeTime at={row.createdAt} />}
      />
    )}
    peek={(row) => <EventPeek row={row} />}
    toolbar={<ListSearch label="Event or transaction id" />}
    empty={
      <Nothing q={q} title="No events yet">
        Each fact that Jetpay tells appears here, numbered by Jetpay, as soon as a delivery brings it.
      </Nothing>
    }
  />
);

export const QuarantinedTable = ({ page, q }: Props<QuarantinedRow>) => (
  <DataTable
    name="events.quarantined"
    noun={["quarantined event", "quarantined events"]}
    columns={QUARANTINED_COLUMNS}
    page={page}
    sort={SORT}
    href={({ eventId, problem }) =>
      withEventSearch("/events", { view: "quarantined", q: eventId ?? problem })
    }
    card={(row) => (
      <CardLines
        title={row.problem}
        badge={row.eventId ?? "without an id"}
        note={<RelativeTime at={row.receivedAt} />}
      />
    )}
    peek={(row) => <QuarantinedPeek row={row} />}
    toolbar={<ListSearch label="Event id or problem" />}
    empty={
      <Nothing q={q} title="Nothing is quarantined">
        Events that could not be understood wait here, with the reason, and hold up nothing else.
      </Nothing>
    }
  />
);

export const UnclaimedTable = ({ page, q }: Props<UnclaimedRow>) => (
  <DataTable
    name="events.unclaimed"
    noun={["unclaimed transaction", "unclaimed transactions"]}
    columns={UNCLAIMED_COLUMNS}
    page={page}
    sort={SORT}
    href={({ id }) => withEventSearch("/events", { view: "events", q: id })}
    card={(row) => (
      <CardLines
        title={row.id}
        badge={<JetpayStateBadge state={row.state} />}
        note={
          <>
            {DIRECTION_WORDS[row.direction]}
            {row.announcedAt !== null && (
              <>
                {" · "}
                <RelativeTime at={row.announcedAt} />
              </>
            )}
          </>
        }
      />
    )}
    peek={(row) => <UnclaimedPeek row={row} />}
    toolbar={<ListSearch label="Transaction id" />}
    empty={
      <Nothing q={q} title="No unclaimed transactions">
        A transaction that Jetpay tells of and nobody here asked for appears here.
      </Nothing>
    }
  />
);
