"use client";
import { parseAsString, useQueryStates } from "nuqs";
import { useState, useTransition } from "react";
import { FilterChip, FilterChoice } from "@/components/data-table/filter-chip";
import type { IconName } from "@/components/ui/icon";

export type Choice = { readonly value: string; readonly label: string };

/** One of a few values, kept under `param` in the list's address. Another choice begins at the list's beginning. */
export function ChoiceFilter({
  param,
  name,
  icon,
  hotkey,
  value,
  choices,
  anyLabel,
}: {
  param: "by" | "deed" | "view" | "about";
  name: string;
  icon: IconName;
  hotkey: { readonly key: string; readonly label: string };
  /** What the list is asked for; null while it is off. */
  value: string | null;
  choices: readonly Choice[];
  anyLabel: string;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [, startTransition] = useTransition();
  const [, setSearch] = useQueryStates(
    { [param]: parseAsString, after: parseAsString, before: parseAsString },
    { history: "push", shallow: false, startTransition },
  );
  const choose = (next: string | null) => {
    void setSearch({ [param]: next, after: null, before: null });
    setIsOpen(false);
  };
  return (
    <FilterChip
      name={name}
      offName={name}
      icon={icon}
      value={value === null ? null : (choices.find((one) => one.value === value)?.label ?? value)}
      onClear={() => choose(null)}
      hotkey={hotkey}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
    >
      <div className="max-h-[320px] overflow-y-auto">
        <FilterChoice isChosen={value === null} onChoose={() => choose(null)}>
          {anyLabel}
        </FilterChoice>
        {choices.map(({ value: one, label }) => (
          <FilterChoice key={one} isChosen={one === value} onChoose={() => choose(one)}>
            {label}
          </FilterChoice>
        ))}
      </div>
    </FilterChip>
  );
}
