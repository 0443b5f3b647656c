"use client";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";

export type TwinCell = string | { readonly text: string; readonly href: string };
type TwinRow = {
  readonly key: string;
  readonly cells: readonly TwinCell[];
  /** Where the first cell leads. */
  readonly href?: string | undefined;
};

/** A picture and the same numbers as a table; one press changes between them. */
export function TableTwin({
  title,
  legend = [],
  head,
  rows,
  children,
}: {
  title: string;
  legend?: readonly { readonly label: string; readonly className: string }[];
  head: readonly string[];
  rows: readonly TwinRow[];
  children: ReactNode;
}) {
  const [isTable, setIsTable] = useState(false);
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 flex items-start gap-3 text-xs text-dim">
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-sm font-medium text-text">{title}</h2>
          {!isTable &&
            legend.map(({ label, className }) => (
              <span key={label} className="flex items-center gap-1.5">
                <i aria-hidden className={classes("size-2 rounded-[2px]", className)} />
                {label}
              </span>
            ))}
        </span>
        <IconButton
          name={isTable ? "chart" : "table"}
          label={isTable ? `Show ${title} as a picture` : `Show ${title} as a table`}
          onClick={() => setIsTable(!isTable)}
          className="-mt-1.5 -mr-1.5 -mb-1 max-sm:-mt-2.5"
        />
      </figcaption>
      {isTable ? <Twin title={title} head={head} rows={rows} /> : children}
    </figure>
  );
}

const Twin = ({
  title,
  head,
  rows,
}: {
  title: string;
  head: readonly string[];
  rows: readonly TwinRow[];
}) => (
  <div className="max-h-[260px] overflow-y-auto" tabIndex={0} role="region" aria-label={`${title}, table`}>
    <table className="w-full text-xs">
      <thead>
        <tr>
          {head.map((text, at) => (
            <th
              key={text}
              scope="col"
              className={classes(
                "sticky top-0 border-b border-line bg-surface py-1 font-medium text-dim",
                at === 0 ? "text-left" : "text-right",
              )}
            >
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells, href }) => (
          <tr key={key}>
            {cells.map((cell, at) => (
              <td key={at} className={classes("border-b border-line py-1", at > 0 && "text-right")}>
                <Cell cell={at === 0 && href !== undefined ? { text: textOf(cell), href } : cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const textOf = (cell: TwinCell) => (typeof cell === "string" ? cell : cell.text);

const Cell = ({ cell }: { cell: TwinCell }) =>
  typeof cell === "string" ? (
    cell
  ) : (
    <Link href={cell.href} prefetch={false} className="text-accent hover:underline">
      {cell.text}
    </Link>
  );
