import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { CollectionForm } from "@/components/collections/collection-form";
import { LINK, methodOf, payByOf } from "@/components/collections/methods";
import { methodWords } from "@/components/payments/method-label";
import { NoPermission } from "@/components/shell/no-permission";
import { PageHead } from "@/components/shell/page-head";
import { may } from "@/lib/domain/deeds";
import { Id } from "@/lib/domain/ids";
import { formatCentsPlain } from "@/lib/domain/money";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { askCollection, collectFromMethod } from "../actions";

export const metadata = { title: "Ask for money" };

/** `copy` is a collection whose particulars this one starts with; `card` and `account` are the contact's. */
const load = createLoader({
  id: parseAsString,
  contact: parseAsString,
  copy: parseAsString,
  card: parseAsString,
  account: parseAsString,
});

export default async function NewCollectionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff("/collections/new");
  if (!may(staff.role, "collection.ask")) return <NoPermission deed="collection.ask" />;
  const address = await load(searchParams);
  const { read, asksForAccountNumber } = desk();
  const collectionId = Id.safeParse(address.id).data ?? randomUUID();
  const made = await read.collection(collectionId);
  if (made !== null && made.state !== "declined") redirect(`/collections/${collectionId}`);

  const original = made ?? (address.copy === null ? null : await read.collection(address.copy));
  const contactId = address.contact ?? original?.contactId ?? null;
  const [contact, choices, merchantAccounts] = await Promise.all([
    contactId === null ? null : read.contact(contactId),
    read.contactChoices("", "customer"),
    read.merchantAccounts(),
  ]);
  const given = contact && {
    id: contact.id,
    name: contact.name,
    email: contact.email,
    accounts: contact.accounts.filter(({ state }) => state === "active"),
    cards: contact.cards.filter(({ state }) => state === "active"),
  };
  const asked = [`card:${address.card ?? ""}`, `bank_account:${address.account ?? ""}`];
  const method = asked.map((payBy) => methodOf(given, payBy)).find((one) => one !== null) ?? LINK;
  const usual = merchantAccounts.find(({ isDefault }) => isDefault) ?? merchantAccounts[0];
  return (
    <>
      <PageHead title="Ask for money" back={{ href: "/collections", label: "collections" }} />
      <div className="px-4 pt-2 pb-8 sm:px-5">
        <CollectionForm
          key={collectionId}
          collectionId={collectionId}
          given={given}
          initial={{
            amount: original === null ? "" : formatCentsPlain(BigInt(original.amountCents)),
            statement: original?.statement ?? "",
            note: original?.note ?? "",
            merchantAccountId: usual?.id ?? "",
            payBy: payByOf(method),
            agreedOn: "",
          }}
          declined={made && { words: methodWords(made) ?? "The card", reason: made.declineReason }}
          choices={choices}
          merchantAccounts={merchantAccounts}
          ask={askCollection}
          collect={may(staff.role, "collection.charge") ? collectFromMethod : null}
          asksForAccountNumber={asksForAccountNumber}
        />
      </div>
    </>
  );
}
