import Link from "next/link";
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon } from "./icon";

const CHIP =
  "inline-flex items-center gap-1.5 rounded-[var(--radius)] border border-line bg-surface px-2 py-[3px] text-xs text-text";

/** A small fact: a dimmed name and its value. */
export const Chip = ({ name, children }: { name?: string; children: ReactNode }) => (
  <span className={CHIP}>
    {name !== undefined && <span className="text-dim">{name}</span>}
    {children}
  </span>
);

/** A filter that is on; following it takes it off. `label` says so aloud. */
export const ChipLink = ({
  name,
  href,
  label,
  children,
}: {
  name?: string;
  href: string;
  label: string;
  children: ReactNode;
}) => (
  <Link href={href} aria-label={label} className={classes(CHIP, "hover:border-line-strong hover:bg-sunken")}>
    {name !== undefined && <span className="text-dim">{name}</span>}
    {children}
    <Icon name="close" size={11} className="text-dim" />
  </Link>
);
