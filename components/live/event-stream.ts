export type StreamState = "connecting" | "live" | "reconnecting";
export type StreamListener = {
  readonly onTopics: (topics: readonly string[]) => void;
  readonly onState: (state: StreamState) => void;
};

/** Everything may have changed: we were not listening for a while. */
export const EVERYTHING = "everything";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** Once the server has shown that it beats (empty topics), this long a silence means that the line is dead. */
const SILENCE_MS = 45_000;
/** A line that opens later than this may have missed what happened since the page was drawn. */
const LATE_MS = 1_500;

function topicsOf(data: unknown): string[] | null {
  if (typeof data !== "string") return null;
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message !== "object" || message === null || !("topics" in message)) return null;
    const { topics } = message;
    return Array.isArray(topics) ? topics.filter((topic) => typeof topic === "string") : null;
  } catch {
    return null; // a line we cannot read says nothing; the next one will
  }
}

/** Keeps one event stream open, however often it breaks, and says when it is down. Returns how to end it. */
export function openEventStream(
  url: string,
  hasMissed: boolean,
  { onTopics, onState }: StreamListener,
): () => void {
  const startedAt = Date.now();
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let isBehind = hasMissed;
  let isBeating = false;

  const listenForSilence = () => {
    clearTimeout(silence);
    if (isBeating) silence = setTimeout(reconnect, SILENCE_MS);
  };
  const opened = () => {
    tries = 0;
    onState("live");
    if (isBehind || Date.now() - startedAt > LATE_MS) onTopics([EVERYTHING]);
    isBehind = true;
    listenForSilence();
  };
  const received = ({ data }: MessageEvent) => {
    const topics = topicsOf(data);
    if (topics?.length === 0) isBeating = true;
    listenForSilence();
    if (topics !== null && topics.length > 0) onTopics(topics);
  };
  const connect = () => {
    source = new EventSource(url);
    source.addEventListener("open", opened);
    source.addEventListener("message", received);
    source.addEventListener("error", reconnect);
  };
  function reconnect() {
    source?.close();
    clearTimeout(silence);
    clearTimeout(timer);
    onState("reconnecting");
    isBehind = true;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
    tries += 1;
    timer = setTimeout(connect, wait / 2 + (wait / 2) * Math.random());
  }

  const online = () => {
    clearTimeout(timer);
    source?.close();
    connect();
  };
  window.addEventListener("offline", reconnect);
  window.addEventListener("online", online);

  connect();
  return () => {
    window.removeEventListener("offline", reconnect);
    window.removeEventListener("online", online);
    source?.close();
    clearTimeout(timer);
    clearTimeout(silence);
  };
}
