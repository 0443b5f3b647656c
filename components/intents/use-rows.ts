"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Page } from "@/lib/db/rows";
import { readList } from "./read-list";

/** One page of a list, as a table takes it: read from `address`, and read again when the first word of `queryKey` changed. */
export function useRows<Row>(queryKey: readonly unknown[], address: string) {
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }): Promise<Page<Row>> => readList<Row>(address, signal),
    placeholderData: keepPreviousData,
  });
  return { page: data ?? null, error: error?.message ?? null, onRetry: () => void refetch() };
}
