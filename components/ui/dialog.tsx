"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactElement, ReactNode } from "react";
import { classes } from "./classes";
import { IconButton } from "./button";

type DialogProps = {
  readonly title: ReactNode;
  /** One sentence under the title, read out with it. */
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the foot, the next step first. */
  readonly actions?: ReactNode;
  /** The button that opens it. Leave out when `isOpen` is given. */
  readonly trigger?: ReactElement;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  readonly isWide?: boolean;
};

const FADE = "transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0";

/** A question or a form in front of the page. Keeps the keyboard inside, closes with Escape, gives the focus back. */
export function Dialog({
  title,
  description,
  children,
  actions,
  trigger,
  isOpen,
  onOpenChange,
  isWide = false,
}: DialogProps) {
  return (
    <Base.Root
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange ? { onOpenChange: (open: boolean) => onOpenChange(open) } : {})}
    >
      {trigger && <Base.Trigger render={trigger} />}
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
}

/** Closes the dialog around it; give it the button to show. */
export const DialogClose = ({ children }: { children: ReactElement }) => <Base.Close render={children} />;
