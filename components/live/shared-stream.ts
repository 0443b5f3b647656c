import { openEventStream, type StreamListener, type StreamState } from "./event-stream";

const NAME = "jetdesk-live";

type Note =
  | { readonly kind: "topics"; readonly topics: readonly string[] }
  | { readonly kind: "state"; readonly state: StreamState }
  | { readonly kind: "hello" };

const canShare = () => "locks" in navigator && "BroadcastChannel" in window;

/**
 * One stream per browser: the tab that holds the lock listens and tells the others; when it closes, the next one takes
 * over. A browser opens only six connections to a host, and each tab's stream would hold one. Returns how to leave.
 */
export function joinStream(url: string, listener: StreamListener): () => void {
  return canShare() ? share(url, listener) : openEventStream(url, false, listener);
}

function share(url: string, listener: StreamListener): () => void {
  const channel = new BroadcastChannel(NAME);
  const leaving = new AbortController();
  let state: StreamState = "connecting";
  let isLeader = false;
  let hasFollowed = false;

  const tell = (note: Note) => channel.postMessage(note);
  const setState = (next: StreamState) => {
    state = next;
    listener.onState(next);
  };

  channel.addEventListener("message", ({ data }: MessageEvent<Note>) => {
    if (data.kind === "hello") {
      if (isLeader) tell({ kind: "state", state });
      return;
    }
    hasFollowed = true;
    if (data.kind === "topics") listener.onTopics(data.topics);
    else setState(data.state);
  });
  tell({ kind: "hello" });

  const lead = () =>
    new Promise<void>((resolve) => {
      if (leaving.signal.aborted) return resolve();
      isLeader = true;
      const close = openEventStream(url, hasFollowed, {
        onTopics: (topics) => {
          listener.onTopics(topics);
          tell({ kind: "topics", topics });
        },
        onState: (next) => {
          setState(next);
          tell({ kind: "state", state: next });
        },
      });
      leaving.signal.addEventListener("abort", () => {
        close();
        resolve();
      });
    });

  navigator.locks.request(NAME, { signal: leaving.signal }, lead).catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error;
  });
  return () => {
    leaving.abort();
    channel.close();
  };
}
