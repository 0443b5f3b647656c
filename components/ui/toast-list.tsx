"use client";
import { useEffect } from "react";
import { toast, Toaster } from "sonner";
import type { Note } from "./toast";

/** The notes at the foot of the window. `take` hands over those not shown yet. */
export function ToastList({ notes, take }: { notes: readonly Note[]; take: () => readonly Note[] }) {
  useEffect(() => {
    for (const { meaning, text } of take()) toast[meaning](text);
  }, [notes, take]);
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
