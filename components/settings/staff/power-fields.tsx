"use client";
import { MoneyField } from "@/components/ui/money-field";
import { SelectField } from "@/components/ui/select";
import { may, ROLE_WORDS, ROLES, type Role } from "@/lib/domain/deeds";
import { parseCents } from "@/lib/domain/money";
import type { Power } from "@/lib/domain/power";
import type { FieldProblems } from "@/lib/domain/refusal";
import type { PowerInput } from "./staff-actions";
import { ROLE_MEANS } from "./words";

/** What is typed about somebody's power. */
export type TypedPower = { readonly role: Role; readonly most: string; readonly day: string };

const approves = (role: Role) => may(role, "payout.approve");

/** Limits belong to those who approve; what was typed for another role is not sent. */
export const sentPower = ({ role, most, day }: TypedPower): PowerInput =>
  approves(role) ? { role, most, day } : { role, most: "", day: "" };

/** As far as it can be read already. */
export const readPower = (typed: TypedPower): Power => {
  const { most, day } = sentPower(typed);
  return { role: typed.role, mostCents: parseCents(most), dayCents: parseCents(day) };
};

/** A role, and for those who approve, how far it reaches. */
export function PowerFields({
  value,
  change,
  problems,
}: {
  value: TypedPower;
  change: (changes: Partial<TypedPower>) => void;
  problems: FieldProblems;
}) {
  return (
    <>
      <SelectField
        label="Role"
        hint={ROLE_MEANS[value.role]}
        error={problems["role"]}
        value={value.role}
        onChange={({ target }) => change({ role: ROLES.find((role) => role === target.value) ?? value.role })}
        options={ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] }))}
      />
      {approves(value.role) && (
        <div className="grid gap-4 sm:grid-cols-2">
          <MoneyField
            label="Largest payout they may approve"
            hint="Empty means no limit."
            verb="Up to"
            isOptional
            error={problems["most"]}
            defaultValue={value.most}
            onCents={(_, most) => change({ most })}
          />
          <MoneyField
            label="Total they may approve in a day"
            hint="Empty means no limit. Days are in UTC."
            verb="Up to"
            isOptional
            error={problems["day"]}
            defaultValue={value.day}
            onCents={(_, day) => change({ day })}
          />
        </div>
      )}
    </>
  );
}
