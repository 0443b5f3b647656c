import type { ReactNode } from "react";

/** Names and values under each other; a line without a value is left out. */
export const PeekLines = ({ lines }: { lines: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <dl className="mt-4 flex flex-col gap-2.5 border-t border-line pt-4">
    {lines
      .filter(([, value]) => value !== null && value !== "")
      .map(([name, value]) => (
        <div key={name}>
          <dt className="text-xs text-dim">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
  </dl>
);
