"use client";
import Link from "next/link";
import { calendarDay } from "@/components/ui/time-words";
import { formatCents } from "@/lib/domain/money";
import { largest, percentOf, roundTop } from "./scale";
import { TableTwin } from "./table-twin";
import { useWalk } from "./use-walk";

/** One day in UTC. Amounts in cents. */
export type MoneyDay = {
  readonly day: string;
  readonly inCents: bigint;
  readonly outCents: bigint;
  /** What had completed before and was sent back on this day. */
  readonly backCents: bigint;
  /** The lists of what the three numbers count. */
  readonly inHref: string;
  readonly outHref: string;
  readonly backHref: string;
};

const dayWords = (day: string): string => {
  const noon = new Date(`${day}T12:00:00Z`);
  return calendarDay(noon, noon, "UTC");
};
const shortDay = (day: string) => dayWords(day).replace(/^\w+ /, "");
const wholeDollars = (cents: bigint) => formatCents(cents).replace(/\.\d\d$/, "");

/** Money in above the line and out below it, by day; what came back stands apart beneath. Every mark opens its list. */
export const MoneyDays = ({ title, days }: { title: string; days: readonly MoneyDay[] }) => (
  <TableTwin
    title={title}
    legend={[
      { label: "in", className: "bg-accent" },
      { label: "out", className: "bg-accent/40" },
      { label: "came back", className: "bg-bad" },
    ]}
    head={["Day", "In", "Out", "Came back"]}
    rows={days.toReversed().map(({ day, inCents, outCents, backCents, inHref, outHref, backHref }) => ({
      key: day,
      cells: [
        dayWords(day),
        { text: formatCents(inCents), href: inHref },
        { text: formatCents(outCents), href: outHref },
        { text: formatCents(backCents), href: backHref },
      ],
    }))}
  >
    <Picture title={title} days={days} />
  </TableTwin>
);

/** Heights in pixels: room for a number, both directions together, the strip of what came back, and the dates. */
const HEAD = 16;
const PLOT = 176;
const FOOT = HEAD + PLOT;
const STRIP = 16;
const DATES = 20;
const MARK = 8;
const WEEK = 7;

function Picture({ title, days }: { title: string; days: readonly MoneyDay[] }) {
  const { shown, walk, linkAt } = useWalk(days.length, 3);
  const topIn = roundTop(largest(days.map(({ inCents }) => inCents)));
  const topOut = roundTop(largest(days.map(({ outCents }) => outCents)));
  const line = HEAD + (PLOT * percentOf(topIn, topIn + topOut)) / 100;
  const width = 100 / Math.max(1, days.length);
  const at = shown === null ? undefined : days[shown.column];
  return (
    <div>
      <svg
        role="group"
        aria-label={`${title}. Left and right walk through the days, up and down between in, out and what came back; Enter opens the list.`}
        width="100%"
        height={FOOT + STRIP + DATES}
        className="block overflow-visible"
        {...walk}
      >
        <line
          x1="0"
          x2="100%"
          y1={HEAD - 0.5}
          y2={HEAD - 0.5}
          className="stroke-line"
          strokeDasharray="2 4"
        />
        <line
          x1="0"
          x2="100%"
          y1={FOOT - 0.5}
          y2={FOOT - 0.5}
          className="stroke-line"
          strokeDasharray="2 4"
        />
        {days.map((day, column) => (
          <Day
            key={day.day}
            day={day}
            left={column * width}
            width={width}
            line={line}
            tops={[topIn, topOut]}
            shownRow={shown?.column === column ? shown.row : null}
            linkAt={(row) => linkAt(column, row)}
          />
        ))}
        <line x1="0" x2="100%" y1={line} y2={line} className="pointer-events-none stroke-line-strong" />
        <g className="pointer-events-none fill-faint text-2xs tabular-nums" aria-hidden>
          <Amount y={HEAD - 5}>{wholeDollars(topIn)}</Amount>
          {topOut > topIn / 8n && <Amount y={FOOT - 5}>{wholeDollars(topOut)}</Amount>}
          {days.map(({ day }, column) => {
            const before = days.length - 1 - column;
            if (before % WEEK !== 0) return null;
            const isLast = before === 0;
            return (
              <text
                key={day}
                x={isLast ? "100%" : `${(column + 0.5) * width}%`}
                y={FOOT + STRIP + 14}
                textAnchor={isLast ? "end" : column < WEEK / 2 ? "start" : "middle"}
                className={before % (2 * WEEK) === 0 ? "" : "max-sm:hidden"}
              >
                {shortDay(day)}
              </text>
            );
          })}
        </g>
      </svg>
      <p aria-hidden className="mt-1 flex min-h-[18px] flex-wrap gap-x-4 text-xs text-dim tabular-nums">
        {at === undefined ? (
          <span className="text-faint">Point at a day to read it; press to open what completed.</span>
        ) : (
          <>
            <span className="font-medium text-text">{dayWords(at.day)}</span>
            <span>{formatCents(at.inCents)} in</span>
            <span>{formatCents(at.outCents)} out</span>
            {at.backCents > 0n && <span className="text-bad">{formatCents(at.backCents)} came back</span>}
          </>
        )}
      </p>
    </div>
  );
}

/** Written over the bars' right end, readable on top of them. */
const Amount = ({ y, children }: { y: number; children: string }) => (
  <text x="100%" y={y} textAnchor="end" className="stroke-surface [paint-order:stroke]" strokeWidth={4}>
    {children}
  </text>
);

/** One day: three links, of which the upper two share the whole height, so that a small bar is as easy to hit as a large one. */
function Day({
  day: { day, inCents, outCents, backCents, inHref, outHref, backHref },
  left,
  width,
  line,
  tops: [topIn, topOut],
  shownRow,
  linkAt,
}: {
  day: MoneyDay;
  left: number;
  width: number;
  line: number;
  tops: readonly [bigint, bigint];
  shownRow: number | null;
  linkAt: (row: number) => object;
}) {
  const up = ((line - HEAD) * percentOf(inCents, topIn)) / 100;
  const down = ((FOOT - line) * percentOf(outCents, topOut)) / 100;
  const whole = { x: `${left}%`, width: `${width}%` };
  const bar = { x: `${left + width * 0.14}%`, width: `${width * 0.72}%` };
  const lit = (row: number) => (shownRow === row ? "fill-accent-soft" : "fill-transparent");
  return (
    <>
      <Link
        {...linkAt(0)}
        href={inHref}
        prefetch={false}
        aria-label={`${dayWords(day)}: ${formatCents(inCents)} in`}
        className="outline-none"
      >
        <rect {...whole} y={0} height={Math.max(line, MARK)} className={lit(0)} />
        <rect {...bar} y={line - up} height={up} className="fill-accent" />
      </Link>
      <Link
        {...linkAt(1)}
        href={outHref}
        prefetch={false}
        aria-label={`${dayWords(day)}: ${formatCents(outCents)} out`}
        className="outline-none"
      >
        <rect {...whole} y={line} height={Math.max(FOOT - line, MARK)} className={lit(1)} />
        <rect {...bar} y={line} height={down} className="fill-accent/40" />
      </Link>
      {backCents > 0n && (
        <Link
          {...linkAt(2)}
          href={backHref}
          prefetch={false}
          aria-label={`${dayWords(day)}: ${formatCents(backCents)} came back`}
          className="outline-none"
        >
          <rect
            {...whole}
            y={FOOT}
            height={STRIP}
            className={shownRow === 2 ? "fill-bad-soft" : "fill-transparent"}
          />
          <rect {...bar} y={FOOT + (STRIP - MARK) / 2} height={MARK} rx="1.5" className="fill-bad" />
        </Link>
      )}
    </>
  );
}
