"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Icon, type IconName } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import { useSearch } from "@/components/ui/use-search";
import { PALETTE_WORDS, type PaletteProps } from "./command-palette";

const KIND_ICONS: Readonly<Record<string, IconName>> = {
  contact: "user",
  payout: "out",
  collection: "in",
  transaction: "pulse",
};

const ACTIONS: readonly { href: string; label: string; icon: IconName }[] = [
  { href: "/payouts/new", label: "New payout", icon: "plus" },
  { href: "/collections/new", label: "Ask for money", icon: "plus" },
  { href: "/contacts/new", label: "New contact", icon: "plus" },
];

/** What opens from the search field: people and payments first, then places. */
export function PaletteWindow({
  search,
  destinations,
  hidden = [],
  isOpen,
  onOpenChange,
}: PaletteProps & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const query = text.trim();
  const { progress, options } = useSearch(query, search);
  const go = (href: string) => {
    onOpenChange(false);
    setText("");
    router.push(href);
  };
  const matches = (label: string) => label.toLowerCase().includes(query.toLowerCase());
  const places = [...destinations, ...ACTIONS.filter(({ href }) => !hidden.includes(href))].filter(
    ({ label }) => matches(label),
  );

  return (
    <Base.Root open={isOpen} onOpenChange={(open) => onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          aria-label="Search the desk"
          className="fixed inset-x-2 top-2 z-50 mx-auto max-w-[600px] overflow-hidden rounded-xl border border-line-strong bg-surface shadow-pop outline-none sm:top-[12vh]"
        >
          <Command shouldFilter={false} label="Search the desk" loop>
            <div className="flex items-center gap-2.5 border-b border-line px-4 text-dim">
              <Icon name="search" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={PALETTE_WORDS}
                className="h-12 flex-1 bg-transparent text-md text-text outline-none"
              />
              <Kbd>Esc</Kbd>
            </div>
            <Command.List className="max-h-[min(420px,70dvh)] overflow-y-auto p-1.5 text-sm [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-dim">
              <Said>{saidOf(query, progress, options.length)}</Said>
              {options.length > 0 && (
                <Command.Group heading="People and payments">
                  {options.map((hit) => (
                    <Line
                      key={hit.href}
                      value={hit.href}
                      icon={KIND_ICONS[hit.kind] ?? "arrow"}
                      onSelect={go}
                    >
                      <span className="min-w-0 truncate">{hit.label}</span>
                      <span className="ml-auto min-w-0 truncate text-xs text-dim">{hit.detail}</span>
                    </Line>
                  ))}
                </Command.Group>
              )}
              {places.length > 0 && (
                <Command.Group heading="Places">
                  {places.map(({ href, label, icon }) => (
                    <Line key={href} value={href} icon={icon} onSelect={go}>
                      {label}
                    </Line>
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function saidOf(query: string, progress: string, found: number): string | null {
  if (query === "") return null;
  if (progress === "searching") return "Searching…";
  if (progress === "failed") return "The search did not answer. Type again to retry.";
  return found === 0 ? `No contact or payment matches “${query}”.` : null;
}

const Said = ({ children }: { children: string | null }) => (
  <p role="status" className="px-2.5 text-xs text-dim not-empty:py-2">
    {children}
  </p>
);

const Line = ({
  value,
  icon,
  onSelect,
  children,
}: {
  value: string;
  icon: IconName;
  onSelect: (href: string) => void;
  children: ReactNode;
}) => (
  <Command.Item
    value={value}
    onSelect={() => onSelect(value)}
    className="flex min-h-[34px] cursor-pointer items-center gap-2.5 rounded-[var(--radius)] px-2.5 py-1.5 aria-selected:bg-accent-soft max-sm:min-h-11"
  >
    <Icon name={icon} className="text-dim" />
    {children}
  </Command.Item>
);
