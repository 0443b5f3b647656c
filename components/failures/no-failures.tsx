"use client";
import { useState } from "react";
import { NoMatch } from "@/components/data-table/no-match";
import { NO_PERIOD, periodOf, periodPhrase } from "@/components/data-table/period";
import { EmptyState } from "@/components/ui/empty-state";
import type { FailureView } from "@/lib/domain/lists";
import { type FailureSearch, withFailureSearch } from "@/lib/url/failures";

const EMPTY: Record<FailureView, readonly [title: string, more: string]> = {
  all: [
    "No failures here",
    "Whatever fails, comes back, is declined or refused, or has no known outcome appears here with what to do about it.",
  ],
  collections: ["No collection failed", "Money that could not be collected appears here, with why."],
  payouts: ["No payout failed", "Money that did not reach a vendor appears here, with why."],
  returned: ["Nothing came back", "Payments that were sent back after they had completed appear here."],
  declined: ["No card was declined", "Charges that a card’s bank said no to appear here. Nothing was taken."],
  refused: [
    "Jetpay refused nothing",
    "Requests that Jetpay did not accept appear here, in its own words. Nothing was moved.",
  ],
  unknown: [
    "No unknown outcomes",
    "A payment, contact or payment method comes here when Jetpay’s answer to it got lost. It is never sent again by itself.",
  ],
};

/** What would appear in this view; where a filter left nothing, which one, and how to take it off. */
export function NoFailures({ search }: { search: FailureSearch }) {
  const [now] = useState(() => new Date());
  const { view, q, sort, reason = null } = search;
  const period = periodOf(search);
  const phrase = periodPhrase(period, now);
  const kept = { view, sort, q, reason, ...period };
  const without = (part: Partial<typeof kept>) => withFailureSearch("/failures", { ...kept, ...part });
  if (q === "" && phrase === null && reason === null) {
    const [title, more] = EMPTY[view];
    return (
      <EmptyState icon="check" title={title}>
        {more}
      </EmptyState>
    );
  }
  return (
    <NoMatch
      noun="failure"
      conditions={[
        phrase === null ? null : { words: phrase, without: without(NO_PERIOD), clear: "Show all days" },
        reason === null
          ? null
          : { words: `with the reason “${reason}”`, without: without({ reason: null }), clear: "Any reason" },
        q === "" ? null : { words: `matches “${q}”`, without: without({ q: "" }), clear: "Clear the search" },
      ]}
      hint={q === "" ? undefined : "Search by contact, reference, Jetpay’s reason, or transaction."}
    />
  );
}
