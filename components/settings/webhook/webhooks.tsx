"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readDesk } from "@/components/intents/read-desk";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { JetpayWebhook } from "@/lib/domain/webhook";
import type { WebhookActions } from "./webhook-actions";
import { WebhookCard } from "./webhook-card";
import { RegisterDialog } from "./webhook-dialogs";
import { type WebhooksAnswer, WEBHOOKS_KEY } from "./webhooks-answer";

/** Asked of Jetpay, so not more often than a person looks. */
const AGAIN_MS = 30_000;
/** While a delivery is on its way. */
const SOON_MS = 5_000;

const isBusy = (answer: WebhooksAnswer | undefined) =>
  answer?.webhooks?.some(({ state }) => state === "dispatching") === true;

type Known = WebhooksAnswer & { readonly webhooks: NonNullable<WebhooksAnswer["webhooks"]> };
const isKnown = (answer: WebhooksAnswer | undefined): answer is Known =>
  answer !== undefined && answer.webhooks !== null;

/** What is registered at Jetpay, asked of it as long as somebody looks. */
export function Webhooks({ callbackUrl, actions }: { callbackUrl: string; actions: WebhookActions | null }) {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: WEBHOOKS_KEY,
    queryFn: ({ signal }) => readDesk<WebhooksAnswer>("/api/jetpay-webhooks", signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (isBusy(state.data) ? SOON_MS : AGAIN_MS),
  });
  // What was told last stays, with its time, and a dialog that is open on it.
  const [last, setLast] = useState<Known | null>(null);
  if (isKnown(data) && data !== last) setLast(data);
  const shown = isKnown(data) ? data : last;
  const problem = error?.message ?? data?.problem ?? null;
  return (
    <div className="flex flex-col gap-3" aria-busy={isFetching}>
      {problem !== null && (
        <Unreachable problem={problem} isPending={isFetching} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Waiting />}
      {shown && (
        <Registered
          webhooks={shown.webhooks}
          newestEventId={shown.newestEventId}
          {...{ callbackUrl, actions }}
        />
      )}
      {shown && (
        <p className="flex flex-wrap items-center gap-x-2 text-xs text-faint">
          <span>
            Asked of Jetpay <RelativeTime at={shown.at} />.
          </span>
          <button
            type="button"
            onClick={() => void refetch()}
            disabled={isFetching}
            className="rounded-[3px] text-accent hover:underline disabled:opacity-60"
          >
            Ask again
          </button>
        </p>
      )}
    </div>
  );
}

const Unreachable = ({
  problem,
  isPending,
  onRetry,
}: {
  problem: string;
  isPending: boolean;
  onRetry: () => void;
}) => (
  <Callout
    meaning="bad"
    isAlert
    title="Jetpay could not be asked"
    actions={
      <Button icon="retry" isPending={isPending} onClick={onRetry}>
        Ask again
      </Button>
    }
  >
    {problem} What is registered right now is not known; nothing was changed. Events that Jetpay sends are
    still taken.
  </Callout>
);

const Waiting = () => (
  <div className="flex flex-col gap-3 rounded-lg border border-line p-4">
    <Loading label="Asking Jetpay…" />
    <Skeleton className="w-2/3" />
    <Skeleton className="w-1/2" />
    <Skeleton className="w-1/3" />
  </div>
);

function Registered({
  webhooks,
  newestEventId,
  callbackUrl,
  actions,
}: {
  webhooks: readonly JetpayWebhook[];
  newestEventId: string | null;
  callbackUrl: string;
  actions: WebhookActions | null;
}) {
  const [isRegistering, setIsRegistering] = useState(false);
  const isOurs = (webhook: JetpayWebhook) => webhook.callbackUrl === callbackUrl;
  const sorted = webhooks.toSorted((a, b) => Number(isOurs(b)) - Number(isOurs(a)));
  return (
    <>
      {!webhooks.some(isOurs) && (
        <Callout
          meaning="attention"
          title="This desk is not registered at Jetpay"
          actions={
            actions !== null && (
              <Button variant="go" icon="link" onClick={() => setIsRegistering(true)}>
                Register webhook
              </Button>
            )
          }
        >
          No event comes here, so screens do not change by themselves.
          {actions === null && " An administrator can register it."}
        </Callout>
      )}
      {isRegistering && actions !== null && (
        <RegisterDialog
          register={actions.register}
          onClose={() => setIsRegistering(false)}
          {...{ callbackUrl, newestEventId }}
        />
      )}
      {sorted.map((webhook) => (
        <WebhookCard
          key={webhook.identifier}
          isOurs={isOurs(webhook)}
          {...{ webhook, newestEventId, actions }}
        />
      ))}
    </>
  );
}
