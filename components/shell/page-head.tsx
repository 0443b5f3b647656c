import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

/** The page's title, a dimmed addition, and what can be done here. */
export const PageHead = ({
  title,
  sub,
  back,
  actions,
}: {
  title: ReactNode;
  sub?: ReactNode;
  back?: { readonly href: string; readonly label: string };
  actions?: ReactNode;
}) => (
  <div className="flex flex-none flex-wrap items-center gap-x-2.5 gap-y-2 px-4 pt-3.5 pb-2.5 sm:px-5">
    {back && (
      <Link
        href={back.href}
        aria-label={`Back to ${back.label}`}
        className="-ml-1 grid size-6 place-items-center rounded-[var(--radius)] text-dim hover:bg-sunken hover:text-text"
        data-screen-only
      >
        <Icon name="chevron-left" />
      </Link>
    )}
    <h1 className="text-lg font-semibold tracking-[-0.01em]">{title}</h1>
    {sub !== undefined && <span className="text-sm text-faint">{sub}</span>}
    {actions !== undefined && (
      <div className="ml-auto flex flex-wrap items-center gap-2" data-screen-only>
        {actions}
      </div>
    )}
  </div>
);
