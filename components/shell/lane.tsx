import type { ReactNode } from "react";

/** One record on one screen: the case, what goes with it at the side, and the next steps at the foot. */
export const Lane = ({ children, side, bar }: { children: ReactNode; side?: ReactNode; bar?: ReactNode }) => (
  <div className="flex min-h-0 flex-1 flex-col">
    <div className="grid min-h-0 flex-1 grid-cols-1 content-start lg:grid-cols-[1fr_356px] lg:content-stretch">
      <div className="min-w-0 px-4 py-5 sm:px-9 sm:py-[26px] lg:overflow-y-auto">{children}</div>
      {side !== undefined && (
        <aside className="flex flex-col gap-5 border-line bg-bg px-4 py-5 text-sm max-lg:border-t sm:px-9 lg:overflow-y-auto lg:border-l lg:px-5 lg:py-[22px]">
          {side}
        </aside>
      )}
    </div>
    {bar}
  </div>
);

/** A part of the side, or of the case, under its own small head. */
export const Part = ({
  title,
  children,
  className = "",
}: {
  title: string;
  children: ReactNode;
  className?: string;
}) => (
  <section className={className}>
    <h2 className="mb-2 text-xs font-[550] text-dim">{title}</h2>
    {children}
  </section>
);

/** The next steps, always in reach. `aside` stands at the end, e.g. "1 of 7". */
export const ActionBar = ({ children, aside }: { children: ReactNode; aside?: ReactNode }) => (
  <div
    role="group"
    aria-label="Next steps"
    className="sticky bottom-0 z-20 flex flex-none flex-wrap items-center gap-2 border-t border-line bg-bg px-4 py-3 max-sm:bottom-[calc(56px+env(safe-area-inset-bottom))] sm:px-9 print:hidden"
  >
    {children}
    {aside !== undefined && (
      <span className="ml-auto flex items-center gap-1 text-xs text-dim tabular-nums">{aside}</span>
    )}
  </div>
);

/** The one sentence that a screen is about; its heading too, unless the page has another. */
export const Headline = ({ as: Tag = "h1", children }: { as?: "h1" | "h2" | "p"; children: ReactNode }) => (
  <Tag className="max-w-[31em] text-[19px] leading-[1.3] font-semibold tracking-[-0.015em] text-balance sm:text-xl">
    {children}
  </Tag>
);
