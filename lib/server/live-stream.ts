import { desk } from "../runtime/desk";
import { join, messageOf } from "./live";
import { loggable } from "./request";
import { standingOf } from "./session";

const HEARTBEAT_MS = 15_000;
/** A message, since a browser does not tell its page of comments: a page that misses it knows that the line is dead. */
const HEARTBEAT = messageOf([]);
const SIGNED_OUT = messageOf(["signed_out"]);
const RECHECK_MS = 30_000;
/** A screen that has not taken this many messages has gone to sleep; it opens a new stream when it wakes. */
const MOST_WAITING = 100;
const RECONNECT_MS = 2_000;

/** The stream of one open screen, ended when its sign-in ends. Null when no more can be had; see `join`. */
export function liveStream(sessionId: string, signal: AbortSignal): ReadableStream<Uint8Array> | null {
  const text = new TextEncoder();
  const { readable, controller } = heldStream(() => end());
  const timers = [
    setInterval(() => send(HEARTBEAT), HEARTBEAT_MS),
    setInterval(() => void recheck(false), RECHECK_MS),
  ];
  let isOpen = true;

  function end(): void {
    if (!isOpen) return;
    isOpen = false;
    timers.forEach(clearInterval);
    joined?.leave();
    signal.removeEventListener("abort", end);
    try {
      controller.close();
    } catch {
      return; // the reader has cancelled it already
    }
  }
  function send(message: string): void {
    if (!isOpen) return;
    if ((controller.desiredSize ?? 0) <= -MOST_WAITING) return end();
    controller.enqueue(text.encode(message));
  }
  /** Ends silently where a sign-in ran out or goes on, since somebody may be typing; one that was ended leads to signing in. */
  async function recheck(wasEnded: boolean): Promise<void> {
    try {
      const standing = await standingOf(sessionId);
      if (standing === "holds") return;
      if (wasEnded && standing === "over") send(SIGNED_OUT);
      end();
    } catch (error) {
      // Without the database nothing is told either, so the stream may wait for the next look.
      desk().log.warn({ error: loggable(error) }, "a live stream could not be checked");
    }
  }

  const joined = join({ sessionId, send, recheck: () => void recheck(true), close: end });
  if (joined === null) {
    end();
    return null;
  }
  signal.addEventListener("abort", end, { once: true });
  void recheck(true); // it may have been ended before there was somebody to tell
  send(`retry: ${RECONNECT_MS}\n\n`);
  return readable;
}

/** All that a screen is told which comes back after its sign-in was ended. */
export function lastWord(): ReadableStream<Uint8Array> {
  return new Blob([SIGNED_OUT]).stream();
}

function heldStream(onCancel: () => void) {
  const held: { controller?: ReadableStreamDefaultController<Uint8Array> } = {};
  const readable = new ReadableStream<Uint8Array>({
    start: (controller) => {
      held.controller = controller;
    },
    cancel: onCancel,
  });
  if (held.controller === undefined) throw new Error("A stream starts before its constructor returns.");
  return { readable, controller: held.controller };
}
