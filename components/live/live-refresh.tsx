"use client";
import { useRouter } from "next/navigation";
import { startTransition, useEffect, useRef } from "react";
import { useLive } from "./live-provider";

const PAUSE_MS = 150;
/** However much happens, the page is drawn anew at most this often. */
const GAP_MS = 1_500;

/** Draws the page anew on the server when one of its topics changed. A hidden tab waits until it is looked at. */
export function LiveRefresh({ topics }: { topics: readonly string[] }) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastMs = useRef(0);
  const isOwed = useRef(false);

  const refresh = () => {
    timer.current = undefined;
    isOwed.current = document.hidden;
    // Without a line the router would leave the page, and with it what is being typed. News come once the line is back.
    if (document.hidden || !navigator.onLine) return;
    lastMs.current = Date.now();
    startTransition(() => router.refresh());
  };
  useLive(topics, () => {
    timer.current ??= setTimeout(refresh, Math.max(PAUSE_MS, lastMs.current + GAP_MS - Date.now()));
  });

  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => {
    const lookedAt = () => {
      if (!document.hidden && isOwed.current) latest.current();
    };
    document.addEventListener("visibilitychange", lookedAt);
    return () => {
      document.removeEventListener("visibilitychange", lookedAt);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);
  return null;
}
