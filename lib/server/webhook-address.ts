import { desk } from "../runtime/desk";

/** Where Jetpay reaches this desk. */
export const webhookAddress = (): string => `${desk().settings.appUrl}/api/webhooks/jetpay`;
