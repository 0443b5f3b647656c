import Link from "next/link";
import type { Meaning } from "@/components/ui/callout";
import { classes } from "@/components/ui/classes";
import { HistoryTime } from "@/components/ui/relative-time";

export type TimelineTone = Meaning | "neutral" | "accent";
export type TimelineLine = {
  /** ISO 8601 or a Date. */
  readonly at: string | Date;
  readonly title: string;
  readonly detail?: string | null | undefined;
  readonly tone?: TimelineTone | undefined;
  readonly href?: string | null | undefined;
};

const DOT: Record<TimelineTone, string> = {
  good: "bg-good",
  waiting: "bg-waiting",
  attention: "bg-attention",
  bad: "bg-bad",
  accent: "bg-accent",
  neutral: "bg-line-strong",
};

/** What happened, in the order given. */
export function Timeline({ lines, label = "So far" }: { lines: readonly TimelineLine[]; label?: string }) {
  return (
    <ol aria-label={label} className="text-sm">
      {lines.map((line, at) => (
        <li
          key={`${String(line.at)} ${at}`}
          className="relative grid grid-cols-[14px_1fr_auto] gap-x-2.5 pb-[13px] before:absolute before:top-3.5 before:-bottom-0.5 before:left-[6.5px] before:w-px before:bg-line-strong last:pb-0 last:before:hidden"
        >
          <i
            aria-hidden
            className={classes("z-10 mx-[3px] my-[5px] size-2 rounded-full", DOT[line.tone ?? "neutral"])}
          />
          <span className="min-w-0 break-words">
            {line.href ? (
              <Link href={line.href} className="hover:text-accent hover:underline">
                {line.title}
              </Link>
            ) : (
              line.title
            )}
            {line.detail && <span className="block text-xs text-dim">{line.detail}</span>}
          </span>
          <HistoryTime at={line.at} className="pt-px text-xs whitespace-nowrap text-faint" />
        </li>
      ))}
    </ol>
  );
}
