"use client";
import { useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { useAction } from "@/components/intents/use-action";
import { Reference } from "@/components/payments/reference";
import { Button } from "@/components/ui/button";
import type { Action } from "@/lib/domain/answer";

export type RegisterWebhookAction = Action<Record<string, never>, { identifier: string }>;

/** Tells Jetpay where to send events. Pressed twice, it stays one webhook. */
export function RegisterWebhook({ register }: { register: RegisterWebhookAction }) {
  const [identifier, setIdentifier] = useState<string | null>(null);
  const { run, isPending, problem } = useAction(register, {
    done: (webhook) => setIdentifier(webhook.identifier),
  });
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button icon="link" isPending={isPending} onClick={() => run({})}>
          Register webhook
        </Button>
        <span role="status" className="text-sm text-dim">
          {identifier !== null && (
            <>
              Jetpay sends events here. Its webhook is <Reference text={identifier} label="webhook" />
            </>
          )}
        </span>
      </div>
      {problem !== null && <ActionProblem problem={problem} />}
    </div>
  );
}
