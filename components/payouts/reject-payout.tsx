"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextareaField } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { PayoutDetail } from "@/lib/db/rows";
import type { PayoutActions } from "./actions";
import { paidWords } from "./words";

const LONGEST_REASON = 500;

/** Says no, with a reason that the maker reads. */
export function RejectPayout({
  payout,
  reject,
}: {
  payout: PayoutDetail;
  reject: NonNullable<PayoutActions["reject"]>;
}) {
  const router = useRouter();
  const formId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { run, isPending, problem } = useAction(reject, {
    done: () => {
      setIsOpen(false);
      toast.success(`Rejected ${payout.reference}. ${payout.makerName} can read why.`);
      router.refresh();
    },
  });
  const { id: payoutId, version, seal } = payout;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run({ payoutId, version, seal, reason });
  };
  return (
    <>
      <Button variant="no" hotkey="r" hotkeyLabel="Reject this payout" onClick={() => setIsOpen(true)}>
        Reject
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={`Reject ${payout.reference}?`}
        description={`${paidWords(payout)}, will not be paid. It cannot be approved afterwards; ${payout.makerName} can make a new one.`}
        actions={
          <>
            <Button variant="no" type="submit" form={formId} isPending={isPending}>
              Reject this payout
            </Button>
            <DialogClose>
              <Button>Keep it waiting</Button>
            </DialogClose>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
          {problem !== null && problem.fields["reason"] === undefined && <ActionProblem problem={problem} />}
          <TextareaField
            label="Reason"
            hint={`${payout.makerName} reads this. Say what to change.`}
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
