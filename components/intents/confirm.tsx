"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { AliveFields } from "@/components/ui/alive-fields";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ActionAnswer } from "@/lib/domain/answer";
import { ActionProblem } from "./action-problem";
import { useAction } from "./use-action";

/** A step that cannot be taken back: a button, and the question it asks first. */
export function Confirm({
  button,
  title,
  description,
  yes,
  no,
  done,
  act,
}: {
  button: string;
  title: string;
  description: string;
  yes: string;
  no: string;
  /** Told when it is done. */
  done: string;
  act: () => Promise<ActionAnswer<unknown>>;
}) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const { run, isPending, problem } = useAction(act, {
    done: () => {
      setIsOpen(false);
      toast.success(done);
      router.refresh();
    },
  });
  return (
    <>
      <AliveFields>
        <Button onClick={() => setIsOpen(true)}>{button}</Button>
      </AliveFields>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={title}
        description={description}
        actions={
          <>
            <Button variant="no" isPending={isPending} onClick={() => run(undefined)}>
              {yes}
            </Button>
            <DialogClose>
              <Button>{no}</Button>
            </DialogClose>
          </>
        }
      >
        {problem !== null && <ActionProblem problem={problem} />}
      </Dialog>
    </>
  );
}
