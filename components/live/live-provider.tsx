"use client";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { EVERYTHING, type StreamState } from "./event-stream";
import { joinStream } from "./shared-stream";

type Watcher = (topics: readonly string[]) => void;
type Leave = () => void;
type Line = {
  readonly state: () => StreamState;
  readonly watchState: (watcher: () => void) => Leave;
  readonly watchTopics: (watcher: Watcher) => Leave;
};

const silent = () => () => undefined;
const connecting = (): StreamState => "connecting";
const LineContext = createContext<Line>({ state: connecting, watchState: silent, watchTopics: silent });

const watched =
  <W,>(watchers: Set<W>) =>
  (watcher: W): Leave => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  };

function openLine() {
  let state = connecting();
  const ofState = new Set<() => void>();
  const ofTopics = new Set<Watcher>();
  const line: Line = { state: () => state, watchState: watched(ofState), watchTopics: watched(ofTopics) };
  return {
    line,
    listener: {
      onState: (next: StreamState) => {
        state = next;
        for (const tell of ofState) tell();
      },
      onTopics: (topics: readonly string[]) => {
        for (const tell of ofTopics) tell(topics);
      },
    },
  };
}

/**
 * Tells its pages what changed, and whether it can still tell. The context itself never changes: React would throw away
 * what the server still streams to the page, and draw it anew.
 */
export function LiveProvider({ children, url = "/api/live" }: { children: ReactNode; url?: string }) {
  const [{ line, listener }] = useState(openLine);
  useEffect(() => joinStream(url, listener), [url, listener]);
  return <LineContext value={line}>{children}</LineContext>;
}

/** Whether news arrive. "reconnecting" means that this screen may be behind. */
export function useConnection(): StreamState {
  const { watchState, state } = useContext(LineContext);
  return useSyncExternalStore(watchState, state, connecting);
}

/** Calls `onNews` with all topics that changed, or with `EVERYTHING`. */
export function useNews(onNews: Watcher): void {
  const { watchTopics } = useContext(LineContext);
  const latest = useRef(onNews);
  useEffect(() => {
    latest.current = onNews;
  });
  useEffect(() => watchTopics((topics) => latest.current(topics)), [watchTopics]);
}

/** Calls `onChange` when one of the topics changed, e.g. "payouts" or "payout:<uuid>", or when news may have been missed. */
export function useLive(topics: readonly string[], onChange: (topics: readonly string[]) => void): void {
  useNews((changed) => {
    if (changed.includes(EVERYTHING) || topics.some((topic) => changed.includes(topic))) onChange(changed);
  });
}
