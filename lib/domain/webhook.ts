/** Where and how Jetpay sends its events, as Jetpay tells it. Its extra key is never shown. */
export type JetpayWebhook = {
  readonly identifier: string;
  readonly callbackUrl: string | null;
  /** Jetpay's own word: `active`, `scheduled`, `dispatching`, `backing_off`, `failed`. */
  readonly state: string | null;
  /** The highest event id it has delivered, as a decimal text. After a replay it may be lower than before, or not. */
  readonly lastSentEventId: string | null;
  readonly maxBatchSize: number | null;
  readonly maxWaitSeconds: number | null;
};

/** Source: Jetpay's guide, "Configuration". Events in one delivery; seconds until a lone event is sent. */
export const BATCH_SIZE = { least: 1, most: 100 } as const;
export const WAIT_S = { least: 60, most: 3_600 } as const;

/** Jetpay has given up delivering to it. */
export const FAILED_WEBHOOK = "failed";
