"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import { useKeys } from "@/components/ui/keys";
import { later } from "@/components/ui/later";
import { Opening } from "@/components/ui/opening";
import type { Destination } from "./destinations";

export type SearchHit = {
  readonly kind: string;
  readonly label: string;
  readonly detail: string;
  readonly href: string;
};
export type SearchDesk = (query: string) => Promise<readonly SearchHit[]>;
export type PaletteProps = {
  readonly search: SearchDesk;
  readonly destinations: readonly Destination[];
  readonly hidden?: readonly string[];
};

export const PALETTE_WORDS = "Find a contact, payment, reference…";

const usePart = later(() => import("./palette-window"));

/** The search field of the top bar, and the keys that go places. */
export function CommandPalette(props: PaletteProps) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const part = usePart(isOpen);
  const open = () => setIsOpen(true);
  useKeys([
    { key: "/", label: "Search the desk", run: open },
    { key: "mod+k", label: "Search the desk", run: open },
    ...props.destinations.map(({ key, label, href }) => ({
      key: `g ${key}`,
      label: `Go to ${label.toLowerCase()}`,
      run: () => router.push(href),
    })),
  ]);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={({ currentTarget }) => {
          currentTarget.focus(); // Safari does not, and the keyboard comes back to where it was
          open();
        }}
        className="flex h-[30px] min-w-0 items-center gap-2 rounded-[var(--radius)] border border-line bg-surface px-2.5 text-left text-sm text-faint hover:border-line-strong max-sm:size-10 max-sm:flex-none max-sm:justify-center sm:w-[360px] sm:shrink"
      >
        <Icon name="search" />
        <span className="truncate max-sm:sr-only">{PALETTE_WORDS}</span>
        <span className="ml-auto max-sm:hidden" aria-hidden>
          <Kbd>/</Kbd>
        </span>
      </button>
      {isOpen && part === null && <Opening />}
      {part && <part.PaletteWindow {...props} isOpen={isOpen} onOpenChange={setIsOpen} />}
    </>
  );
}
