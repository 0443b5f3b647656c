"use client";
import { Popover } from "@base-ui/react/popover";
import type { ReactNode } from "react";
import { classes } from "@/components/ui/classes";
import { Icon, type IconName } from "@/components/ui/icon";
import { useKeys } from "@/components/ui/keys";

const PART =
  "inline-flex h-[28px] items-center gap-1.5 border bg-surface text-xs text-text -outline-offset-1 hover:bg-sunken max-sm:h-11";

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
  const isOn = value !== null;
  return (
    <Popover.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <span className="inline-flex max-w-full">
        <Popover.Trigger
          aria-keyshortcuts={hotkey.key}
          className={classes(
            PART,
            "min-w-0 px-2",
            isOn
              ? "rounded-l-[var(--radius)] border-line-strong"
              : "rounded-[var(--radius)] border-dashed border-line-strong text-dim! hover:text-text!",
          )}
        >
          <Icon name={icon} size={13} className="text-dim" />
          <span className={isOn ? "text-dim" : ""}>{isOn ? name : offName}</span>
          {isOn && <span className="truncate font-medium">{value}</span>}
          {isOn && <Icon name="chevron-down" size={11} className="text-faint" />}
        </Popover.Trigger>
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
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-50 outline-none">
          <Popover.Popup className="max-h-(--available-height) w-[264px] max-w-(--available-width) overflow-y-auto rounded-lg border border-line-strong bg-surface p-1 text-sm text-text shadow-pop transition-opacity duration-100 outline-none data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Popover.Title className="sr-only">{name}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
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
