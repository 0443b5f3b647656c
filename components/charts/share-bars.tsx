import Link from "next/link";
import { classes } from "@/components/ui/classes";
import { TableTwin } from "./table-twin";

type Tone = "bad" | "accent" | "attention";
export type ShareBar = {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** The value as it is written, where it is not just the number: "1,000+". */
  readonly text?: string | undefined;
  /** A second number beside the first, e.g. what the counted ones add up to. */
  readonly detail?: string | undefined;
  readonly href?: string | undefined;
  readonly tone?: Tone | undefined;
};

const NUMBERS = new Intl.NumberFormat("en-CA");
const FILL: Record<Tone, string> = {
  bad: "fill-bad/55",
  accent: "fill-accent/60",
  attention: "fill-attention/70",
};

/** Counts side by side, in the order given, e.g. failures by reason. Each line opens what it counts. */
export function ShareBars({
  title,
  bars,
  tone = "bad",
  head = ["Reason", "Count"],
}: {
  title: string;
  bars: readonly ShareBar[];
  tone?: Tone;
  head?: readonly string[];
}) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const hasDetail = bars.some(({ detail }) => detail !== undefined);
  const look = classes(
    "grid items-center gap-x-3 gap-y-1 rounded-[4px] py-[5px]",
    hasDetail
      ? "grid-cols-[minmax(0,1fr)_2.5em_7.5em] sm:grid-cols-[minmax(0,4fr)_minmax(0,4fr)_2.5em_minmax(7.5em,auto)]"
      : "grid-cols-[minmax(0,1fr)_3.5em] sm:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_3.5em]",
  );
  return (
    <TableTwin
      title={title}
      head={head}
      rows={bars.map(({ key, label, value, text, detail, href }) => ({
        key,
        href,
        cells: [label, text ?? NUMBERS.format(value), ...(detail === undefined ? [] : [detail])],
      }))}
    >
      <ul className="flex flex-col text-sm">
        {bars.map(({ key, label, value, text, detail, href, tone: own }) => {
          const inside = (
            <>
              <span className="truncate group-hover:underline max-sm:col-span-full">{label}</span>
              <svg aria-hidden width="100%" height="8">
                <rect width="100%" height="8" rx="3" className="fill-sunken" />
                <rect width={`${(value / most) * 100}%`} height="8" rx="3" className={FILL[own ?? tone]} />
              </svg>
              <span className="text-right text-dim tabular-nums">{text ?? NUMBERS.format(value)}</span>
              {detail !== undefined && (
                <span className="text-right text-xs text-dim tabular-nums">{detail}</span>
              )}
            </>
          );
          return (
            <li key={key}>
              {href === undefined ? (
                <span className={look}>{inside}</span>
              ) : (
                <Link href={href} prefetch={false} className={classes("group", look)}>
                  {inside}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </TableTwin>
  );
}
