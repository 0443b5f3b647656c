"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ActionProblem } from "@/components/intents/action-problem";
import { type Problem, useAction } from "@/components/intents/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { BATCH_SIZE, type JetpayWebhook, WAIT_S } from "@/lib/domain/webhook";
import { ReplayFields, useReplayChoice } from "./replay-fields";
import type { WebhookActions } from "./webhook-actions";
import { WEBHOOKS_KEY } from "./webhooks-answer";
import { REPLAY_MEANS } from "./words";

type Close = { readonly onClose: () => void };

/** Says what was done, looks at Jetpay anew and closes. */
function useDone(onClose: () => void) {
  const queries = useQueryClient();
  return (words: string) => {
    onClose();
    toast.success(words);
    void queries.invalidateQueries({ queryKey: WEBHOOKS_KEY });
  };
}

const hasFields = (problem: Problem | null) => problem !== null && Object.keys(problem.fields).length > 0;

function FormDialog({
  title,
  description,
  submit,
  isPending,
  problem,
  send,
  onClose,
  children,
}: Close & {
  title: string;
  description?: string;
  submit: string;
  isPending: boolean;
  problem: Problem | null;
  send: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={description}
      actions={
        <>
          <Button variant="go" type="submit" form="webhook-form" isPending={isPending}>
            {submit}
          </Button>
          <DialogClose>
            <Button variant="ghost">Leave it</Button>
          </DialogClose>
        </>
      }
    >
      <form
        id="webhook-form"
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {problem !== null && !hasFields(problem) && <ActionProblem problem={problem} />}
        {children}
      </form>
    </Dialog>
  );
}

const NO_START: Problem = {
  code: "bad_input",
  message: "Say where to start.",
  fields: {
    "replayFrom.eventId": "Type the id of an event, such as 45678.",
    "replayFrom.since": "Choose a date and a time.",
    "from.eventId": "Type the id of an event, such as 45678.",
    "from.since": "Choose a date and a time.",
  },
  reference: null,
};

/** Tells Jetpay where to send events. Done twice, it stays one webhook. */
export function RegisterDialog({
  register,
  callbackUrl,
  newestEventId,
  onClose,
}: Close & Pick<WebhookActions, "register"> & { callbackUrl: string; newestEventId: string | null }) {
  const choice = useReplayChoice(newestEventId === null ? "none" : "event", newestEventId);
  const done = useDone(onClose);
  const { run, isPending, problem, setProblem } = useAction(register, {
    done: () => done("Jetpay sends its events here now"),
  });
  const send = () => {
    const replayFrom = choice.start();
    if (replayFrom === undefined) setProblem(NO_START);
    else run({ replayFrom });
  };
  return (
    <FormDialog
      title="Register this desk at Jetpay"
      submit="Register webhook"
      {...{ isPending, problem, send, onClose }}
    >
      <p className="text-sm">
        Jetpay will send every event to <span className="font-mono text-xs break-all">{callbackUrl}</span>
      </p>
      <ReplayFields
        choice={choice}
        kinds={["none", "event", "time"]}
        newestEventId={newestEventId}
        onChange={() => setProblem(null)}
        problems={{
          eventId: problem?.fields["replayFrom.eventId"],
          since: problem?.fields["replayFrom.since"],
        }}
      />
      {choice.kind !== "none" && <Callout icon="undo">{REPLAY_MEANS}</Callout>}
    </FormDialog>
  );
}

/** Asks Jetpay for events once more. */
export function ReplayDialog({
  replay,
  webhook: { identifier },
  newestEventId,
  onClose,
}: Close & Pick<WebhookActions, "replay"> & { webhook: JetpayWebhook; newestEventId: string | null }) {
  const choice = useReplayChoice("event", newestEventId);
  const [told, setTold] = useState<string | null>(null);
  const queries = useQueryClient();
  const { run, isPending, problem, setProblem } = useAction(replay, {
    done: ({ words }) => {
      setTold(words);
      void queries.invalidateQueries({ queryKey: WEBHOOKS_KEY });
    },
  });
  const send = () => {
    const from = choice.start();
    if (from === undefined || from === null) setProblem(NO_START);
    else run({ identifier, from });
  };
  if (told !== null)
    return (
      <Dialog
        isOpen
        onOpenChange={(isOpen) => !isOpen && onClose()}
        title="The replay was asked for"
        actions={
          <DialogClose>
            <Button variant="go">Done</Button>
          </DialogClose>
        }
      >
        <Callout meaning="good" isAlert>
          {told}
        </Callout>
      </Dialog>
    );
  return (
    <FormDialog title="Replay events" submit="Ask for the replay" {...{ isPending, problem, send, onClose }}>
      <Callout icon="undo">{REPLAY_MEANS}</Callout>
      <ReplayFields
        choice={choice}
        kinds={["event", "time"]}
        newestEventId={newestEventId}
        onChange={() => setProblem(null)}
        problems={{ eventId: problem?.fields["from.eventId"], since: problem?.fields["from.since"] }}
      />
    </FormDialog>
  );
}

const wholeIn = (text: string, { least, most }: { readonly least: number; readonly most: number }) => {
  const number = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
};

/** How many events come at once, and how long a lone one may wait. */
export function SizesDialog({
  change,
  webhook: { identifier, maxBatchSize, maxWaitSeconds },
  onClose,
}: Close & Pick<WebhookActions, "change"> & { webhook: JetpayWebhook }) {
  const [size, setSize] = useState(String(maxBatchSize ?? BATCH_SIZE.most));
  const [wait, setWait] = useState(String(maxWaitSeconds ?? WAIT_S.least));
  const done = useDone(onClose);
  const { run, isPending, problem, setProblem } = useAction(change, {
    done: () => done("Jetpay keeps to the new sizes"),
  });
  const send = () => {
    const sizes = { maxBatchSize: wholeIn(size, BATCH_SIZE), maxWaitSeconds: wholeIn(wait, WAIT_S) };
    const { maxBatchSize: batch, maxWaitSeconds: seconds } = sizes;
    if (batch !== null && seconds !== null)
      return run({ identifier, maxBatchSize: batch, maxWaitSeconds: seconds });
    const range = ({ least, most }: { least: number; most: number }) =>
      `A whole number from ${least} to ${most}.`;
    setProblem({
      code: "bad_input",
      message: "Look at the fields below.",
      fields: {
        ...(batch === null ? { maxBatchSize: range(BATCH_SIZE) } : {}),
        ...(seconds === null ? { maxWaitSeconds: range(WAIT_S) } : {}),
      },
      reference: null,
    });
  };
  return (
    <FormDialog
      title="Delivery sizes"
      description="A delivery goes out as soon as one of the two is reached."
      submit="Change sizes"
      {...{ isPending, problem, send, onClose }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="Events in one delivery"
          inputMode="numeric"
          value={size}
          error={problem?.fields["maxBatchSize"]}
          onChange={({ target }) => {
            setSize(target.value);
            setProblem(null);
          }}
          hint={`${BATCH_SIZE.least} to ${BATCH_SIZE.most}. With 1, no event waits for another.`}
        />
        <TextField
          label="Longest wait, seconds"
          inputMode="numeric"
          value={wait}
          error={problem?.fields["maxWaitSeconds"]}
          onChange={({ target }) => {
            setWait(target.value);
            setProblem(null);
          }}
          hint={`${WAIT_S.least} to ${WAIT_S.most}. Screens are at most this late.`}
        />
      </div>
    </FormDialog>
  );
}
