"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/intents/use-action";
import { toast } from "@/components/ui/toast";
import type { PersonRow } from "@/lib/db/people-rows";
import { formatCentsPlain } from "@/lib/domain/money";
import { FormDialog } from "./form-dialog";
import { PowerFields, readPower, sentPower, type TypedPower } from "./power-fields";
import type { StaffActions } from "./staff-actions";
import { effectWords, powerFrom } from "./words";

const typed = (cents: string | null) => (cents === null ? "" : formatCentsPlain(BigInt(cents)));

/** Another role or other limits for somebody. */
export function ChangePower({
  person,
  change,
  hasSecond,
  onClose,
}: {
  person: PersonRow;
  change: StaffActions["change"];
  hasSecond: boolean;
  onClose: () => void;
}) {
  const router = useRouter();
  const { id: staffId, name, version } = person;
  const [value, setValue] = useState<TypedPower>({
    role: person.role,
    most: typed(person.mostCents),
    day: typed(person.dayCents),
  });
  // What was on the screen when the dialog opened is what is changed, whatever came in meanwhile.
  const [seenVersion] = useState(version);
  const { run, isPending, problem, setProblem } = useAction(change, {
    done: ({ outcome }) => {
      onClose();
      toast.success(
        outcome === "done" ? `${name} has it now` : `Proposed. A second administrator decides on ${name}.`,
      );
      router.refresh();
    },
  });
  return (
    <FormDialog
      title={`What ${name} may do`}
      submit="Change it"
      effect={effectWords(powerFrom(person), readPower(value), hasSecond)}
      isPending={isPending}
      problem={problem}
      send={() => run({ staffId, version: seenVersion, ...sentPower(value) })}
      onClose={onClose}
    >
      <PowerFields
        value={value}
        problems={problem?.fields ?? {}}
        change={(changes) => {
          setValue((before) => ({ ...before, ...changes }));
          setProblem(null);
        }}
      />
    </FormDialog>
  );
}
