import { dehydrate, QueryClient } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { SearchParams } from "nuqs/server";
import { collectionsKey } from "@/components/collections/collections-key";
import { CollectionsTable } from "@/components/collections/collections-table";
import { NewLink } from "@/components/intents/new-link";
import { LiveRefresh } from "@/components/live/live-refresh";
import { QueryProvider } from "@/components/query-provider";
import { PageHead } from "@/components/shell/page-head";
import { SavedTabs } from "@/components/shell/saved-tabs";
import { may } from "@/lib/domain/deeds";
import { COLLECTION_VIEWS, type CollectionView } from "@/lib/domain/lists";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { loadCollectionSearch, withCollectionSearch } from "@/lib/url/collections";
import { tidy } from "@/lib/url/list";

export const metadata = { title: "Collections" };

const VIEW_WORDS: Record<CollectionView, string> = {
  open: "Open links",
  moving: "In progress",
  completed: "Completed",
  failed: "Failed",
  unknown: "Unknown",
  all: "All",
};

export default async function CollectionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("/collections");
  const search = tidy(await loadCollectionSearch(searchParams));
  const { q, from, to } = search;
  const isNarrowed = q !== "" || from !== null || to !== null;
  const { read } = desk();
  const [page, counts] = await Promise.all([
    read.collections(search),
    read.tabCounts("collections", staff.id),
  ]);
  const queryClient = new QueryClient();
  queryClient.setQueryData(collectionsKey(search), page);
  const mayAsk = may(staff.role, "collection.ask");
  return (
    <>
      <LiveRefresh topics={["collections"]} />
      <PageHead
        title="Collections"
        sub="CAD"
        actions={mayAsk && <NewLink href="/collections/new">Ask for money</NewLink>}
      />
      <SavedTabs
        label="Views of collections"
        tabs={COLLECTION_VIEWS.map((view) => ({
          href: withCollectionSearch("/collections", { view, q, from, to }),
          label: VIEW_WORDS[view],
          count: isNarrowed ? null : counts[view],
          isCurrent: search.view === view,
        }))}
      />
      <NuqsAdapter>
        <QueryProvider state={dehydrate(queryClient)}>
          <CollectionsTable mayAsk={mayAsk} />
        </QueryProvider>
      </NuqsAdapter>
    </>
  );
}
