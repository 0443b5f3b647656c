import { desk } from "../runtime/desk";

/** Where Jetpay reaches this desk. */
export const webhookAddress = (): string => `${desk().settings.appUrl}/api/webhooks/jetpay`;

/** The address, and the extra key that Jetpay is to send there with every delivery. Nothing of it comes from a page. */
export const webhookDestination = (): {
  readonly callbackUrl: string;
  readonly callbackApiKey: string | null;
} => ({ callbackUrl: webhookAddress(), callbackApiKey: desk().settings.jetpay.webhookApiKey });
