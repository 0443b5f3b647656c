import type { Action } from "@/lib/domain/answer";
import type { JetpayWebhook } from "@/lib/domain/webhook";

/** Where a replay starts, as the actions take it: an event's id, or a moment with its zone. */
export type ReplayStart = { readonly eventId: string } | { readonly since: string };

/** What an administrator may do about the webhook. */
export type WebhookActions = {
  readonly register: Action<{ replayFrom: ReplayStart | null }, { identifier: string }>;
  readonly change: Action<
    { identifier: string; maxBatchSize: number; maxWaitSeconds: number },
    JetpayWebhook
  >;
  readonly replay: Action<
    { identifier: string; from: ReplayStart },
    { webhook: JetpayWebhook; words: string }
  >;
  readonly remove: Action<{ identifier: string }, { identifier: string }>;
};
