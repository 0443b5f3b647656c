import Link from "next/link";
import { classes } from "@/components/ui/classes";
import { TableTwin } from "./table-twin";

export type ShareBar = {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly href?: string | undefined;
};

const NUMBERS = new Intl.NumberFormat("en-CA");

/** Counts side by side, the largest first as given, e.g. failures by reason. Each line opens what it counts. */
export function ShareBars({
  title,
  bars,
  tone = "bad",
  head = ["Reason", "Count"],
}: {
  title: string;
  bars: readonly ShareBar[];
  tone?: "bad" | "accent" | "attention";
  head?: readonly [string, string];
}) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const fill = { bad: "fill-bad/55", accent: "fill-accent/60", attention: "fill-attention/60" }[tone];
  return (
    <TableTwin
      title={title}
      head={head}
      rows={bars.map(({ key, label, value, href }) => ({ key, href, cells: [label, NUMBERS.format(value)] }))}
    >
      <ul className="flex flex-col gap-0.5 text-sm">
        {bars.map(({ key, label, value, href }) => {
          const inside = (
            <>
              <span className="truncate group-hover:underline">{label}</span>
              <svg aria-hidden width="100%" height="8">
                <rect width={`${(value / most) * 100}%`} height="8" rx="3" className={fill} />
              </svg>
              <span className="text-right text-dim tabular-nums">{NUMBERS.format(value)}</span>
            </>
          );
          const look =
            "grid grid-cols-[minmax(0,5fr)_minmax(0,4fr)_3.5em] items-center gap-3 rounded-[4px] py-1";
          return (
            <li key={key}>
              {href === undefined ? (
                <span className={look}>{inside}</span>
              ) : (
                <Link href={href} className={classes("group", look)}>
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
