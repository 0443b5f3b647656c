"use client";
import { useRef } from "react";
import { Combobox } from "@/components/ui/combobox";
import { readDesk } from "./read-desk";
import type { AccountLabel, CardLabel } from "@/lib/db/rows";

export type PayableAccount = AccountLabel & { readonly id: string; readonly holderName: string };
export type ChargeableCard = CardLabel & { readonly id: string };
export type ContactChoice = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly accounts: readonly PayableAccount[];
  /** Left out where nobody has looked for them. */
  readonly cards?: readonly ChargeableCard[];
};

const askFor = (role: "customer" | "vendor", q: string) =>
  readDesk<readonly ContactChoice[]>(`/api/contact-choices?${new URLSearchParams({ q, role }).toString()}`);

/** Finds a contact that can be paid or asked, and yields all that a form needs to know of it. */
export function ContactField({
  kind,
  label,
  value,
  onChange,
  initial,
  error,
}: {
  kind: "customer" | "vendor";
  label: string;
  value: ContactChoice | null;
  onChange: (contact: ContactChoice | null) => void;
  /** Offered before anything is typed. */
  initial: readonly ContactChoice[];
  error: string | undefined;
}) {
  const seen = useRef(new Map(initial.map((choice) => [choice.id, choice])));
  const search = async (q: string) => {
    const choices = await askFor(kind, q);
    for (const choice of choices) seen.current.set(choice.id, choice);
    return choices.map(optionOf);
  };
  return (
    <Combobox
      label={label}
      name="contactId"
      placeholder="Type a name or an e-mail address"
      search={search}
      initial={initial.map(optionOf)}
      value={value === null ? null : optionOf(value)}
      onChange={(option) => onChange(option === null ? null : (seen.current.get(option.id) ?? value))}
      error={error}
    />
  );
}

const optionOf = ({ id, name, email }: ContactChoice) => ({ id, label: name, detail: email });
