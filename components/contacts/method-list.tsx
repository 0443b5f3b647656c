import type { ReactNode } from "react";

/** A contact's payment methods of one kind, under their head. */
export function MethodSection({
  id,
  title,
  add,
  empty,
  whyNot,
  children,
}: {
  id: string;
  title: string;
  /** The way to another one; null for those who may not. */
  add: ReactNode;
  /** Shown in place of a list; null when there is one. */
  empty: string | null;
  /** Why there is no way to add one, in a sentence; null when there is. */
  whyNot: string | null;
  children: ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id={`${id}-title`} className="text-md font-semibold">
          {title}
        </h2>
        {add && (
          <span className="ml-auto" data-screen-only>
            {add}
          </span>
        )}
      </div>
      {empty === null ? (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line text-sm">
          {children}
        </ul>
      ) : (
        <p className="text-sm text-dim">{empty}</p>
      )}
      {whyNot !== null && <p className="text-xs text-dim">{whyNot}</p>}
    </section>
  );
}

/** One payment method: what it is, how it stands, who gave it, and what can be done with it. */
export const MethodRow = ({
  name,
  detail,
  problem,
  badge,
  origin,
  actions,
}: {
  name: ReactNode;
  detail?: ReactNode;
  problem: ReactNode;
  badge: ReactNode;
  origin: ReactNode;
  actions?: ReactNode;
}) => (
  <li className="flex flex-wrap items-start gap-x-4 gap-y-1.5 px-3.5 py-2.5">
    <div className="min-w-0 flex-1 basis-60">
      <p className="font-medium">{name}</p>
      {detail !== undefined && <p className="text-xs text-dim">{detail}</p>}
      {problem && <p className="mt-1 max-w-[62ch] text-xs">{problem}</p>}
    </div>
    <div className="flex flex-col items-start gap-1 text-xs text-dim sm:items-end">
      {badge}
      <span>{origin}</span>
    </div>
    {actions && (
      <div className="ml-auto flex justify-end self-end sm:w-[88px] sm:self-start" data-screen-only>
        {actions}
      </div>
    )}
  </li>
);
