"use client";
import { useQueryStates } from "nuqs";
import { DataTable } from "@/components/data-table/data-table";
import { ListSearch } from "@/components/data-table/list-search";
import { useRows } from "@/components/intents/use-rows";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ContactRow } from "@/lib/db/rows";
import { contactSearch, type ContactSearch, withContactSearch } from "@/lib/url/contacts";
import { tidy } from "@/lib/url/list";
import { CONTACT_COLUMNS, ContactCard, ContactPeek } from "./contact-columns";
import { contactsKey } from "./contacts-key";

/** The list of contacts. The address alone decides what it shows. */
export function ContactsTable({ mayAdd }: { mayAdd: boolean }) {
  const [given] = useQueryStates(contactSearch);
  const search = tidy(given);
  const rows = useRows<ContactRow>(contactsKey(search), withContactSearch("/api/contacts", search));
  return (
    <DataTable
      name={`contacts.${search.view}`}
      noun={["contact", "contacts"]}
      columns={CONTACT_COLUMNS}
      {...rows}
      sort={search.sort}
      href={({ id }) => `/contacts/${id}`}
      card={(row) => <ContactCard row={row} />}
      peek={(row) => <ContactPeek row={row} />}
      copy={(row) => row.id}
      toolbar={<ListSearch label="Search contacts" isShallow />}
      isShallow
      empty={<NoContacts search={search} mayAdd={mayAdd} />}
    />
  );
}

function NoContacts({ search: { q, view }, mayAdd }: { search: ContactSearch; mayAdd: boolean }) {
  if (q !== "")
    return (
      <EmptyState icon="search" title={`No contact matches “${q}”`}>
        Search by name, e-mail address, payment reference, or the last three digits of a bank account.
      </EmptyState>
    );
  if (view === "attention")
    return (
      <EmptyState icon="check" title="No contact needs attention">
        Contacts that Jetpay does not have, and vendors without a bank account, appear here.
      </EmptyState>
    );
  const action = mayAdd && (
    <ButtonLink href="/contacts/new" prefetch={false} variant="go" icon="plus">
      New contact
    </ButtonLink>
  );
  return (
    <EmptyState icon="people" title="No contacts yet" action={action || undefined}>
      People and businesses that pay you or are paid by you appear here as soon as they are added.
    </EmptyState>
  );
}
