import Link from "next/link";
import type { ReactNode } from "react";
import { classes } from "@/components/ui/classes";

const LOOK = { plain: "text-text", good: "text-good", attention: "text-attention", bad: "text-bad" } as const;

/** One number that can be pressed to see what it counts. */
export const FigureTile = ({
  label,
  value,
  note,
  href,
  tone = "plain",
}: {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  href: string;
  tone?: keyof typeof LOOK;
}) => (
  <Link
    href={href}
    className="flex min-w-0 flex-col rounded-lg border border-line bg-surface px-4 py-3 hover:border-line-strong hover:bg-bg"
  >
    <span className="text-xs text-dim">{label}</span>
    <span className={classes("mt-0.5 text-xl font-semibold tracking-[-0.02em] tabular-nums", LOOK[tone])}>
      {value}
    </span>
    {note !== undefined && <span className="mt-0.5 text-xs text-dim">{note}</span>}
  </Link>
);
