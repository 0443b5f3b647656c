import type { ReactNode } from "react";
import { classes } from "./classes";

/** One key, as it is printed on a keyboard. Hidden where there is none. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={classes(
        "hidden rounded-[4px] border border-b-2 border-line-strong bg-surface px-[5px] py-[2px] font-sans text-2xs leading-none font-medium text-dim [@media(hover:hover)]:inline-block",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
