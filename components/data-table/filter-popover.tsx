"use client";
import { Popover } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import type { Opened } from "@/components/ui/use-opener";

/** What opens from the chip of a filter. */
export const FilterPopover = ({
  name,
  trigger,
  triggerRef,
  isOpen,
  onOpenChange,
  children,
}: Opened & { name: string; trigger: ReactElement; children: ReactNode }) => (
  <Popover.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
    <Popover.Trigger ref={triggerRef} render={trigger} />
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
