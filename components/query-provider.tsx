"use client";
import {
  type DehydratedState,
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
} from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { EVERYTHING } from "@/components/live/event-stream";
import { useNews } from "@/components/live/live-provider";

/** Rows age 15 s at most before they are asked for again; the event stream usually asks sooner. */
const STALE_MS = 15_000;

/** Also without a line it is asked, so that it fails and says so; else it would wait in silence. */
const makeClient = () =>
  new QueryClient({ defaultOptions: { queries: { staleTime: STALE_MS, retry: 1, networkMode: "always" } } });

let kept: QueryClient | null = null;
/** One for all pages of a browser; one for each drawing on the server, where people must not meet. */
const clientOf = () => (typeof window === "undefined" ? makeClient() : (kept ??= makeClient()));

/** For pages whose rows refresh themselves. Queries whose key begins with a changed topic are read again. */
export function QueryProvider({ state, children }: { state?: DehydratedState; children: ReactNode }) {
  const [client] = useState(clientOf);
  useNews((topics) => {
    const isTold = (first: unknown) => topics.includes(EVERYTHING) || topics.includes(String(first));
    void client.invalidateQueries({ predicate: ({ queryKey }) => isTold(queryKey[0]) });
  });
  // Nobody tells it what changes while no such page is open.
  useEffect(() => () => void client.invalidateQueries({ refetchType: "none" }), [client]);
  return (
    <QueryClientProvider client={client}>
      <HydrationBoundary state={state}>{children}</HydrationBoundary>
    </QueryClientProvider>
  );
}
