import Link from "next/link";
import { legsOf } from "@/components/intents/legs-of";
import { PaymentLink } from "@/components/intents/payment-link";
import { PaymentSide } from "@/components/intents/payment-side";
import { AmountHero } from "@/components/payments/amount";
import { Facts } from "@/components/payments/facts";
import { Legs } from "@/components/payments/legs";
import { Mono, Reference } from "@/components/payments/reference";
import { CollectionStateBadge } from "@/components/payments/state-badge";
import { ActionBar, Lane, Part } from "@/components/shell/lane";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CollectionDetail } from "@/lib/db/rows";
import { CancelCollection } from "./cancel-collection";
import type { CancelAction } from "./actions";
import { CollectionNotice, CollectionWhy } from "./collection-notice";

/** Everything about one collection on one screen. `cancel` is null for those who may not, or when it is too late. */
export function CollectionView({
  collection,
  cancel,
  mayAsk,
}: {
  collection: CollectionDetail;
  cancel: CancelAction;
  mayAsk: boolean;
}) {
  const { state, reference, contactName, contactId, link, transaction } = collection;
  const isOpen = state === "asked" || state === "in_progress";
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
        <CollectionNotice collection={collection} mayAsk={mayAsk} />
        {transaction !== null && <Legs legs={legsOf("debit", transaction)} />}
        <CollectionWhy collection={collection} />
        {link !== null && isOpen && (
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
            { label: "How", icon: "link", text: "By payment link, on Jetpay's own page" },
            { label: "Into", icon: "bank", text: collection.merchantAccountName },
          ]}
        />
      </div>
    </Lane>
  );
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
