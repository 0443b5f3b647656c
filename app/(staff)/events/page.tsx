import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { SearchParams } from "nuqs/server";
import {
  DeliveriesTable,
  EventsTable,
  QuarantinedTable,
  UnclaimedTable,
} from "@/components/events/event-tables";
import { EVENT_VIEW_WORDS, UNCLAIMED_SENTENCE } from "@/components/events/words";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHead } from "@/components/shell/page-head";
import { SavedTabs } from "@/components/shell/saved-tabs";
import { Callout } from "@/components/ui/callout";
import { EVENT_VIEWS } from "@/lib/domain/lists";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { type EventSearch, loadEventSearch, withEventSearch } from "@/lib/url/events";
import { tidy } from "@/lib/url/list";

export const metadata = { title: "Events" };

export default async function EventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff();
  const search = tidy(await loadEventSearch(searchParams));
  const [counts, table] = await Promise.all([desk().read.tabCounts("events", staff.id), tableOf(search)]);
  return (
    <>
      <LiveRefresh topics={["events"]} />
      <PageHead title="Events" sub="what Jetpay told us" />
      <SavedTabs
        label="Views of events"
        tabs={EVENT_VIEWS.map((view) => ({
          href: withEventSearch("/events", { view }),
          label: EVENT_VIEW_WORDS[view],
          count: counts[view],
          isCurrent: search.view === view,
        }))}
      />
      {search.view === "unclaimed" && counts.unclaimed.value > 0 && (
        <Callout className="mx-4 mt-3 sm:mx-5" title="Nobody here asked for these">
          {UNCLAIMED_SENTENCE}
        </Callout>
      )}
      <NuqsAdapter>{table}</NuqsAdapter>
    </>
  );
}

async function tableOf(search: EventSearch) {
  const { read } = desk();
  const { q, view } = search;
  switch (view) {
    case "deliveries":
      return <DeliveriesTable key={view} page={await read.deliveries(search)} q={q} />;
    case "events":
      return <EventsTable key={view} page={await read.events(search)} q={q} />;
    case "quarantined":
      return <QuarantinedTable key={view} page={await read.quarantined(search)} q={q} />;
    case "unclaimed":
      return <UnclaimedTable key={view} page={await read.unclaimed(search)} q={q} />;
  }
}
