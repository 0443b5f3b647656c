"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Confirm } from "@/components/intents/confirm";
import { type Fact, Facts } from "@/components/payments/facts";
import { Reference } from "@/components/payments/reference";
import { Badge } from "@/components/payments/state-badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Chip } from "@/components/ui/chip";
import type { JetpayWebhook } from "@/lib/domain/webhook";
import type { WebhookActions } from "./webhook-actions";
import { ReplayDialog, SizesDialog } from "./webhook-dialogs";
import { WEBHOOKS_KEY } from "./webhooks-answer";
import { batchWords, progressOf, stateOf, waitWords } from "./words";

type Props = {
  webhook: JetpayWebhook;
  /** Whether it sends to this desk. */
  isOurs: boolean;
  newestEventId: string | null;
  /** Null for those who only look. */
  actions: WebhookActions | null;
};

/** One webhook as Jetpay tells it, and what can be done about it. */
export function WebhookCard({ webhook, isOurs, newestEventId, actions }: Props) {
  const { word, icon, meaning, means, todo } = stateOf(webhook.state);
  return (
    <article
      aria-label={`Webhook ${webhook.callbackUrl ?? webhook.identifier}`}
      className="overflow-hidden rounded-lg border border-line"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3.5 py-2.5">
        <h3 className="min-w-0 font-mono text-xs break-all">{webhook.callbackUrl ?? "address not told"}</h3>
        <span className="flex items-center gap-2 sm:ml-auto">
          {isOurs && <Chip>this desk</Chip>}
          <Badge meaning={meaning} icon={icon} title={`Jetpay’s word: ${webhook.state ?? "none"}`}>
            {word}
          </Badge>
        </span>
      </header>
      <div className="flex flex-col gap-3 p-3.5">
        <p className="text-sm">{means}</p>
        {todo !== null && isOurs && (
          <Callout meaning={meaning} title="What to do">
            {todo}
          </Callout>
        )}
        {!isOurs && (
          <p className="text-sm text-dim">
            This one sends to another address, perhaps another program of the company. It is shown so that
            nothing is a surprise.
          </p>
        )}
        <Facts label="About this webhook" facts={factsOf(webhook, isOurs, newestEventId)} />
        {actions !== null && <Deeds {...{ webhook, isOurs, newestEventId, actions }} />}
      </div>
    </article>
  );
}

function factsOf(webhook: JetpayWebhook, isOurs: boolean, newestEventId: string | null): Fact[] {
  const { lastSentEventId, maxBatchSize, maxWaitSeconds, identifier } = webhook;
  const { tone, words } = progressOf(webhook, newestEventId);
  const sent = <span className="font-mono text-xs">{lastSentEventId ?? "–"}</span>;
  return [
    {
      label: "Last event sent",
      icon: "pulse",
      tone: isOurs && tone === "attention" ? "warn" : "plain",
      text: isOurs ? (
        <>
          {lastSentEventId !== null && <>{sent} · </>}
          {words}
        </>
      ) : (
        sent
      ),
      link: isOurs ? { href: "/events?view=events", label: "events" } : null,
    },
    { label: "Events at once", icon: "table", text: batchWords(maxBatchSize) },
    { label: "Longest wait", icon: "clock", text: waitWords(maxWaitSeconds) },
    { label: "Identifier", icon: "link", text: <Reference text={identifier} label="webhook" /> },
  ];
}

function Deeds({ webhook, isOurs, newestEventId, actions }: Props & { actions: WebhookActions }) {
  const [open, setOpen] = useState<"replay" | "sizes" | null>(null);
  const queries = useQueryClient();
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap gap-2">
      {isOurs && (
        <Button icon="undo" onClick={() => setOpen("replay")}>
          Replay events
        </Button>
      )}
      {isOurs && (
        <Button icon="gear" onClick={() => setOpen("sizes")}>
          Change sizes
        </Button>
      )}
      <Confirm
        button="Delete"
        title={isOurs ? "Delete this desk’s webhook?" : "Delete the webhook of another address?"}
        description={isOurs ? ourLoss(newestEventId) : theirLoss(webhook)}
        yes="Delete the webhook"
        no="Keep it"
        done="The webhook was deleted"
        act={async () => {
          const answer = await actions.remove({ identifier: webhook.identifier });
          if (answer.ok) await queries.invalidateQueries({ queryKey: WEBHOOKS_KEY });
          return answer;
        }}
      />
      {open === "replay" && (
        <ReplayDialog
          replay={actions.replay}
          webhook={webhook}
          newestEventId={newestEventId}
          onClose={close}
        />
      )}
      {open === "sizes" && <SizesDialog change={actions.change} webhook={webhook} onClose={close} />}
    </div>
  );
}

const ourLoss = (newestEventId: string | null): string =>
  `Jetpay stops sending events here at once. Payments go on, but no screen of this desk learns of them until a webhook is registered again. ${
    newestEventId === null
      ? "What happens meanwhile comes with a replay then."
      : `What happens meanwhile comes if it is registered with a replay from event ${newestEventId}.`
  }`;

const theirLoss = ({ callbackUrl }: JetpayWebhook): string =>
  `Whatever listens at ${callbackUrl ?? "that address"} hears nothing from Jetpay any more. This desk is not touched. Ask whose it is first.`;
