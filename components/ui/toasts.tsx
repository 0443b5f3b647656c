"use client";
import { Toaster } from "sonner";

/** Where "Undo" and "Done" appear. Show one with sonner's `toast`. */
export function Toasts() {
  return (
    <Toaster
      position="bottom-right"
      closeButton
      mobileOffset={{ bottom: 76 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex font-sans w-[356px] max-w-full items-center gap-3 rounded-lg border border-line-strong bg-surface px-4 py-3 text-sm text-text shadow-pop",
          title: "font-medium",
          description: "text-dim",
          success: "[&_[data-icon]]:text-good",
          error: "[&_[data-icon]]:text-bad",
          warning: "[&_[data-icon]]:text-attention",
          content: "flex-1",
          actionButton: "rounded-[var(--radius)] border border-line-strong px-2 py-1 font-medium",
          closeButton:
            "order-last grid size-6 place-items-center rounded-[var(--radius)] text-dim hover:bg-sunken [&_svg]:size-3",
        },
      }}
    />
  );
}
