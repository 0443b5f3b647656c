"use client";
import { useSyncExternalStore } from "react";
import { later } from "./later";
import { waitingNotes } from "./toast";

const usePart = later(() => import("./toast-list"));

/** Where what `toast` says appears. */
export function Toasts() {
  const { watch, now, none, take } = waitingNotes;
  const notes = useSyncExternalStore(watch, now, none);
  const part = usePart(notes.length > 0);
  return part && <part.ToastList notes={notes} take={take} />;
}
