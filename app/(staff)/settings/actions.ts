"use server";
import * as merchantAccounts from "@/lib/commands/merchant-accounts";
import * as webhooks from "@/lib/commands/webhooks";
import { FRESH, staffAction } from "@/lib/server/action";
import { webhookDestination } from "@/lib/server/webhook-address";

export const addMerchantAccount = staffAction(
  "merchant_account.edit",
  merchantAccounts.AddMerchantAccount,
  merchantAccounts.addMerchantAccount,
);
export const registerWebhook = staffAction(
  "webhook.manage",
  webhooks.RegisterWebhook,
  (ctx, { replayFrom }) => webhooks.registerWebhook(ctx, { ...webhookDestination(), replayFrom }),
  FRESH,
);
export const changeWebhook = staffAction(
  "webhook.manage",
  webhooks.ChangeWebhook,
  (ctx, input) =>
    webhooks.changeWebhook(ctx, { ...input, callbackApiKey: webhookDestination().callbackApiKey }),
  FRESH,
);
export const replayEvents = staffAction(
  "webhook.manage",
  webhooks.ReplayEvents,
  webhooks.replayEvents,
  FRESH,
);
export const deleteWebhook = staffAction(
  "webhook.manage",
  webhooks.DeleteWebhook,
  webhooks.deleteWebhook,
  FRESH,
);
