"use client";
import { DataTable } from "@/components/data-table/data-table";
import { PeriodFilter } from "@/components/data-table/period-filter";
import type { AuditRow } from "@/lib/db/audit/rows";
import type { Page } from "@/lib/db/rows";
import { actorWords } from "@/lib/domain/audit-words";
import type { AuditSearch } from "@/lib/url/audit";
import { AUDIT_COLUMNS, AuditCard, AuditPeek } from "./audit-columns";
import { ChoiceFilter, type Choice } from "./choice-filter";
import { NoEntries } from "./no-entries";

const COLLEAGUES: Choice = { value: "staff", label: "Any colleague" };
const OTHERS: readonly Choice[] = ["jetpay", "clock", "setup"].map((actorKind) => ({
  value: actorKind,
  label: actorWords({ actorKind, actorName: null }),
}));
const OUTCOMES: readonly Choice[] = [
  { value: "done", label: "Done" },
  { value: "refused", label: "Refused" },
];

/** Who did what to what and when, refusals too. */
export function AuditTable({
  page,
  search,
  people,
  deeds,
}: {
  page: Page<AuditRow>;
  search: AuditSearch;
  people: readonly { readonly id: string; readonly name: string }[];
  deeds: readonly string[];
}) {
  const who = [COLLEAGUES, ...people.map(({ id, name }) => ({ value: id, label: name })), ...OTHERS];
  return (
    <DataTable
      name="audit"
      noun={["entry", "entries"]}
      columns={AUDIT_COLUMNS}
      page={page}
      sort={search.sort}
      href={({ id }) => `/settings/audit/${id}`}
      card={(row) => <AuditCard row={row} />}
      peek={(row) => <AuditPeek row={row} />}
      toolbar={
        <>
          <ChoiceFilter
            param="by"
            name="Who"
            icon="user"
            hotkey={{ key: "w", label: "Choose who did it" }}
            value={search.by ?? null}
            choices={who}
            anyLabel="Anybody"
          />
          <ChoiceFilter
            param="deed"
            name="Deed"
            icon="filter"
            hotkey={{ key: "d", label: "Choose a deed" }}
            value={search.deed ?? null}
            choices={deeds.map((deed) => ({ value: deed, label: deed }))}
            anyLabel="Any deed"
          />
          <ChoiceFilter
            param="view"
            name="Outcome"
            icon="check"
            hotkey={{ key: "o", label: "Choose an outcome" }}
            value={search.view === "all" ? null : search.view}
            choices={OUTCOMES}
            anyLabel="Any outcome"
          />
          <PeriodFilter name="Recorded" />
          {search.about != null && (
            <ChoiceFilter
              param="about"
              name="About"
              icon="info"
              hotkey={{ key: "b", label: "Choose what it is about" }}
              value={search.about}
              choices={[{ value: search.about, label: search.about.replace(":", " ") }]}
              anyLabel="Anything"
            />
          )}
        </>
      }
      empty={<NoEntries search={search} who={who} />}
    />
  );
}
