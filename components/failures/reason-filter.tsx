"use client";
import { parseAsString, useQueryStates } from "nuqs";
import { type FormEvent, useState, useTransition } from "react";
import { FilterChip, FilterChoice } from "@/components/data-table/filter-chip";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { parseAsReason } from "@/lib/url/list";
import type { ToldFailure } from "./told";

/** Another reason begins at the list's beginning. */
const SEARCH = { reason: parseAsReason, after: parseAsString, before: parseAsString };

/** Each reason among the rows once, with how it is told. */
function reasonsIn(rows: readonly ToldFailure[]): [reason: string, words: string][] {
  const found = new Map<string, string>();
  for (const row of rows) if (row.reason !== null) found.set(row.reason, row.told.short);
  return [...found];
}

/** Jetpay's own word for why, kept as `reason` in the list's address; `R` opens it. Offers what the rows at hand say. */
export function ReasonFilter({ rows }: { rows: readonly ToldFailure[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const [, startTransition] = useTransition();
  const [{ reason }, setSearch] = useQueryStates(SEARCH, {
    history: "push",
    shallow: false,
    startTransition,
  });
  const reasons = reasonsIn(rows);
  const choose = (next: string | null) => {
    void setSearch({ reason: next, after: null, before: null });
    setIsOpen(false);
  };
  return (
    <FilterChip
      name="Reason"
      offName="Reason"
      icon="filter"
      value={reason === null ? null : (reasons.find(([word]) => word === reason)?.[1] ?? reason)}
      onClear={() => choose(null)}
      hotkey={{ key: "r", label: "Choose a reason" }}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
    >
      {reasons.length > 0 && (
        <div className="max-h-[260px] overflow-y-auto">
          <p className="px-2 pt-1.5 pb-1 text-xs text-dim">On this page</p>
          {reasons.map(([word, words]) => (
            <FilterChoice key={word} isChosen={word === reason} onChoose={() => choose(word)}>
              {words} <span className="font-mono text-xs text-faint">{word}</span>
            </FilterChoice>
          ))}
        </div>
      )}
      <Typed key={reason} reason={reason} hasLine={reasons.length > 0} onChoose={choose} />
    </FilterChip>
  );
}

function Typed({
  reason,
  hasLine,
  onChoose,
}: {
  reason: string | null;
  hasLine: boolean;
  onChoose: (reason: string | null) => void;
}) {
  const [typed, setTyped] = useState(reason ?? "");
  const show = (event: FormEvent) => {
    event.preventDefault();
    onChoose(typed.trim() === "" ? null : typed.trim());
  };
  return (
    <form
      onSubmit={show}
      className={`flex flex-col gap-2 px-2 pt-2.5 pb-2 ${hasLine ? "mt-1 border-t border-line" : ""}`}
    >
      <TextField
        label="Jetpay’s own word"
        value={typed}
        maxLength={100}
        onChange={({ target }) => setTyped(target.value)}
        hint="As Jetpay writes it, e.g. account_frozen."
        spellCheck={false}
        inputClassName="font-mono"
      />
      <div className="flex items-center gap-2">
        <Button type="submit">Show this reason</Button>
        {reason !== null && (
          <Button variant="ghost" onClick={() => onChoose(null)}>
            Any reason
          </Button>
        )}
      </div>
    </form>
  );
}
