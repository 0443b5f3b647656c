"use client";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { EVERYTHING, type StreamState } from "./event-stream";
import { joinStream } from "./shared-stream";

type Watcher = (topics: readonly string[]) => void;
type Watch = (watcher: Watcher) => () => void;

const WatchContext = createContext<Watch>(() => () => undefined);
const StateContext = createContext<StreamState>("connecting");

/** Tells its pages what changed, and whether it can still tell. Queries whose key begins with a changed topic are read again. */
export function LiveProvider({ children, url = "/api/live" }: { children: ReactNode; url?: string }) {
  const queries = useQueryClient();
  const [state, setState] = useState<StreamState>("connecting");
  const [watchers] = useState(() => new Set<Watcher>());
  const watch = useMemo<Watch>(
    () => (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    [watchers],
  );
  useEffect(
    () =>
      joinStream(url, {
        onState: setState,
        onTopics: (topics) => {
          const isTold = (first: unknown) => topics.includes(EVERYTHING) || topics.includes(String(first));
          void queries.invalidateQueries({ predicate: ({ queryKey }) => isTold(queryKey[0]) });
          for (const tell of watchers) tell(topics);
        },
      }),
    [url, queries, watchers],
  );
  return (
    <WatchContext value={watch}>
      <StateContext value={state}>{children}</StateContext>
    </WatchContext>
  );
}

/** Whether news arrive. "reconnecting" means that this screen may be behind. */
export const useConnection = (): StreamState => useContext(StateContext);

/** Calls `onChange` when one of the topics changed, e.g. "payouts" or "payout:<uuid>", or when news may have been missed. */
export function useLive(topics: readonly string[], onChange: (topics: readonly string[]) => void): void {
  const watch = useContext(WatchContext);
  const latest = useRef({ topics, onChange });
  useEffect(() => {
    latest.current = { topics, onChange };
  });
  useEffect(
    () =>
      watch((changed) => {
        const wanted = latest.current;
        if (changed.includes(EVERYTHING) || wanted.topics.some((topic) => changed.includes(topic)))
          wanted.onChange(changed);
      }),
    [watch],
  );
}
