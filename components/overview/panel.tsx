import Link from "next/link";
import type { ReactNode } from "react";

/** A part of the overview. `all` opens the whole list that it shows a piece of. */
export const Panel = ({
  title,
  all,
  children,
}: {
  title?: string;
  all?: { readonly href: string; readonly label: string };
  children: ReactNode;
}) => (
  <section aria-label={title} className="min-w-0 rounded-lg border border-line bg-surface px-4 py-3.5">
    {title !== undefined && (
      <div className="mb-2 flex items-baseline gap-3">
        <h2 className="text-sm font-medium">{title}</h2>
        {all && (
          <Link href={all.href} className="ml-auto text-xs text-accent hover:underline">
            {all.label}
          </Link>
        )}
      </div>
    )}
    {children}
  </section>
);
