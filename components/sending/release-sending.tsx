"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextareaField } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { Action } from "@/lib/domain/answer";

const LONGEST_REASON = 500;

/** Lets calls to Jetpay leave again, once somebody has said what was put right. */
export function ReleaseSending({ release }: { release: Action<{ reason: string }, unknown> }) {
  const router = useRouter();
  const formId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { run, isPending, problem } = useAction(release, {
    done: () => {
      setIsOpen(false);
      toast.success("Sending goes on. What waited leaves by itself.");
      router.refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run({ reason });
  };
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>Release sending</Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="Release sending?"
        description="Everything that waited is sent to Jetpay at once. Release it only when the cause is gone."
        actions={
          <>
            <Button variant="go" type="submit" form={formId} isPending={isPending}>
              Release sending
            </Button>
            <DialogClose>
              <Button>Keep it paused</Button>
            </DialogClose>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
          {problem !== null && problem.fields["reason"] === undefined && <ActionProblem problem={problem} />}
          <TextareaField
            label="Reason"
            hint="Say what was put right. It is kept in the audit trail."
            error={problem?.fields["reason"]}
            value={reason}
            maxLength={LONGEST_REASON}
            onChange={({ target }) => setReason(target.value)}
          />
        </form>
      </Dialog>
    </>
  );
}
