import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./icon";

export type Meaning = "good" | "waiting" | "attention" | "bad";

const LOOK: Record<Meaning, { icon: IconName; look: string; mark: string }> = {
  good: { icon: "check", look: "bg-good-soft", mark: "text-good" },
  waiting: { icon: "info", look: "bg-waiting-soft", mark: "text-waiting" },
  attention: { icon: "warn", look: "bg-attention-soft", mark: "text-attention" },
  bad: { icon: "warn", look: "bg-bad-soft", mark: "text-bad" },
};

/** Something the reader must not miss. `isAlert` reads it out the moment it appears. */
export function Callout({
  meaning = "waiting",
  title,
  icon,
  children,
  actions,
  isAlert = false,
  className,
}: {
  meaning?: Meaning;
  title?: ReactNode;
  icon?: IconName;
  children?: ReactNode;
  actions?: ReactNode;
  isAlert?: boolean;
  className?: string;
}) {
  const { look, mark, icon: usual } = LOOK[meaning];
  return (
    <div
      {...(isAlert ? { role: "alert" } : {})}
      className={classes(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg px-3.5 py-2.5 text-sm",
        look,
        className,
      )}
    >
      <Icon name={icon ?? usual} className={classes("mt-[2px]", mark)} />
      <div className="min-w-0 flex-1 basis-60">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
