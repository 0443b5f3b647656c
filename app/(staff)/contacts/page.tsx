import { dehydrate, QueryClient } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { SearchParams } from "nuqs/server";
import { ContactsTable } from "@/components/contacts/contacts-table";
import { contactsKey } from "@/components/contacts/contacts-key";
import { NewLink } from "@/components/intents/new-link";
import { LiveRefresh } from "@/components/live/live-refresh";
import { QueryProvider } from "@/components/query-provider";
import { PageHead } from "@/components/shell/page-head";
import { SavedTabs } from "@/components/shell/saved-tabs";
import { may } from "@/lib/domain/deeds";
import { CONTACT_VIEWS, type ContactView } from "@/lib/domain/lists";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { loadContactSearch, withContactSearch } from "@/lib/url/contacts";
import { tidy } from "@/lib/url/list";

export const metadata = { title: "Contacts" };

const VIEW_WORDS: Record<ContactView, string> = {
  all: "All",
  vendors: "Vendors",
  customers: "Customers",
  attention: "Needs attention",
};

export default async function ContactsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("/contacts");
  const search = tidy(await loadContactSearch(searchParams));
  const { read } = desk();
  const [page, counts] = await Promise.all([read.contacts(search), read.tabCounts("contacts", staff.id)]);
  const queryClient = new QueryClient();
  queryClient.setQueryData(contactsKey(search), page);
  const mayAdd = may(staff.role, "contact.edit");
  return (
    <>
      <LiveRefresh topics={["contacts"]} />
      <PageHead title="Contacts" actions={mayAdd && <NewLink href="/contacts/new">New contact</NewLink>} />
      <SavedTabs
        label="Views of contacts"
        tabs={CONTACT_VIEWS.map((view) => ({
          href: withContactSearch("/contacts", { view, q: search.q }),
          label: VIEW_WORDS[view],
          count: counts[view],
          isCurrent: search.view === view,
        }))}
      />
      <NuqsAdapter>
        <QueryProvider state={dehydrate(queryClient)}>
          <ContactsTable mayAdd={mayAdd} />
        </QueryProvider>
      </NuqsAdapter>
    </>
  );
}
