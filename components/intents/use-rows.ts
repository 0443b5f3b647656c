"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Page } from "@/lib/db/rows";
import { readDesk } from "./read-desk";

/**
 * One page of a list, as a table takes it: read from `address`, and read again when the first word of `queryKey` changed.
 * Until a new question is answered, the rows of the last one stay and are marked; that it found nothing is not kept, since
 * of the new question nothing is known yet.
 */
export function useRows<Row>(queryKey: readonly unknown[], address: string) {
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }): Promise<Page<Row>> => readDesk(address, signal),
    placeholderData: keepPreviousData,
  });
  const isUnanswered = data === undefined || (isPlaceholderData && data.rows.length === 0);
  return {
    page: isUnanswered ? null : data,
    isOfLastQuestion: isPlaceholderData,
    error: error?.message ?? null,
    onRetry: () => void refetch(),
  };
}
