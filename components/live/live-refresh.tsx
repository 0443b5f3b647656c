"use client";
import { useRouter } from "next/navigation";
import { startTransition, useEffect, useRef } from "react";
import { isAwaiting, onAnswered } from "./awaited";
import { useConnection, useLive } from "./live-provider";

const PAUSE_MS = 150;
/** However much happens, the page is drawn anew at most this often. */
const GAP_MS = 1_500;

/** Draws the page anew on the server when one of its topics changed. A hidden tab waits until it is looked at. */
export function LiveRefresh({ topics }: { topics: readonly string[] }) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastMs = useRef(0);
  const isOwed = useRef(false);
  const isCut = useConnection() === "reconnecting";

  const refresh = () => {
    timer.current = undefined;
    // The router draws only after an answer that is awaited, which may be the moment the desk has gone.
    isOwed.current = document.hidden || isAwaiting();
    // Without a line the router would leave the page, and with it what is being typed. News come once the line is back.
    if (isOwed.current || isCut || !navigator.onLine) return;
    lastMs.current = Date.now();
    startTransition(() => router.refresh());
  };
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useLive(topics, () => {
    const gap = Math.max(PAUSE_MS, lastMs.current + GAP_MS - Date.now());
    timer.current ??= setTimeout(() => latest.current(), gap);
  });
  useEffect(() => {
    const lookedAt = () => {
      if (!document.hidden && isOwed.current) latest.current();
    };
    const answered = () => {
      if (isOwed.current) timer.current ??= setTimeout(() => latest.current(), PAUSE_MS);
    };
    document.addEventListener("visibilitychange", lookedAt);
    const forget = onAnswered(answered);
    return () => {
      document.removeEventListener("visibilitychange", lookedAt);
      forget();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, []);
  return null;
}
