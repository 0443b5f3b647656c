"use client";
import Link from "next/link";
import { useConnection } from "@/components/live/live-provider";
import { classes } from "@/components/ui/classes";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Truth } from "@/lib/db/rows";
import { truthWords } from "./truth-words";

const DOT = {
  good: "bg-good shadow-[0_0_0_3px_var(--good-soft)]",
  waiting: "bg-waiting shadow-[0_0_0_3px_var(--waiting-soft)]",
  attention: "bg-attention shadow-[0_0_0_3px_var(--attention-soft)]",
  bad: "bg-bad shadow-[0_0_0_3px_var(--bad-soft)] breathing",
} as const;

/** How late events are and when the last one came; leads to the events. */
export function TruthMeter({ truth }: { truth: Truth }) {
  const connection = useConnection();
  const { meaning, text } = truthWords(truth, connection);
  return (
    <Link
      href="/events"
      className={classes(
        "ml-auto flex min-w-0 items-center gap-[7px] rounded-full border border-line bg-surface px-2.5 py-1 text-xs tabular-nums hover:border-line-strong",
        meaning === "good" || meaning === "waiting" ? "text-dim" : "text-text",
      )}
    >
      <i aria-hidden className={classes("size-[7px] flex-none rounded-full", DOT[meaning])} />
      <span aria-live="polite" className="truncate">
        {text}
      </span>
      {connection !== "reconnecting" && truth.lastDeliveryAt !== null && (
        <span className="hidden whitespace-nowrap lg:inline">
          · last <RelativeTime at={truth.lastDeliveryAt} />
        </span>
      )}
    </Link>
  );
}
