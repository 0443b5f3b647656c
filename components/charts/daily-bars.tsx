"use client";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useState } from "react";
import { classes } from "@/components/ui/classes";
import { calendarDay } from "@/components/ui/time-words";
import { formatCents } from "@/lib/domain/money";
import type { DayTotals } from "@/lib/db/rows";
import { largest, percentOf, roundTop } from "./scale";
import { TableTwin } from "./table-twin";

type DailyBarsProps = {
  readonly days: readonly DayTotals[];
  readonly title: string;
  /** The list behind a day. */
  readonly hrefs?: readonly string[];
};

function dayWords(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  return calendarDay(noon, noon, "UTC");
}

const sayDay = ({ day, inCents, outCents }: DayTotals) =>
  `${dayWords(day)}: ${formatCents(BigInt(inCents))} in, ${formatCents(BigInt(outCents))} out`;

const wholeDollars = (cents: bigint) => formatCents(cents).replace(/\.\d\d$/, "");

/** Money in and out by day. Arrow keys walk through the days, Enter opens one; the same numbers stand in a table. */
export function DailyBars({ days, title, hrefs }: DailyBarsProps) {
  return (
    <TableTwin
      title={title}
      legend={[
        { label: "in", className: "bg-accent" },
        { label: "out", className: "bg-accent/35" },
      ]}
      head={["Day", "In", "Out"]}
      rows={days.map((day, at) => ({
        key: day.day,
        href: hrefs?.[at],
        cells: [dayWords(day.day), formatCents(BigInt(day.inCents)), formatCents(BigInt(day.outCents))],
      }))}
    >
      <Bars days={days} title={title} hrefs={hrefs ?? []} />
    </TableTwin>
  );
}

const PLOT = 160;

function Bars({
  days,
  title,
  hrefs,
}: {
  days: readonly DayTotals[];
  title: string;
  hrefs: readonly string[];
}) {
  const router = useRouter();
  const [at, setAt] = useState<number | null>(null);
  const top = roundTop(largest(days.map((day) => BigInt(day.inCents) + BigInt(day.outCents))));
  const width = 100 / Math.max(1, days.length);
  const shown = at === null ? undefined : days[at];
  const open = (href: string | undefined) => {
    if (href !== undefined) router.push(href);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const last = days.length - 1;
    const from = at ?? last + 1;
    const next = {
      ArrowLeft: Math.max(0, from - 1),
      ArrowRight: Math.min(last, from + 1),
      Home: 0,
      End: last,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
    }
    if (event.key === "Escape") setAt(null);
    if (event.key === "Enter") open(at === null ? undefined : hrefs[at]);
  };

  return (
    <div className="relative">
      <svg
        role="slider"
        tabIndex={0}
        aria-label={`${title}. Arrow keys walk through the days.`}
        aria-valuemin={1}
        aria-valuemax={days.length}
        aria-valuenow={(at ?? days.length - 1) + 1}
        aria-valuetext={shown ? sayDay(shown) : `${days.length} days`}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
        width="100%"
        height={PLOT}
        className={classes("block rounded-[4px]", hrefs.length > 0 && "cursor-pointer")}
      >
        {[0, 50].map((y) => (
          <line
            key={y}
            x1="0"
            x2="100%"
            y1={`${y}%`}
            y2={`${y}%`}
            className="stroke-line"
            strokeDasharray="2 4"
          />
        ))}
        <line x1="0" x2="100%" y1={PLOT - 0.5} y2={PLOT - 0.5} className="stroke-line-strong" />
        {days.map((day, index) => (
          <Bar
            key={day.day}
            day={day}
            top={top}
            left={index * width}
            width={width}
            isDimmed={at !== null && at !== index}
            onPoint={() => setAt(index)}
            onPress={() => open(hrefs[index])}
          />
        ))}
      </svg>
      <span
        aria-hidden
        className="pointer-events-none absolute top-0.5 right-1 bg-surface/80 text-2xs text-faint tabular-nums"
      >
        {wholeDollars(top)}
      </span>
      <div
        className="mt-1 flex min-h-[18px] justify-between gap-3 text-2xs text-faint tabular-nums"
        aria-hidden
      >
        {shown ? (
          <span className="mx-auto text-xs font-medium text-text">{sayDay(shown)}</span>
        ) : (
          <>
            <span>{days[0] && dayWords(days[0].day)}</span>
            <span>{days.length > 1 && dayWords(days.at(-1)?.day ?? "")}</span>
          </>
        )}
      </div>
    </div>
  );
}

/** One day, in percent of the picture's width and height. The whole column answers to the mouse. */
function Bar({
  day,
  top,
  left,
  width,
  isDimmed,
  onPoint,
  onPress,
}: {
  day: DayTotals;
  top: bigint;
  left: number;
  width: number;
  isDimmed: boolean;
  onPoint: () => void;
  onPress: () => void;
}) {
  const into = percentOf(BigInt(day.inCents), top);
  const out = percentOf(BigInt(day.outCents), top);
  const bar = { x: `${left + width * 0.16}%`, width: `${width * 0.68}%` };
  return (
    <g opacity={isDimmed ? 0.45 : 1}>
      <rect {...bar} y={`${100 - into}%`} height={`${into}%`} className="fill-accent" />
      <rect {...bar} y={`${100 - into - out}%`} height={`${out}%`} className="fill-accent/35" />
      <rect
        x={`${left}%`}
        y="0"
        width={`${width}%`}
        height="100%"
        fill="transparent"
        onMouseEnter={onPoint}
        onClick={onPress}
      />
    </g>
  );
}
