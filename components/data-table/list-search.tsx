"use client";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useEffect, useRef, useTransition } from "react";
import { Icon } from "@/components/ui/icon";
import { useKeys } from "@/components/ui/keys";

const SEARCH = { q: parseAsString.withDefault(""), after: parseAsString, before: parseAsString };
const PAUSE_MS = 250;

/** Searches the list through `q` in its address, once typing rests; `F` goes to it. */
export function ListSearch({ label, isShallow = false }: { label: string; isShallow?: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const [isPending, startTransition] = useTransition();
  const [{ q }, setSearch] = useQueryStates(SEARCH, {
    history: "replace",
    shallow: isShallow,
    startTransition,
    limitUrlUpdates: debounce(PAUSE_MS),
  });
  useKeys([{ key: "f", label: "Search this list", run: () => field.current?.focus() }]);
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = q;
  }, [q]);
  return (
    <search className="relative w-full sm:w-60">
      <Icon name="search" size={13} className="absolute top-1/2 left-2.5 -translate-y-1/2 text-faint" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        aria-busy={isPending}
        placeholder={label}
        defaultValue={q}
        maxLength={200}
        onChange={({ target }) => void setSearch({ q: target.value || null, after: null, before: null })}
        onKeyDown={({ key }) => key === "Escape" && field.current?.blur()}
        className="h-[28px] w-full rounded-[var(--radius)] border border-control bg-surface pr-2 pl-7 text-xs text-text focus-visible:outline-1 focus-visible:outline-offset-0 max-sm:h-11"
      />
    </search>
  );
}
