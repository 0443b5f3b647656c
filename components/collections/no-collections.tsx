import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { IconName } from "@/components/ui/icon";
import type { CollectionView } from "@/lib/domain/lists";

type Words = { readonly icon: IconName; readonly title: string; readonly more: string };

const EMPTY: Record<CollectionView, Words> = {
  open: { icon: "link", title: "No open payment links", more: "Links that nobody has paid yet stand here." },
  moving: {
    icon: "clock",
    title: "Nothing in progress",
    more: "Collections stand here while a bank or a card is being asked for the money.",
  },
  completed: {
    icon: "in",
    title: "Nothing completed yet",
    more: "Money that arrived in your account stands here.",
  },
  failed: {
    icon: "check",
    title: "Nothing failed",
    more: "Collections that failed, came back, or were refused or cancelled stand here.",
  },
  unknown: {
    icon: "check",
    title: "No unknown outcomes",
    more: "A collection comes here when Jetpay's answer got lost. It is never sent again by itself.",
  },
  all: { icon: "in", title: "No collections yet", more: "Money that you ask customers for stands here." },
};

/** What would appear in this view, and how to make it appear. */
export function NoCollections({ view, q, mayAsk }: { view: CollectionView; q: string; mayAsk: boolean }) {
  if (q !== "")
    return (
      <EmptyState icon="search" title={`No collection matches “${q}”`}>
        The customer&apos;s name and e-mail address, the reference, the statement, the note and the exact
        amount are searched, in this view only.
      </EmptyState>
    );
  const { icon, title, more } = EMPTY[view];
  const action = mayAsk && (view === "all" || view === "open") && (
    <ButtonLink href="/collections/new" prefetch={false} icon="plus">
      Ask a customer
    </ButtonLink>
  );
  return (
    <EmptyState icon={icon} title={title} action={action || undefined}>
      {more}
    </EmptyState>
  );
}
