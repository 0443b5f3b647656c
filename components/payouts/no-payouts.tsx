"use client";
import { useState } from "react";
import { NoMatch } from "@/components/data-table/no-match";
import { NO_PERIOD, periodOf, periodPhrase } from "@/components/data-table/period";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { IconName } from "@/components/ui/icon";
import type { PayoutView } from "@/lib/domain/lists";
import { type PayoutSearch, withPayoutSearch } from "@/lib/url/payouts";

type Words = { readonly icon: IconName; readonly title: string; readonly more: string };

const EMPTY: Record<PayoutView, Words> = {
  waiting: {
    icon: "check",
    title: "Nothing waits for you",
    more: "Payouts that colleagues made and that you may decide on appear here.",
  },
  mine: {
    icon: "user",
    title: "None of yours waits",
    more: "Payouts that you made stand here until a colleague has decided on them.",
  },
  moving: {
    icon: "send",
    title: "Nothing is on its way",
    more: "Approved payouts stand here until Jetpay says that they arrived or failed.",
  },
  unknown: {
    icon: "check",
    title: "No unknown outcomes",
    more: "A payout comes here when Jetpay's answer got lost. It is never sent again by itself.",
  },
  completed: {
    icon: "out",
    title: "Nothing completed yet",
    more: "Payouts that reached the vendor stand here.",
  },
  failed: {
    icon: "check",
    title: "Nothing failed",
    more: "Payouts that failed, came back, or were refused, rejected or cancelled stand here.",
  },
  all: {
    icon: "out",
    title: "No payouts yet",
    more: "Money that you send to vendors stands here, from the making to the arrival.",
  },
};

const SEARCHED =
  "The vendor’s name and e-mail address, the reference, the statement, the note and the exact amount are searched, in this view only.";

/** What would appear in this view, and how to make it appear. */
export function NoPayouts({ search, mayMake }: { search: PayoutSearch; mayMake: boolean }) {
  const [now] = useState(() => new Date());
  const { view, q, sort } = search;
  const period = periodOf(search);
  const phrase = periodPhrase(period, now);
  if (q !== "" || phrase !== null)
    return (
      <NoMatch
        noun="payout"
        conditions={[
          phrase === null
            ? null
            : {
                words: `${view === "completed" ? "completed" : "made"} ${phrase}`,
                without: withPayoutSearch("/payouts", { view, sort, q, ...NO_PERIOD }),
                clear: "Show all days",
              },
          q === ""
            ? null
            : {
                words: `matches “${q}”`,
                without: withPayoutSearch("/payouts", { view, sort, ...period }),
                clear: "Clear the search",
              },
        ]}
        hint={q === "" ? undefined : SEARCHED}
      />
    );
  const { icon, title, more } = EMPTY[view];
  const action = mayMake && (view === "all" || view === "mine") && (
    <ButtonLink href="/payouts/new" prefetch={false} icon="plus">
      Make a payout
    </ButtonLink>
  );
  return (
    <EmptyState icon={icon} title={title} action={action || undefined}>
      {more}
    </EmptyState>
  );
}
