"use client";
import { useSyncExternalStore } from "react";
import { fullMoment, historyMoment, plainMoment, relativeMoment } from "./time-words";

const TICK_MS = 5_000;
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let nowMs = 0;

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    nowMs = Date.now();
    for (const tell of watchers) tell();
  }, TICK_MS);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

function currentMs(): number {
  if (timer === null || nowMs === 0) nowMs = Math.floor(Date.now() / 1000) * 1000;
  return nowMs;
}

/** The viewer's clock in steps of 5 s, one timer for the whole page. Null on the server and while hydrating. */
export const useNow = (): Date | null => {
  const ms = useSyncExternalStore<number | null>(watch, currentMs, () => null);
  return ms === null ? null : new Date(ms);
};

type MomentProps = { readonly at: Date | string; readonly className?: string | undefined };

/** "26 min ago"; the exact moment with its zone on hover. `ago={false}` writes "26 min". */
export function RelativeTime({ at, ago = true, className }: MomentProps & { ago?: boolean }) {
  return <Moment at={at} className={className} write={(moment, now) => relativeMoment(moment, now, ago)} />;
}

/** "14:02", "Sat 12:10" or "19 Nov 14:02" in the viewer's zone. */
export const HistoryTime = ({ at, className }: MomentProps) => (
  <Moment at={at} className={className} write={historyMoment} />
);

/** "19 Nov 2026, 14:02:09 EST". */
export const FullTime = ({ at, className }: MomentProps) => (
  <Moment at={at} className={className} write={(moment) => fullMoment(moment)} />
);

function Moment({ at, className, write }: MomentProps & { write: (at: Date, now: Date) => string }) {
  const now = useNow();
  const moment = new Date(at);
  return (
    <time
      dateTime={moment.toISOString()}
      title={now === null ? fullMoment(moment, "UTC") : fullMoment(moment)}
      className={className}
    >
      {now === null ? plainMoment(moment) : write(moment, now)}
    </time>
  );
}
