import Link from "next/link";
import type { ReactNode } from "react";
import { classes } from "./classes";

export type Tab = {
  readonly href: string;
  readonly label: string;
  /** Ready to read, e.g. "1,000+". */
  readonly count?: string | null | undefined;
  readonly isCurrent: boolean;
};

/** Views of one page, each with its own address. */
export function Tabs({ tabs, label, after }: { tabs: readonly Tab[]; label: string; after?: ReactNode }) {
  return (
    <nav aria-label={label} className="flex items-end border-b border-line px-4 text-sm" data-screen-only>
      <ul className="-mb-px flex min-w-0 flex-1 gap-0.5 overflow-x-auto [scrollbar-width:none]">
        {tabs.map((tab) => (
          <li key={tab.href} className="flex-none">
            <Link
              href={tab.href}
              aria-current={tab.isCurrent ? "page" : undefined}
              className={classes(
                "block border-b-2 px-2.5 py-2 font-medium -outline-offset-2",
                tab.isCurrent ? "border-text text-text" : "border-transparent text-dim hover:text-text",
              )}
            >
              {tab.label}
              {tab.count !== null && tab.count !== undefined && (
                <span className="ml-[5px] text-xs font-normal text-faint tabular-nums">{tab.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {after}
    </nav>
  );
}
