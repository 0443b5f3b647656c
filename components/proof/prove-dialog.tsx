"use client";
import { type FormEvent, useId, useRef, useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import type { Problem } from "@/components/intents/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/input";
import type { ProofKind } from "@/lib/domain/factor";
import { CodeField } from "./code-field";
import type { ProveAction } from "./prove-again";

const UNREACHED: Problem = {
  code: "unexpected",
  message:
    "The desk did not answer. What you were about to do was not done. Try again; if you are asked to sign in, the proof had been taken.",
  fields: {},
  reference: null,
};

/** Asks who is signed in to prove it again. `onClose` is told whether they did. */
export function ProveDialog({
  prove,
  kind,
  onClose,
}: {
  prove: ProveAction;
  kind: ProofKind;
  onClose: (proved: boolean) => void;
}) {
  const formId = useId();
  const typed = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isPending, setIsPending] = useState(false);

  // No transition: what asked for the proof is one that waits for this, and React would show neither until both end.
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsPending(true);
    const answer = await prove({ typed: typed.current?.value ?? "" }).catch(() => null);
    setIsPending(false);
    if (answer?.ok === true) return onClose(true);
    setProblem(answer ?? UNREACHED);
    typed.current?.select();
  };

  const error = problem?.fields["typed"];
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isPending && onClose(false)}
      title="Is it you?"
      description="What you are about to do asks for a fresh proof. It then goes on by itself."
      actions={
        <>
          <Button variant="go" type="submit" form={formId} isPending={isPending}>
            Go on
          </Button>
          <DialogClose>
            <Button>Leave it</Button>
          </DialogClose>
        </>
      }
    >
      <form id={formId} noValidate className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
        {problem !== null && error === undefined && <ActionProblem problem={problem} />}
        {kind === "code" ? (
          <CodeField ref={typed} name="typed" error={error} />
        ) : (
          <TextField
            ref={typed}
            label="Your password"
            name="typed"
            type="password"
            autoComplete="current-password"
            maxLength={1_000}
            error={error}
            autoFocus
          />
        )}
      </form>
    </Dialog>
  );
}
