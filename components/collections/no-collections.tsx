"use client";
import { useState } from "react";
import { NoMatch } from "@/components/data-table/no-match";
import { NO_PERIOD, periodOf, periodPhrase } from "@/components/data-table/period";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { IconName } from "@/components/ui/icon";
import type { CollectionView } from "@/lib/domain/lists";
import { type CollectionSearch, withCollectionSearch } from "@/lib/url/collections";

type Words = { readonly icon: IconName; readonly title: string; readonly more: string };

const EMPTY: Record<CollectionView, Words> = {
  open: { icon: "link", title: "No open payment links", more: "Links that nobody has paid yet stand here." },
  moving: {
    icon: "clock",
    title: "Nothing in progress",
    more: "Collections stand here on their way to Jetpay, and while a bank or a card is being asked for the money.",
  },
  completed: {
    icon: "in",
    title: "Nothing completed yet",
    more: "Money that arrived in your account stands here.",
  },
  failed: {
    icon: "check",
    title: "Nothing failed",
    more: "Collections that failed, were declined, came back, or were refused or cancelled stand here.",
  },
  unknown: {
    icon: "check",
    title: "No unknown outcomes",
    more: "A collection comes here when Jetpay's answer got lost. It is never sent again by itself.",
  },
  all: { icon: "in", title: "No collections yet", more: "Money that you ask customers for stands here." },
};

const SEARCHED =
  "The customer’s name and e-mail address, the reference, the statement, the note and the exact amount are searched, in this view only.";

/** What would appear in this view, and how to make it appear. */
export function NoCollections({ search, mayAsk }: { search: CollectionSearch; mayAsk: boolean }) {
  const [now] = useState(() => new Date());
  const { view, q, sort } = search;
  const period = periodOf(search);
  const phrase = periodPhrase(period, now);
  if (q !== "" || phrase !== null)
    return (
      <NoMatch
        noun="collection"
        conditions={[
          phrase === null
            ? null
            : {
                words: `${view === "completed" ? "completed" : "asked for"} ${phrase}`,
                without: withCollectionSearch("/collections", { view, sort, q, ...NO_PERIOD }),
                clear: "Show all days",
              },
          q === ""
            ? null
            : {
                words: `matches “${q}”`,
                without: withCollectionSearch("/collections", { view, sort, ...period }),
                clear: "Clear the search",
              },
        ]}
        hint={q === "" ? undefined : SEARCHED}
      />
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
