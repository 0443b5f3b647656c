"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import type { Action } from "@/lib/domain/answer";

export type AddMerchantAccountAction = Action<{ merchantAccountId: string; name: string }, unknown>;

const BLANK = { merchantAccountId: "", name: "" };

/** Tells the desk of one of the marketplace's own accounts at Jetpay. */
export function MerchantAccountForm({ add }: { add: AddMerchantAccountAction }) {
  const router = useRouter();
  const [filled, setFilled] = useState(BLANK);
  const { run, isPending, problem, setProblem } = useAction(add, {
    done: () => {
      setFilled(BLANK);
      toast.success("The merchant account was added");
      router.refresh();
    },
  });
  const change = (changes: Partial<typeof BLANK>) => {
    setFilled((before) => ({ ...before, ...changes }));
    setProblem(null);
  };
  const hasFields = problem !== null && Object.keys(problem.fields).length > 0;
  return (
    <form
      noValidate
      method="post"
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        run({ merchantAccountId: filled.merchantAccountId.trim(), name: filled.name });
      }}
    >
      {problem !== null && !hasFields && <ActionProblem problem={problem} />}
      <AliveFields>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Identifier"
            value={filled.merchantAccountId}
            error={problem?.fields["merchantAccountId"]}
            onChange={({ target }) => change({ merchantAccountId: target.value })}
            hint="From Jetpay’s own site: Settings, Bank Accounts."
            spellCheck={false}
            inputClassName="font-mono"
          />
          <TextField
            label="Name"
            value={filled.name}
            error={problem?.fields["name"]}
            onChange={({ target }) => change({ name: target.value })}
            hint="What colleagues call it."
            maxLength={80}
          />
        </div>
        <div>
          <Button type="submit" icon="plus" isPending={isPending}>
            Add merchant account
          </Button>
        </div>
      </AliveFields>
    </form>
  );
}
