"use client";
import { parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";

const PLACE = { sort: parseAsString, after: parseAsString, before: parseAsString };

/** Where in the list we are, as the address says it. A new order starts at the beginning. */
export function useListAddress(isShallow: boolean) {
  const [isPending, startTransition] = useTransition();
  const [, setPlace] = useQueryStates(PLACE, { history: "push", shallow: isShallow, startTransition });
  return {
    isPending,
    sortBy: (sort: string) => void setPlace({ sort, after: null, before: null }),
    goAfter: (cursor: string) => void setPlace({ after: cursor, before: null }),
    goBefore: (cursor: string) => void setPlace({ after: null, before: cursor }),
  };
}
