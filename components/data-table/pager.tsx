"use client";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { Page } from "@/lib/db/rows";
import { countOf } from "./count-text";

type Order = "newest-first" | "oldest-first" | "other";

const WORDS: Record<Order, { back: string; on: string }> = {
  "newest-first": { back: "Newer", on: "Older" },
  "oldest-first": { back: "Older", on: "Newer" },
  other: { back: "Previous", on: "Next" },
};

/** Steps through a list of any depth by cursor; there are no page numbers to be wrong. */
export function Pager({
  page,
  noun,
  order,
  onNext,
  onPrevious,
  isPending,
}: {
  page: Omit<Page<unknown>, "rows">;
  noun: readonly [string, string];
  order: Order;
  onNext: (cursor: string) => void;
  onPrevious: (cursor: string) => void;
  isPending: boolean;
}) {
  const { next, previous, count } = page;
  const { back, on } = WORDS[order];
  return (
    <nav
      aria-label="Pages"
      className="flex min-h-[46px] flex-wrap items-center gap-2 border-t border-line bg-bg px-4 py-1.5 text-xs text-dim sm:px-5"
      data-screen-only
    >
      <span className="tabular-nums">{countOf(count, noun)}</span>
      <span className="hidden items-center gap-1 lg:flex" aria-hidden>
        · <Kbd>J</Kbd> <Kbd>K</Kbd> move · <Kbd>?</Kbd> all keys
      </span>
      {(next !== null || previous !== null) && (
        <span className="ml-auto flex gap-2">
          <Button
            icon="chevron-left"
            disabled={previous === null || isPending}
            onClick={() => previous !== null && onPrevious(previous)}
          >
            {back}
          </Button>
          <Button disabled={next === null || isPending} onClick={() => next !== null && onNext(next)}>
            {on}
          </Button>
        </span>
      )}
    </nav>
  );
}
