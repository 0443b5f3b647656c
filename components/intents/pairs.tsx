import type { ReactNode } from "react";

/** Names and values side by side, for a few short facts. */
export const Pairs = ({ lines }: { lines: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 text-sm">
    {lines.map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-dim">{name}</dt>
        <dd className="min-w-0 break-words">{value}</dd>
      </div>
    ))}
  </dl>
);
