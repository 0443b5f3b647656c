import Link from "next/link";
import { legsOf } from "@/components/intents/legs-of";
import { PaymentLink } from "@/components/intents/payment-link";
import { PaymentSide } from "@/components/intents/payment-side";
import { AmountHero } from "@/components/payments/amount";
import { Facts, type Fact } from "@/components/payments/facts";
import { Legs } from "@/components/payments/legs";
import { CardLabel, MethodLabel } from "@/components/payments/method-label";
import { Mono, Reference } from "@/components/payments/reference";
import { CollectionStateBadge } from "@/components/payments/state-badge";
import { ActionBar, Lane, Part } from "@/components/shell/lane";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CollectionDetail } from "@/lib/db/rows";
import { CancelCollection } from "./cancel-collection";
import type { CancelAction, PayAction } from "./actions";
import { dayInWords } from "./methods";
import { CollectionNotice, CollectionWhy } from "./collection-notice";

/** Everything about one collection on one screen. `cancel` is null for those who may not, or when it is too late. */
export function CollectionView({
  collection,
  cancel,
  pay,
  mayAsk,
  asksForAccountNumber,
}: {
  collection: CollectionDetail;
  cancel: CancelAction;
  pay: PayAction;
  mayAsk: boolean;
  asksForAccountNumber: boolean;
}) {
  const { state, reference, contactName, contactId, link, transaction, method } = collection;
  // A debit that a saved account pays has a link too, on which nobody should pay it again.
  const isPayable = method === "link" && (state === "asked" || state === "in_progress");
  const bar = cancel && (
    <ActionBar>
      <CancelCollection collection={collection} cancel={cancel} />
    </ActionBar>
  );
  return (
    <Lane bar={bar} side={<Side collection={collection} />}>
      <div className="flex flex-col gap-[22px]">
        <header>
          <div className="mb-2.5 flex flex-wrap items-center gap-2">
            <CollectionStateBadge state={state} />
            <Reference text={reference} />
          </div>
          <h1 className="sr-only">
            Collection {reference} from {contactName}
          </h1>
          <AmountHero cents={collection.amountCents} />
          <p className="mt-1.5 text-md text-dim">
            from{" "}
            <Link href={`/contacts/${contactId}`} className="font-semibold text-text hover:underline">
              {contactName}
            </Link>
          </p>
        </header>
        <CollectionNotice
          collection={collection}
          mayAsk={mayAsk}
          pay={pay}
          asksForAccountNumber={asksForAccountNumber}
        />
        {transaction !== null && <Legs legs={legsOf("debit", transaction, method)} />}
        <CollectionWhy collection={collection} />
        {link !== null && isPayable && (
          <PaymentLink
            link={link}
            hint={`Jetpay does not send it: give it to ${contactName}, who pays there by bank or card. It works once.`}
          />
        )}
        <Facts
          label="About this collection"
          facts={[
            {
              label: "Asked by",
              icon: "user",
              text: (
                <>
                  {collection.askedByName}, <RelativeTime at={collection.askedAt} />
                </>
              ),
            },
            howFact(collection),
            { label: "Into", icon: "bank", text: collection.merchantAccountName },
          ]}
        />
      </div>
    </Lane>
  );
}

function howFact({ card, account, agreedOn, contactId }: CollectionDetail): Fact {
  const link = { href: `/contacts/${contactId}`, label: "contact" };
  if (card !== null)
    return {
      label: "How",
      icon: "card",
      text: (
        <>
          <CardLabel card={card} />, saved card
        </>
      ),
      link: { ...link, href: `${link.href}#cards` },
    };
  if (account !== null)
    return {
      label: "How",
      icon: "bank",
      text: (
        <>
          <MethodLabel account={account} />, bank account
          {agreedOn !== null && `; agreement signed on ${dayInWords(agreedOn)}`}
        </>
      ),
      link: { ...link, href: `${link.href}#bank-accounts` },
    };
  return { label: "How", icon: "link", text: "By payment link, on Jetpay's own page" };
}

const Side = ({ collection }: { collection: CollectionDetail }) => (
  <PaymentSide note={collection.note} story={collection.story} statement={collection.statement}>
    <Part title="Customer">
      <Link href={`/contacts/${collection.contactId}`} className="text-accent hover:underline">
        {collection.contactName}
      </Link>
      <span className="block break-words text-dim">{collection.contactEmail}</span>
    </Part>
    {collection.transaction !== null && (
      <Part title="Jetpay's number">
        <Mono>{collection.transaction.id}</Mono>
      </Part>
    )}
  </PaymentSide>
);
