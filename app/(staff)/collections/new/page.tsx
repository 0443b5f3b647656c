import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { CollectionForm } from "@/components/collections/collection-form";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { may } from "@/lib/domain/deeds";
import { Id } from "@/lib/domain/ids";
import { formatCentsPlain } from "@/lib/domain/money";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { askCollection } from "../actions";

export const metadata = { title: "Ask for money" };

/** `copy` is a collection whose particulars this one starts with. */
const load = createLoader({ id: parseAsString, contact: parseAsString, copy: parseAsString });

export default async function NewCollectionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("/collections/new");
  if (!may(staff.role, "collection.ask")) return <NoPermission deed="collection.ask" />;
  const address = await load(searchParams);
  const { read } = desk();
  const collectionId = Id.safeParse(address.id).data ?? randomUUID();
  if ((await read.collection(collectionId)) !== null) redirect(`/collections/${collectionId}`);

  const original = address.copy === null ? null : await read.collection(address.copy);
  const contactId = address.contact ?? original?.contactId ?? null;
  const [contact, choices, merchantAccounts] = await Promise.all([
    contactId === null ? null : read.contact(contactId),
    read.contactChoices("", "customer"),
    read.merchantAccounts(),
  ]);
  const usual = merchantAccounts.find(({ isDefault }) => isDefault) ?? merchantAccounts[0];
  return (
    <>
      <PageHead title="Ask for money" back={{ href: "/collections", label: "collections" }} />
      <div className="px-4 pt-2 pb-8 sm:px-5">
        <CollectionForm
          key={collectionId}
          collectionId={collectionId}
          given={contact && { id: contact.id, name: contact.name, email: contact.email, accounts: [] }}
          initial={{
            amount: original === null ? "" : formatCentsPlain(BigInt(original.amountCents)),
            statement: original?.statement ?? "",
            note: original?.note ?? "",
            merchantAccountId: usual?.id ?? "",
          }}
          choices={choices}
          merchantAccounts={merchantAccounts}
          ask={askCollection}
        />
      </div>
    </>
  );
}
