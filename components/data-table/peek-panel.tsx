"use client";
import type { ReactNode } from "react";
import { ButtonLink, IconButton } from "@/components/ui/button";

/** A look at the row under the cursor beside the list. It follows the cursor and leaves the keyboard with the list. */
export const PeekPanel = ({
  href,
  onClose,
  children,
}: {
  href: string;
  onClose: () => void;
  children: ReactNode;
}) => (
  <aside
    aria-label="Peek"
    className="absolute inset-y-0 right-0 z-20 hidden w-[min(380px,90%)] flex-col border-l border-line bg-bg shadow-pop sm:flex xl:static xl:w-[380px] xl:flex-none xl:shadow-none"
    data-screen-only
  >
    <header className="flex items-center gap-1 border-b border-line px-3 py-1.5">
      <ButtonLink href={href} variant="ghost" icon="arrow" kbd="Enter">
        Open
      </ButtonLink>
      <IconButton name="close" label="Close the peek (Space)" onClick={onClose} className="ml-auto" />
    </header>
    <div aria-live="polite" className="min-h-0 flex-1 overflow-y-auto px-5 py-4 text-sm">
      {children}
    </div>
  </aside>
);
