"use client";
import { useEffect, useState, useSyncExternalStore } from "react";

/** Browsers without idle callbacks take up the rest this long after the page has loaded. */
const REST_MS = 200;

/** Runs once the page has loaded and has nothing better to do. */
function whenIdle(run: () => void): void {
  const rest = () => ("requestIdleCallback" in window ? requestIdleCallback(run) : setTimeout(run, REST_MS));
  if (document.readyState === "complete") rest();
  else window.addEventListener("load", rest, { once: true });
}

/**
 * A part of the program that a page can stand without: what opens, what is told later. It is fetched when the page is
 * idle, or as soon as it is wanted, and is there at once from then on. Make one per part, in a module.
 */
export function later<Part>(load: () => Promise<Part>) {
  const watchers = new Set<() => void>();
  let part: Part | null = null;
  let coming: Promise<void> | null = null;

  const keep = (loaded: Part) => {
    part = loaded;
    for (const tell of watchers) tell();
  };
  const fetchIt = () => {
    coming ??= load()
      .then(keep)
      .finally(() => (coming = null));
    return coming;
  };
  const watch = (watcher: () => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  };
  // Without a line it is asked for again when it is wanted.
  if (typeof window !== "undefined") whenIdle(() => void fetchIt().catch(() => undefined));

  /** Null until it is there. Throws, as a part of the page itself would, when it is wanted and cannot be had. */
  return function usePart(isWanted: boolean): Part | null {
    const [failure, setFailure] = useState<{ readonly cause: unknown } | null>(null);
    const here = useSyncExternalStore(
      watch,
      () => part,
      () => null,
    );
    const isMissing = isWanted && here === null;
    useEffect(() => {
      if (isMissing) fetchIt().catch((cause: unknown) => setFailure({ cause }));
    }, [isMissing]);
    if (failure !== null && isMissing) throw failure.cause;
    return here;
  };
}
