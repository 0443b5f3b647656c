import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BankAccounts } from "@/components/contacts/bank-accounts";
import { toldCard } from "@/components/contacts/card-problem";
import { Cards } from "@/components/contacts/cards";
import { ContactSide } from "@/components/contacts/contact-side";
import { ContactCollections, ContactPayouts } from "@/components/contacts/payments";
import { Totals } from "@/components/contacts/totals";
import { explainContact } from "@/components/contacts/words";
import { LiveRefresh } from "@/components/live/live-refresh";
import { ContactStateBadge } from "@/components/payments/state-badge";
import { Lane } from "@/components/shell/lane";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { ContactDetail } from "@/lib/db/rows";
import { may, ROLE_WORDS, rolesThatMay, type Role } from "@/lib/domain/deeds";
import { desk } from "@/lib/runtime/desk";
import { requireStaff } from "@/lib/server/session";
import { withCollectionSearch } from "@/lib/url/collections";
import { withPayoutSearch } from "@/lib/url/payouts";
import { captureCard } from "../actions";

type Props = { params: Promise<{ contactId: string }> };

export const metadata: Metadata = { title: "Contact" };

export default async function ContactPage({ params }: Props) {
  const staff = await requireStaff();
  const { contactId } = await params;
  const contact = await desk().read.contact(contactId);
  if (contact === null) notFound();
  const explained = explainContact(contact);
  return (
    <Lane side={<ContactSide contact={contact} />}>
      <div className="flex flex-col gap-6">
        <LiveRefresh topics={[`contact:${contact.id}`, "contacts"]} />
        <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
          <div className="min-w-0 flex-1 basis-60">
            <p className="mb-1.5">
              <ContactStateBadge state={contact.state} />
            </p>
            <h1 className="text-xl font-semibold tracking-[-0.015em] break-words">{contact.name}</h1>
          </div>
          <Buttons contact={contact} role={staff.role} />
        </header>
        {explained !== null && (
          <Callout meaning={explained.meaning} title={explained.title}>
            {explained.words}
          </Callout>
        )}
        <Totals totals={contact.totals} isVendor={contact.isVendor} />
        <Methods contact={contact} role={staff.role} />
        {(contact.isVendor || contact.payouts.length > 0) && (
          <ContactPayouts
            rows={contact.payouts}
            all={withPayoutSearch("/payouts", { view: "all", q: contact.name })}
            empty="No payouts yet. They appear here as soon as one is made."
          />
        )}
        {(contact.isCustomer || contact.collections.length > 0) && (
          <ContactCollections
            rows={contact.collections}
            all={withCollectionSearch("/collections", { view: "all", q: contact.name })}
            empty="Nothing was asked for yet. Collections appear here as soon as money is asked for."
          />
        )}
      </div>
    </Lane>
  );
}

const Buttons = ({
  contact: { id, state, isVendor, isCustomer },
  role,
}: {
  contact: ContactDetail;
  role: Role;
}) => (
  <div className="flex flex-wrap gap-2" data-screen-only>
    {state === "active" && isVendor && may(role, "payout.make") && (
      <ButtonLink href={`/payouts/new?contact=${id}`} prefetch={false} variant="go" icon="out">
        New payout
      </ButtonLink>
    )}
    {state === "active" && isCustomer && may(role, "collection.ask") && (
      <ButtonLink
        href={`/collections/new?contact=${id}`}
        prefetch={false}
        variant={isVendor && may(role, "payout.make") ? "plain" : "go"}
        icon="in"
      >
        Ask for money
      </ButtonLink>
    )}
  </div>
);

/** How a contact pays and is paid. Cards only ever pay us, so vendors have none. */
function Methods({ contact, role }: { contact: ContactDetail; role: Role }) {
  const { id, name, state, isCustomer, isVendor, accounts, cards } = contact;
  const isReady = state === "active";
  const mayAdd = may(role, "method.add");
  const mayCharge = isReady && isCustomer && may(role, "collection.charge");
  const who = rolesThatMay("method.add").map((one) => ROLE_WORDS[one].toLowerCase());
  const whyNot = (things: string) => {
    if (mayAdd && isReady) return null;
    return mayAdd
      ? `${things} can be added once Jetpay knows this contact.`
      : `${things} are added by an ${who.join(" or ")}.`;
  };
  const canCapture = mayAdd && isReady && isCustomer;
  return (
    <>
      {(isCustomer || cards.length > 0) && (
        <Cards
          contact={{ id, name }}
          cards={cards.map((card) => toldCard(canCapture ? card : { ...card, captureUrl: null }, name))}
          capture={canCapture ? captureCard : null}
          whyNot={isCustomer ? whyNot("Cards") : "Only customers are charged, so no card can be added."}
          mayCharge={mayCharge}
        />
      )}
      <BankAccounts
        accounts={accounts}
        isVendor={isVendor}
        addHref={mayAdd && isReady ? `/contacts/${id}/bank-accounts/new` : null}
        whyNot={whyNot("Accounts")}
        collectHref={mayCharge ? (accountId) => `/collections/new?contact=${id}&account=${accountId}` : null}
      />
    </>
  );
}
