import { listen, type Listening } from "../db";
import { desk } from "../runtime/desk";

/** One open screen. `send` takes a whole message of the event stream; `recheck` ends it when its sign-in has ended. */
type Screen = {
  readonly sessionId: string;
  send(message: string): void;
  recheck(): void;
  close(): void;
};
type Hub = {
  screens: Set<Screen>;
  topics: Set<string>;
  timer: NodeJS.Timeout | null;
  listening: Listening;
  isClosing: boolean;
};

const MOST_PER_SESSION = 6;
/** Topics of this long are told at once: a burst of deliveries is one message to every screen. */
const GATHER_MS = 100;
/** More than these are told as "everything", which costs a screen one look instead of many. */
const MOST_TOPICS = 100;

/** Sign-ins were ended: every screen asks whether its own still holds. */
const SESSIONS = "sessions";

/** A message of an event stream. Source: WHATWG HTML, "Server-sent events". */
export const messageOf = (topics: readonly string[]) => `data: ${JSON.stringify({ topics })}\n\n`;

// Next loads a module more than once in one process; the connection must be one all the same.
const held: { live?: Hub } = ((globalThis as { jetdeskLive?: { live?: Hub } }).jetdeskLive ??= {});

function hub(): Hub {
  if (held.live) return held.live;
  const gather = (topics: readonly string[]) => tell(made, topics);
  const made: Hub = {
    screens: new Set(),
    topics: new Set(),
    timer: null,
    isClosing: false,
    listening: listen(desk().connections.listenUrl, gather, () => gather(["everything"])),
  };
  held.live = made;
  for (const name of ["SIGTERM", "SIGINT"] as const) process.once(name, () => closeAll(made));
  return made;
}

function tell(made: Hub, topics: readonly string[]): void {
  for (const topic of topics) made.topics.add(topic);
  if (topics.length === 0 || made.timer !== null) return;
  made.timer = setTimeout(() => {
    made.timer = null;
    if (made.topics.has(SESSIONS)) for (const screen of made.screens) screen.recheck();
    const gathered = made.topics.size > MOST_TOPICS ? ["everything"] : [...made.topics];
    made.topics.clear();
    const message = messageOf(gathered);
    for (const screen of made.screens) screen.send(message);
  }, GATHER_MS);
}

/** An open stream would hold up the end of the process. */
function closeAll(made: Hub): void {
  made.isClosing = true;
  if (made.timer !== null) clearTimeout(made.timer);
  for (const screen of made.screens) screen.close();
  made.screens.clear();
  void made.listening.stop();
}

/** Tells a screen what changes from now on. Null when this sign-in has too many open, or the process is ending. */
export function join(screen: Screen): { leave(): void } | null {
  const made = hub();
  const open = [...made.screens].filter(({ sessionId }) => sessionId === screen.sessionId).length;
  if (made.isClosing || open >= MOST_PER_SESSION) return null;
  made.screens.add(screen);
  return { leave: () => void made.screens.delete(screen) };
}
