import { dehydrate, QueryClient } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { SearchParams } from "nuqs/server";
import { NewLink } from "@/components/intents/new-link";
import { LiveRefresh } from "@/components/live/live-refresh";
import { payoutsKey } from "@/components/payouts/payouts-key";
import { PayoutsTable } from "@/components/payouts/payouts-table";
import { QueryProvider } from "@/components/query-provider";
import { PageHead } from "@/components/shell/page-head";
import { SavedTabs } from "@/components/shell/saved-tabs";
import { may } from "@/lib/domain/deeds";
import { PAYOUT_VIEWS, type PayoutView } from "@/lib/domain/lists";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { tidy } from "@/lib/url/list";
import { loadPayoutSearch, withPayoutSearch } from "@/lib/url/payouts";

export const metadata = { title: "Payouts" };

const VIEW_WORDS: Record<PayoutView, string> = {
  waiting: "Waiting for me",
  mine: "Made by me",
  moving: "On the way",
  unknown: "Unknown",
  completed: "Completed",
  failed: "Failed",
  all: "All",
};

export default async function PayoutsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("/payouts");
  const search = tidy(await loadPayoutSearch(searchParams));
  const { read } = desk();
  const [page, counts] = await Promise.all([
    read.payouts(search, staff.id),
    read.tabCounts("payouts", staff.id),
  ]);
  const queryClient = new QueryClient();
  queryClient.setQueryData(payoutsKey(search), page);
  const { q, from, to } = search;
  const isNarrowed = q !== "" || from !== null || to !== null;
  const mayMake = may(staff.role, "payout.make");
  return (
    <>
      <LiveRefresh topics={["payouts"]} />
      <PageHead
        title="Payouts"
        sub="CAD"
        actions={mayMake && <NewLink href="/payouts/new">New payout</NewLink>}
      />
      <SavedTabs
        label="Views of payouts"
        tabs={PAYOUT_VIEWS.map((view) => ({
          href: withPayoutSearch("/payouts", { view, q, from, to }),
          label: VIEW_WORDS[view],
          count: isNarrowed ? null : counts[view],
          isCurrent: search.view === view,
        }))}
      />
      <NuqsAdapter>
        <QueryProvider state={dehydrate(queryClient)}>
          <PayoutsTable mayMake={mayMake} />
        </QueryProvider>
      </NuqsAdapter>
    </>
  );
}
