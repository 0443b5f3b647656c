"use client";
import { useEffect, useSyncExternalStore } from "react";
import { later } from "./later";
import { type Note, waitingNotes } from "./toast";

const PLAIN_MS = 8_000;

/** For a browser that could not fetch the rest: a note must never cost the page it speaks of. */
function PlainNotes({ notes, take }: { notes: readonly Note[]; take: () => readonly Note[] }) {
  useEffect(() => {
    if (notes.length === 0) return;
    const timer = setTimeout(take, PLAIN_MS);
    return () => clearTimeout(timer);
  }, [notes, take]);
  return (
    <div role="status" className="fixed right-4 bottom-20 z-50 flex flex-col gap-2">
      {notes.map(({ text }, at) => (
        <p key={at} className="rounded-lg border border-line-strong bg-surface px-4 py-3 text-sm shadow-pop">
          {text}
        </p>
      ))}
    </div>
  );
}

const usePart = later(() => import("./toast-list").catch(() => ({ ToastList: PlainNotes })));

/** Where what `toast` says appears. */
export function Toasts() {
  const { watch, now, none, take } = waitingNotes;
  const notes = useSyncExternalStore(watch, now, none);
  const part = usePart(notes.length > 0);
  return part && <part.ToastList notes={notes} take={take} />;
}
