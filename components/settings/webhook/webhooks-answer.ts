import type { JetpayWebhook } from "@/lib/domain/webhook";

/** What Jetpay says of its webhooks right now, and what this desk has of their events. */
export type WebhooksAnswer = {
  /** Null when Jetpay did not say; `problem` then says why. */
  readonly webhooks: readonly JetpayWebhook[] | null;
  readonly problem: string | null;
  /** The highest event id that arrived here; null before the first. */
  readonly newestEventId: string | null;
  /** ISO 8601. */
  readonly at: string;
};

export const WEBHOOKS_KEY = ["jetpay-webhooks"] as const;
