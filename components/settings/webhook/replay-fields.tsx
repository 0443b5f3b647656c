"use client";
import { useState } from "react";
import { TextField } from "@/components/ui/input";
import { zoneName } from "@/components/ui/time-words";
import type { ReplayStart } from "./webhook-actions";

type Kind = "none" | "event" | "time";

const LABELS: Record<Kind, string> = {
  none: "Only what happens from now on",
  event: "Again from an event",
  time: "Again from a time",
};

export type ReplayChoice = ReturnType<typeof useReplayChoice>;

/** What is being chosen as the start of a replay. `start` is undefined while it cannot be sent, and null for none at all. */
export function useReplayChoice(first: Kind, newestEventId: string | null) {
  const [kind, setKind] = useState<Kind>(first);
  const [eventId, setEventId] = useState(newestEventId ?? "");
  const [time, setTime] = useState("");
  const [openedAt] = useState(() => new Date());
  return {
    openedAt,
    kind,
    setKind,
    eventId,
    setEventId,
    time,
    setTime,
    start: (): ReplayStart | null | undefined => {
      if (kind === "none") return null;
      if (kind === "event")
        return /^\d{1,16}$/.test(eventId.trim()) ? { eventId: eventId.trim() } : undefined;
      const at = new Date(time);
      return time === "" || Number.isNaN(at.getTime()) ? undefined : { since: at.toISOString() };
    },
  };
}

/** Where a replay starts. `kinds` are the choices given. */
export function ReplayFields({
  choice,
  kinds,
  newestEventId,
  problems,
  onChange,
}: {
  choice: ReplayChoice;
  kinds: readonly Kind[];
  newestEventId: string | null;
  problems: { readonly eventId?: string | undefined; readonly since?: string | undefined };
  /** Told of every change, so that an old problem can go. */
  onChange: () => void;
}) {
  const { kind, setKind, time } = choice;
  const at = new Date(time);
  const inUtc = time === "" || Number.isNaN(at.getTime()) ? null : at.toISOString().slice(0, 16);
  return (
    <fieldset className="flex flex-col gap-2" onChange={onChange}>
      <legend className="mb-1.5 text-sm font-medium">What Jetpay sends</legend>
      {kinds.map((one) => (
        <label key={one} className="flex cursor-pointer items-center gap-2 text-sm max-sm:min-h-10">
          <input
            type="radio"
            name="replay"
            checked={kind === one}
            onChange={() => setKind(one)}
            className="size-[14px] accent-accent"
          />
          {LABELS[one]}
        </label>
      ))}
      {kind === "event" && (
        <TextField
          label="First event id"
          inputMode="numeric"
          value={choice.eventId}
          onChange={({ target }) => choice.setEventId(target.value)}
          error={problems.eventId}
          hint={
            newestEventId === null
              ? "This event and all after it are sent."
              : `This event and all after it are sent. The newest here is ${newestEventId}; start there or before.`
          }
          inputClassName="font-mono"
        />
      )}
      {kind === "time" && (
        <TextField
          label={`First moment, in your time (${zoneName(inUtc === null ? choice.openedAt : at)})`}
          type="datetime-local"
          value={time}
          onChange={({ target }) => choice.setTime(target.value)}
          error={problems.since}
          hint={
            inUtc === null
              ? "All events created then or later are sent."
              : `All events created at ${inUtc.replace("T", " ")} UTC or later are sent.`
          }
        />
      )}
    </fieldset>
  );
}
