"use client";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

/** "I could not look", which is never shown as "nothing there". */
export const LoadError = ({
  noun,
  reason,
  isStale,
  onRetry,
}: {
  noun: string;
  reason: string;
  isStale: boolean;
  onRetry: () => void;
}) => (
  <Callout
    meaning="bad"
    isAlert
    title={`Could not load ${noun}`}
    className="mx-4 mb-3 sm:mx-5"
    actions={
      <Button icon="retry" onClick={onRetry}>
        Try again
      </Button>
    }
  >
    {reason}
    {isStale && " The rows below were read before."}
  </Callout>
);

export const SelectionBar = ({
  count,
  noun: [one, many],
  onClear,
  children,
}: {
  count: number;
  noun: readonly [string, string];
  onClear: () => void;
  children: ReactNode;
}) => (
  <div
    role="region"
    aria-label="Selected rows"
    className="flex flex-wrap items-center gap-2 border-t border-line bg-accent-soft px-4 py-2 text-sm sm:px-5"
  >
    <span role="status" className="mr-2 font-medium tabular-nums">
      {count} {count === 1 ? one : many} selected
    </span>
    {children}
    <Button variant="ghost" onClick={onClear} className="ml-auto">
      Clear
    </Button>
  </div>
);

/** Above the rows: filters, what they add up to, and the choice of columns. */
export const Toolbar = ({
  children,
  summary,
  columns,
}: {
  children: ReactNode;
  summary: ReactNode;
  columns: ReactNode;
}) => (
  <div
    className="flex min-h-[50px] flex-none flex-wrap items-center gap-x-2 gap-y-1.5 px-4 py-2 text-xs text-dim sm:px-5"
    data-screen-only
  >
    {children}
    <span className="ml-auto tabular-nums">{summary}</span>
    <span className="-mr-2 hidden sm:block">{columns}</span>
  </div>
);
