"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAction } from "@/components/intents/use-action";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { FormDialog } from "./form-dialog";
import { JoinLinkDialog } from "./join-link-dialog";
import { PowerFields, readPower, sentPower, type TypedPower } from "./power-fields";
import type { JoinLink, StaffActions } from "./staff-actions";
import { invitationWords } from "./words";

type Typed = TypedPower & { readonly email: string; readonly name: string };
const BLANK: Typed = { email: "", name: "", role: "viewer", most: "", day: "" };

/** Asks who is invited as what, then shows the link. */
export function InvitePerson({ invite, hasSecond }: { invite: StaffActions["invite"]; hasSecond: boolean }) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [value, setValue] = useState(BLANK);
  const [made, setMade] = useState<{ joining: JoinLink; name: string } | null>(null);
  const { run, isPending, problem, setProblem } = useAction(invite, {
    done: (joining) => {
      setMade({ joining, name: value.name.trim() });
      setValue(BLANK);
      setIsOpen(false);
      router.refresh();
    },
  });
  const change = (changes: Partial<Typed>) => {
    setValue((before) => ({ ...before, ...changes }));
    setProblem(null);
  };
  return (
    <>
      <AliveFields>
        <Button icon="plus" onClick={() => setIsOpen(true)}>
          Invite somebody
        </Button>
      </AliveFields>
      {isOpen && (
        <FormDialog
          title="Invite somebody"
          description="You get a link to give to them. By it they choose a password, within 72 hours."
          submit="Make the link"
          effect={invitationWords(readPower(value), hasSecond)}
          isPending={isPending}
          problem={problem}
          send={() => run({ email: value.email, name: value.name, ...sentPower(value) })}
          onClose={() => setIsOpen(false)}
        >
          <TextField
            label="E-mail"
            type="email"
            value={value.email}
            error={problem?.fields["email"]}
            onChange={({ target }) => change({ email: target.value })}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
          />
          <TextField
            label="Name"
            value={value.name}
            error={problem?.fields["name"]}
            onChange={({ target }) => change({ name: target.value })}
            hint="As colleagues will read it."
            maxLength={200}
          />
          <PowerFields value={value} change={change} problems={problem?.fields ?? {}} />
        </FormDialog>
      )}
      {made !== null && <JoinLinkDialog {...made} onClose={() => setMade(null)} />}
    </>
  );
}
