"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { classes } from "./classes";
import { IconButton } from "./button";
import type { DialogProps } from "./dialog";

const FADE = "transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0";

/** What `Dialog` opens. */
export const DialogWindow = ({
  title,
  description,
  children,
  actions,
  isOpen,
  onOpenChange,
  isWide = false,
}: Omit<DialogProps, "trigger"> & Required<Pick<DialogProps, "isOpen" | "onOpenChange">>) => (
  <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
    <Base.Portal>
      <Base.Backdrop className={classes("fixed inset-0 z-40 bg-scrim", FADE)} />
      <Base.Popup
        className={classes(
          "fixed inset-x-0 bottom-0 z-50 flex max-h-[90dvh] flex-col rounded-t-xl border border-line-strong bg-surface shadow-pop outline-none",
          "sm:inset-x-auto sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:max-h-[76vh] sm:-translate-x-1/2 sm:rounded-xl",
          isWide ? "sm:w-[min(760px,calc(100vw-48px))]" : "sm:w-[min(480px,calc(100vw-48px))]",
          FADE,
        )}
      >
        <header className="flex items-start gap-3 px-5 pt-4 pb-1">
          <div className="min-w-0 flex-1">
            <Base.Title className="text-md font-semibold tracking-[-0.01em]">{title}</Base.Title>
            {description !== undefined && (
              <Base.Description className="mt-1 text-sm text-dim">{description}</Base.Description>
            )}
          </div>
          <Base.Close render={<IconButton name="close" label="Close" className="-mt-1 -mr-2" />} />
        </header>
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 pt-3 pb-4">{children}</div>
        {actions !== undefined && (
          <footer className="flex flex-wrap items-center gap-2 rounded-b-xl border-t border-line bg-bg px-5 py-3">
            {actions}
          </footer>
        )}
      </Base.Popup>
    </Base.Portal>
  </Base.Root>
);
