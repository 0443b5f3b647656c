"use client";
import { useState } from "react";
import { NoMatch } from "@/components/data-table/no-match";
import { NO_PERIOD, periodOf, periodPhrase } from "@/components/data-table/period";
import { EmptyState } from "@/components/ui/empty-state";
import { type AuditSearch, withAuditSearch } from "@/lib/url/audit";
import type { Choice } from "./choice-filter";

/** Which filter left nothing, and how to take it off. */
export function NoEntries({ search, who }: { search: AuditSearch; who: readonly Choice[] }) {
  const [now] = useState(() => new Date());
  const { view, sort, by = null, deed = null, about = null } = search;
  const period = periodOf(search);
  const phrase = periodPhrase(period, now);
  const kept = { view, sort, by, deed, about, ...period };
  const without = (part: Partial<typeof kept>) => withAuditSearch("/settings/audit", { ...kept, ...part });
  const name = who.find(({ value }) => value === by)?.label ?? "this person";
  if (view === "all" && by === null && deed === null && about === null && phrase === null)
    return (
      <EmptyState icon="note" title="Nothing has been done here yet">
        Every change to a payment, a contact, the settings or the staff appears here, and every try that was
        refused.
      </EmptyState>
    );
  return (
    <NoMatch
      noun="entry"
      conditions={[
        view === "all"
          ? null
          : {
              words: view === "done" ? "of what was done" : "of a refusal",
              without: without({ view: "all" }),
              clear: "Any outcome",
            },
        by === null ? null : { words: `by ${name}`, without: without({ by: null }), clear: "Anybody" },
        deed === null ? null : { words: `for ${deed}`, without: without({ deed: null }), clear: "Any deed" },
        about === null
          ? null
          : {
              words: `about ${about.replace(":", " ")}`,
              without: without({ about: null }),
              clear: "About anything",
            },
        phrase === null ? null : { words: phrase, without: without(NO_PERIOD), clear: "Show all days" },
      ]}
      hint="The audit trail holds nothing that fits."
    />
  );
}
