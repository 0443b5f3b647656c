"use client";
import { type ReactNode, useId } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import type { Problem } from "@/components/intents/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";

/** A short form in front of the page, with what its button will do said beneath its fields. */
export function FormDialog({
  title,
  description,
  submit,
  effect,
  isPending,
  problem,
  send,
  onClose,
  children,
}: {
  title: string;
  description?: string;
  submit: string;
  effect: string;
  isPending: boolean;
  problem: Problem | null;
  send: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const formId = useId();
  const hasFields = problem !== null && Object.keys(problem.fields).length > 0;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={description}
      actions={
        <>
          <Button variant="go" type="submit" form={formId} isPending={isPending}>
            {submit}
          </Button>
          <DialogClose>
            <Button variant="ghost">Leave it</Button>
          </DialogClose>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        method="post"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {problem !== null && !hasFields && <ActionProblem problem={problem} />}
        {children}
        <p aria-live="polite" className="text-xs text-dim">
          {effect}
        </p>
      </form>
    </Dialog>
  );
}
