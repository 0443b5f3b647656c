"use client";
import { parseAsString, useQueryStates } from "nuqs";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { readDay } from "@/lib/domain/day";
import { periodSearch } from "@/lib/url/list";
import { FilterChip, FilterChoice } from "./filter-chip";
import { hasPeriod, NO_PERIOD, obstacleToPeriod, type Period, periodWords, presetsAt } from "./period";

/** Another period begins at the list's beginning. */
const SEARCH = { ...periodSearch, after: parseAsString, before: parseAsString };

const isSame = (a: Period, b: Period) => a.from === b.from && a.to === b.to;

/**
 * The days a list is about, kept as `from` and `to` in its address; `P` opens it. `name` says which day of a row counts,
 * e.g. "Completed".
 */
export function PeriodFilter({ name, isShallow = false }: { name: string; isShallow?: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const [now, setNow] = useState(() => new Date());
  const [, startTransition] = useTransition();
  const [{ from, to }, setSearch] = useQueryStates(SEARCH, {
    history: "push",
    shallow: isShallow,
    startTransition,
  });
  const period = { from, to };
  const choose = (next: Period) => {
    void setSearch({ ...next, after: null, before: null });
    setIsOpen(false);
  };
  return (
    <FilterChip
      name={name}
      offName="Period"
      icon="calendar"
      value={periodWords(period, now)}
      onClear={() => choose(NO_PERIOD)}
      hotkey={{ key: "p", label: "Choose a period" }}
      isOpen={isOpen}
      onOpenChange={(open) => {
        setNow(new Date()); // a page may stay open past midnight
        setIsOpen(open);
      }}
    >
      {presetsAt(now).map(({ label, period: preset }) => (
        <FilterChoice
          key={label}
          isChosen={isSame(preset, period)}
          onChoose={() => choose(preset)}
          detail={periodWords(preset, now)}
        >
          {label}
        </FilterChoice>
      ))}
      <Custom key={`${period.from} ${period.to}`} period={period} onChoose={choose} />
    </FilterChip>
  );
}

function Custom({ period, onChoose }: { period: Period; onChoose: (period: Period) => void }) {
  const [from, setFrom] = useState(period.from ?? "");
  const [to, setTo] = useState(period.to ?? "");
  const [problem, setProblem] = useState<string | null>(null);
  const show = (event: FormEvent) => {
    event.preventDefault();
    const next = { from: readDay(from), to: readDay(to) };
    const obstacle = obstacleToPeriod(next);
    setProblem(obstacle);
    if (obstacle === null) onChoose(next);
  };
  return (
    <form
      onSubmit={show}
      noValidate
      className="mt-1 flex flex-col gap-2 border-t border-line px-2 pt-2.5 pb-2"
    >
      <div className="grid gap-2 sm:grid-cols-2">
        <TextField
          label="First day"
          type="date"
          value={from}
          max={to || undefined}
          onChange={({ target }) => setFrom(target.value)}
          inputClassName="px-1.5 text-xs"
        />
        <TextField
          label="Last day"
          type="date"
          value={to}
          min={from || undefined}
          onChange={({ target }) => setTo(target.value)}
          inputClassName="px-1.5 text-xs"
        />
      </div>
      {problem !== null && (
        <p role="alert" className="text-xs text-bad">
          {problem}
        </p>
      )}
      <div className="flex items-center gap-2">
        <Button type="submit">Show these days</Button>
        {hasPeriod(period) && (
          <Button variant="ghost" onClick={() => onChoose(NO_PERIOD)}>
            All days
          </Button>
        )}
      </div>
      <p className="text-xs text-faint">Days begin at midnight UTC. Leave one empty for no limit.</p>
    </form>
  );
}
