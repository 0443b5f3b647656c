import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { SearchParams } from "nuqs/server";
import { FailuresTable } from "@/components/failures/failures-table";
import { toldFailure } from "@/components/failures/told";
import { LiveRefresh } from "@/components/live/live-refresh";
import { PageHead } from "@/components/shell/page-head";
import { SavedTabs } from "@/components/shell/saved-tabs";
import { FAILURE_VIEWS, type FailureView } from "@/lib/domain/lists";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { loadFailureSearch, withFailureSearch } from "@/lib/url/failures";
import { tidy } from "@/lib/url/list";

export const metadata = { title: "Failures" };

const VIEW_WORDS: Record<FailureView, string> = {
  all: "All",
  collections: "Collections",
  payouts: "Payouts",
  returned: "Returned",
  declined: "Declined",
  refused: "Refused by Jetpay",
  unknown: "Unknown outcome",
};

export default async function FailuresPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff();
  const search = tidy(await loadFailureSearch(searchParams));
  const { read } = desk();
  const [page, counts] = await Promise.all([read.failures(search), read.tabCounts("failures", staff.id)]);
  const { q, from, to, reason } = search;
  const isNarrowed = q !== "" || from !== null || to !== null || reason !== null;
  return (
    <>
      <LiveRefresh topics={["failures"]} />
      <PageHead title="Failures" sub="CAD" />
      <SavedTabs
        label="Views of failures"
        tabs={FAILURE_VIEWS.map((view) => ({
          href: withFailureSearch("/failures", { view, q, from, to, reason }),
          label: VIEW_WORDS[view],
          count: isNarrowed ? null : counts[view],
          isCurrent: search.view === view,
        }))}
      />
      <NuqsAdapter>
        <FailuresTable page={{ ...page, rows: page.rows.map(toldFailure) }} search={search} />
      </NuqsAdapter>
    </>
  );
}
