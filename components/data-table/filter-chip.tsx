"use client";
import type { ComponentProps, ReactNode } from "react";
import { classes } from "@/components/ui/classes";
import { Icon, type IconName } from "@/components/ui/icon";
import { useKeys } from "@/components/ui/keys";
import { later } from "@/components/ui/later";
import { Opening } from "@/components/ui/opening";
import { useOpener } from "@/components/ui/use-opener";

const PART =
  "inline-flex h-[28px] items-center gap-1.5 border bg-surface text-xs text-text -outline-offset-1 hover:bg-sunken max-sm:h-11";

const usePart = later(() => import("./filter-popover"));

/**
 * A filter of a list: a quiet button while it is off; while it is on, a chip that opens what it is set with, and a cross
 * that takes it off.
 */
export function FilterChip({
  name,
  offName,
  icon,
  value,
  onClear,
  hotkey,
  isOpen,
  onOpenChange,
  children,
}: {
  /** What is filtered by, e.g. "Completed". */
  name: string;
  /** What the button says while it is off, e.g. "Period". */
  offName: string;
  icon: IconName;
  /** What it is set to, e.g. "20 Nov"; null while it is off. */
  value: string | null;
  onClear: () => void;
  hotkey: { readonly key: string; readonly label: string };
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  useKeys([{ ...hotkey, run: () => onOpenChange(true) }]);
  const { opened, standIn } = useOpener("dialog", { isOpen, onOpenChange });
  const part = usePart(isOpen);
  const isOn = value !== null;
  const button: ComponentProps<"button"> = {
    type: "button",
    "aria-keyshortcuts": hotkey.key,
    className: classes(
      PART,
      "min-w-0 px-2",
      isOn
        ? "rounded-l-[var(--radius)] border-line-strong"
        : "rounded-[var(--radius)] border-dashed border-line-strong text-dim! hover:text-text!",
    ),
    children: (
      <>
        <Icon name={icon} size={13} className="text-dim" />
        <span className={isOn ? "text-dim" : ""}>{isOn ? name : offName}</span>
        {isOn && <span className="truncate font-medium">{value}</span>}
        {isOn && <Icon name="chevron-down" size={11} className="text-faint" />}
      </>
    ),
  };
  return (
    <span className="inline-flex max-w-full">
      {part === null ? (
        <>
          <button {...button} {...standIn} />
          {isOpen && <Opening />}
        </>
      ) : (
        <part.FilterPopover name={name} {...opened} trigger={<button {...button} />}>
          {children}
        </part.FilterPopover>
      )}
      {isOn && (
        <button
          type="button"
          aria-label={`Take off the filter ${name} ${value}`}
          onClick={onClear}
          className={classes(
            PART,
            "-ml-px justify-center rounded-r-[var(--radius)] border-line-strong px-1.5 text-dim! hover:text-text! max-sm:px-3.5",
          )}
        >
          <Icon name="close" size={11} />
        </button>
      )}
    </span>
  );
}

/** One ready choice inside a filter. */
export const FilterChoice = ({
  isChosen,
  onChoose,
  children,
  detail,
}: {
  isChosen: boolean;
  onChoose: () => void;
  children: ReactNode;
  detail?: ReactNode;
}) => (
  <button
    type="button"
    aria-pressed={isChosen}
    onClick={onChoose}
    className="flex w-full items-center gap-2 rounded-[var(--radius)] px-2 py-1.5 text-left -outline-offset-2 hover:bg-accent-soft focus-visible:bg-accent-soft max-sm:py-2.5"
  >
    <Icon name="tick" size={13} className={classes("text-accent", !isChosen && "invisible")} />
    <span className="min-w-0 flex-1 truncate">{children}</span>
    {detail !== undefined && <span className="text-xs text-faint tabular-nums">{detail}</span>}
  </button>
);
