import Link from "next/link";
import type { ReactNode } from "react";
import { classes } from "@/components/ui/classes";
import { Skeleton, Loading } from "@/components/ui/skeleton";
import type { Identified } from "./column";

/** The same rows for a phone: one card each, the whole card a link. */
export function Cards<Row extends Identified>({
  rows,
  href,
  card,
  isLoading,
  changed,
}: {
  rows: readonly Row[];
  href: (row: Row) => string;
  card: (row: Row) => ReactNode;
  isLoading: boolean;
  changed: ReadonlySet<string>;
}) {
  return (
    <ul className="flex w-full flex-col border-t border-line sm:hidden print:hidden">
      {isLoading && <SkeletonCards />}
      {rows.map((row) => (
        <li key={row.id} className={classes("border-b border-line", changed.has(row.id) && "row-flash")}>
          <Link
            href={href(row)}
            prefetch={false}
            className="block px-4 py-3 text-sm -outline-offset-2 active:bg-accent-soft"
          >
            {card(row)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The usual shape of a card: who and how much above, state and when below. */
export const CardLines = ({
  title,
  value,
  badge,
  note,
}: {
  title: ReactNode;
  value?: ReactNode;
  badge?: ReactNode;
  note?: ReactNode;
}) => (
  <>
    <span className="flex items-baseline justify-between gap-3">
      <span className="min-w-0 truncate font-medium">{title}</span>
      {value}
    </span>
    <span className="mt-1.5 flex items-center justify-between gap-3 text-xs text-dim">
      {badge}
      <span className="min-w-0 truncate">{note}</span>
    </span>
  </>
);

const SkeletonCards = () =>
  Array.from({ length: 6 }, (_, at) => (
    <li key={at} className="flex flex-col gap-3 border-b border-line px-4 py-4">
      {at === 0 && <Loading />}
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/3" />
    </li>
  ));
