"use server";
import * as merchantAccounts from "@/lib/commands/merchant-accounts";
import * as webhooks from "@/lib/commands/webhooks";
import { staffAction } from "@/lib/server/action";
import { webhookAddress } from "@/lib/server/webhook-address";

export const addMerchantAccount = staffAction(
  "merchant_account.edit",
  merchantAccounts.AddMerchantAccount,
  merchantAccounts.addMerchantAccount,
);
export const registerWebhook = staffAction("webhook.manage", webhooks.RegisterWebhook, (ctx) =>
  webhooks.registerWebhook(ctx, { callbackUrl: webhookAddress() }),
);
