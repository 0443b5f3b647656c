import type { ReactNode } from "react";

/** The decisions of a page, always in sight: the next step first. */
export const BottomBar = ({ children, after }: { children: ReactNode; after?: ReactNode }) => (
  <footer
    aria-label="Decisions"
    className="sticky bottom-0 z-20 flex flex-wrap items-center gap-2 border-t border-line bg-bg px-5 py-3 sm:px-9 max-sm:[&>button]:flex-1"
    data-screen-only
  >
    {children}
    {after && <div className="ml-auto text-xs text-dim tabular-nums">{after}</div>}
  </footer>
);
