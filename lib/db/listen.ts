import pg from "pg";

export type Listening = { stop(): Promise<void> };

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Hears every notice that a commit sends, on one direct connection that is made again whenever it breaks. After a break
 * `onGap` is called, since notices may have been missed meanwhile.
 */
export function listen(url: string, onTopics: (topics: string[]) => void, onGap: () => void): Listening {
  let stopped = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let pauseMs = FIRST_PAUSE_MS;

  const again = () => {
    client = null;
    if (stopped || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      void open(true);
    }, pauseMs);
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
  };

  async function open(isRepeat: boolean): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, application_name: "jetdesk live" });
    client = fresh;
    fresh.on("error", () => void fresh.end().catch(() => undefined));
    fresh.on("end", again);
    fresh.on("notification", ({ payload }) => onTopics(topicsOf(payload)));
    try {
      await fresh.connect();
      await fresh.query("LISTEN jetdesk");
      pauseMs = FIRST_PAUSE_MS;
      if (isRepeat) onGap();
    } catch {
      await fresh.end().catch(() => undefined);
      again();
    }
  }

  void open(false);
  return {
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}

function topicsOf(payload: string | undefined): string[] {
  try {
    const read: unknown = JSON.parse(payload ?? "");
    const topics = typeof read === "object" && read !== null && "topics" in read ? read.topics : [];
    return Array.isArray(topics) ? topics.filter((topic): topic is string => typeof topic === "string") : [];
  } catch {
    return ["everything"];
  }
}
