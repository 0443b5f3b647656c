import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

/** Says what would appear here and how to make it appear. */
export function EmptyState({
  icon,
  title,
  children,
  action,
  heading: Heading = "h2",
}: {
  icon?: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  heading?: "h1" | "h2" | "h3";
}) {
  return (
    <div className="mx-auto flex max-w-[44ch] flex-col items-center px-6 py-14 text-center">
      {icon && (
        <span className="mb-3 grid size-10 place-items-center rounded-full bg-sunken text-dim">
          <Icon name={icon} size={18} />
        </span>
      )}
      <Heading className="text-md font-semibold">{title}</Heading>
      {children !== undefined && <div className="mt-1 text-sm text-dim">{children}</div>}
      {action !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
