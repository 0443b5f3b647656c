"use client";
import Link from "next/link";
import { classes } from "@/components/ui/classes";
import { floorOf, type Outcome, rateOf, rateWords } from "./rate";
import { TableTwin } from "./table-twin";
import { useWalk } from "./use-walk";

export type RatePoint = Outcome & {
  readonly key: string;
  /** E.g. "12–18 Nov", and short enough to stand under its point: "12 Nov". */
  readonly label: string;
  readonly short: string;
  /** The failures of that time. */
  readonly href: string;
};

const NUMBERS = new Intl.NumberFormat("en-CA");

const say = ({ label, completed, failed }: RatePoint) =>
  `${label}: ${rateWords(rateOf({ completed, failed }))}, ${NUMBERS.format(completed)} completed, ${NUMBERS.format(failed)} failed or declined`;

/** How the share of what completed moves. Each point opens the failures of its time. */
export const RateLine = ({ title, points }: { title: string; points: readonly RatePoint[] }) => (
  <TableTwin
    title={title}
    head={["Week", "Success", "Completed", "Failed or declined"]}
    rows={points.toReversed().map((point) => ({
      key: point.key,
      href: point.href,
      cells: [
        point.label,
        rateWords(rateOf(point)),
        NUMBERS.format(point.completed),
        NUMBERS.format(point.failed),
      ],
    }))}
  >
    <Picture title={title} points={points} />
  </TableTwin>
);

/** Heights in pixels. */
const HEAD = 22;
const PLOT = 156;
const DATES = 20;

function Picture({ title, points }: { title: string; points: readonly RatePoint[] }) {
  const { shown, walk, linkAt } = useWalk(points.length, 1);
  const rates = points.map(rateOf);
  const floor = floorOf(rates);
  const width = 100 / Math.max(1, points.length);
  const x = (column: number) => `${(column + 0.5) * width}%`;
  const y = (rate: number) => HEAD + PLOT - ((rate - floor) / (100 - floor)) * PLOT;
  const at = shown === null ? undefined : points[shown.column];
  return (
    <div>
      <svg
        role="group"
        aria-label={`${title}. Left and right walk through the weeks; Enter opens the failures.`}
        width="100%"
        height={HEAD + PLOT + DATES}
        className="block"
        {...walk}
      >
        {[100, floor].map((rate) => (
          <line
            key={rate}
            x1="0"
            x2="100%"
            y1={y(rate)}
            y2={y(rate)}
            className="stroke-line"
            strokeDasharray="2 4"
          />
        ))}
        {rates.map((rate, column) => {
          const before = rates[column - 1];
          if (rate === null || before === null || before === undefined) return null;
          return (
            <line
              key={points[column]?.key}
              x1={x(column - 1)}
              y1={y(before)}
              x2={x(column)}
              y2={y(rate)}
              strokeWidth={1.5}
              className="stroke-accent"
            />
          );
        })}
        {points.map((point, column) => {
          const rate = rates[column] ?? null;
          const isShown = shown?.column === column;
          return (
            <Link
              key={point.key}
              {...linkAt(column, 0)}
              href={point.href}
              prefetch={false}
              aria-label={say(point)}
              className="outline-none"
            >
              <rect
                x={`${column * width}%`}
                width={`${width}%`}
                height={HEAD + PLOT}
                rx={4}
                className={isShown ? "fill-accent/10" : "fill-transparent"}
              />
              {rate !== null && (
                <circle
                  cx={x(column)}
                  cy={y(rate)}
                  r={isShown ? 5 : 3.5}
                  strokeWidth={2}
                  className="fill-accent stroke-surface"
                />
              )}
              <text
                x={x(column)}
                y={rate === null ? HEAD + PLOT - 8 : y(rate) - 9}
                textAnchor="middle"
                className={classes(
                  "text-2xs tabular-nums",
                  isShown || column === points.length - 1 ? "fill-text font-medium" : "fill-dim",
                )}
              >
                {rateWords(rate)}
              </text>
            </Link>
          );
        })}
        <g aria-hidden className="pointer-events-none fill-faint text-2xs tabular-nums">
          {points.map(({ key, short }, column) => (
            <text
              key={key}
              x={x(column)}
              y={HEAD + PLOT + 15}
              textAnchor="middle"
              className={(points.length - 1 - column) % 2 === 0 ? "" : "max-sm:hidden"}
            >
              {short}
            </text>
          ))}
        </g>
      </svg>
      <p aria-hidden className="mt-1 min-h-[18px] text-xs text-dim tabular-nums">
        {at === undefined ? <span className="text-faint">{`The scale begins at ${floor}%.`}</span> : say(at)}
      </p>
    </div>
  );
}
