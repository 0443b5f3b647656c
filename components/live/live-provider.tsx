"use client";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { EVERYTHING, type StreamState } from "./event-stream";
import { joinStream } from "./shared-stream";

type Watcher = (topics: readonly string[]) => void;
type Watch = (watcher: Watcher) => () => void;

const WatchContext = createContext<Watch>(() => () => undefined);
const StateContext = createContext<StreamState>("connecting");

/** Tells its pages what changed, and whether it can still tell. */
export function LiveProvider({ children, url = "/api/live" }: { children: ReactNode; url?: string }) {
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
          for (const tell of watchers) tell(topics);
        },
      }),
    [url, watchers],
  );
  return (
    <WatchContext value={watch}>
      <StateContext value={state}>{children}</StateContext>
    </WatchContext>
  );
}

/** Whether news arrive. "reconnecting" means that this screen may be behind. */
export const useConnection = (): StreamState => useContext(StateContext);

/** Calls `onNews` with all topics that changed, or with `EVERYTHING`. */
export function useNews(onNews: Watcher): void {
  const watch = useContext(WatchContext);
  const latest = useRef(onNews);
  useEffect(() => {
    latest.current = onNews;
  });
  useEffect(() => watch((topics) => latest.current(topics)), [watch]);
}

/** Calls `onChange` when one of the topics changed, e.g. "payouts" or "payout:<uuid>", or when news may have been missed. */
export function useLive(topics: readonly string[], onChange: (topics: readonly string[]) => void): void {
  useNews((changed) => {
    if (changed.includes(EVERYTHING) || topics.some((topic) => changed.includes(topic))) onChange(changed);
  });
}
