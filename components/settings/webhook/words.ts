import type { Meaning } from "@/components/ui/callout";
import type { IconName } from "@/components/ui/icon";
import type { JetpayWebhook } from "@/lib/domain/webhook";

export type WebhookState = {
  readonly word: string;
  readonly icon: IconName;
  readonly meaning: Meaning;
  /** What it means, in a sentence. */
  readonly means: string;
  /** What to do about it; null when nothing is. */
  readonly todo: string | null;
};

const STATES: Readonly<Record<string, WebhookState>> = {
  active: {
    word: "Active",
    icon: "check",
    meaning: "good",
    means: "Everything that happened was sent. Jetpay waits for the next event.",
    todo: null,
  },
  scheduled: {
    word: "Scheduled",
    icon: "clock",
    meaning: "waiting",
    means: "Events wait to be sent together, until enough have gathered or the longest wait is over.",
    todo: null,
  },
  dispatching: {
    word: "Sending",
    icon: "send",
    meaning: "waiting",
    means: "A delivery is on its way at this moment.",
    todo: null,
  },
  backing_off: {
    word: "Trying again",
    icon: "retry",
    meaning: "attention",
    means:
      "The last delivery was not answered as it should be. Jetpay tries again by itself, later each time, and newer events wait behind it.",
    todo: "See that this address can be reached from outside, and that the desk and its database are running. Nothing is lost meanwhile; when the tries run out, Jetpay gives up.",
  },
  failed: {
    word: "Given up",
    icon: "x",
    meaning: "bad",
    means: "Jetpay’s tries ran out, and it sends nothing any more.",
    todo: "What these screens show grows older. First see that this address can be reached. Then replay from the newest event here: some Jetpays start again with that. If this one does not, delete the webhook and register it anew with the same replay.",
  },
};

/** Jetpay's word for a webhook in plain words; a word we do not know is shown as it came. */
export function stateOf(state: string | null): WebhookState {
  const known = STATES[state ?? ""];
  if (known !== undefined) return known;
  const word = state === null ? "No state" : state.replaceAll(/[_-]+/g, " ");
  return {
    word: word.slice(0, 1).toUpperCase() + word.slice(1),
    icon: "info",
    meaning: "waiting",
    means:
      state === null
        ? "Jetpay did not say how it stands."
        : "Jetpay’s own word. Its guide does not explain it.",
    todo: null,
  };
}

export type Progress = { readonly tone: "plain" | "good" | "attention"; readonly words: string };

/** What the last event that Jetpay sent says beside the newest that is here. */
export function progressOf(
  { lastSentEventId }: Pick<JetpayWebhook, "lastSentEventId">,
  newestEventId: string | null,
): Progress {
  if (lastSentEventId === null)
    return newestEventId === null
      ? { tone: "plain", words: "Nothing was sent yet, and no event is here." }
      : { tone: "plain", words: `Nothing was sent yet. The newest event here is ${newestEventId}.` };
  if (newestEventId === null)
    return { tone: "attention", words: "Jetpay says that it was delivered, but no event is here." };
  const ahead = BigInt(lastSentEventId) - BigInt(newestEventId);
  if (ahead === 0n)
    return { tone: "good", words: "It is the newest event here: all that was sent has arrived." };
  if (ahead > 0n)
    return {
      tone: "attention",
      words: `The newest event here is ${newestEventId}. What lies between is on its way or was lost; should it not come, replay from ${newestEventId}.`,
    };
  return {
    tone: "plain",
    words: `The newest event here is ${newestEventId}, which is further: after a replay Jetpay may count anew.`,
  };
}

const NUMBERS = new Intl.NumberFormat("en-CA");

export const batchWords = (size: number | null): string =>
  size === null ? "Jetpay did not say" : `up to ${NUMBERS.format(size)} in one delivery`;

export const waitWords = (seconds: number | null): string =>
  seconds === null ? "Jetpay did not say" : `${lengthOf(seconds)}, then even a lone event is sent`;

const lengthOf = (seconds: number) => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`);

export const REPLAY_MEANS =
  "Jetpay sends every event from there once more, in order. That is safe at any time: what this desk knows already changes nothing, no money moves, and only what was missing is added.";
