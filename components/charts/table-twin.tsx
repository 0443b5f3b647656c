"use client";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";

type TwinRow = {
  readonly key: string;
  readonly cells: readonly string[];
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
      <figcaption className="mb-2 flex items-center gap-3 text-xs text-dim">
        <span className="text-sm font-medium text-text">{title}</span>
        {legend.map(({ label, className }) => (
          <span key={label} className="flex items-center gap-1.5">
            <i aria-hidden className={classes("size-2 rounded-[2px]", className)} />
            {label}
          </span>
        ))}
        <IconButton
          name={isTable ? "chart" : "table"}
          label={isTable ? `Show ${title} as a picture` : `Show ${title} as a table`}
          onClick={() => setIsTable(!isTable)}
          className="-my-1 ml-auto"
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
            {cells.map((text, at) => (
              <td key={at} className={classes("border-b border-line py-1", at > 0 && "text-right")}>
                {at === 0 && href !== undefined ? (
                  <Link href={href} className="text-accent hover:underline">
                    {text}
                  </Link>
                ) : (
                  text
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
