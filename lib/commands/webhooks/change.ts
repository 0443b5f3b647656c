import type { JetpayWebhook } from "../../domain/webhook";
import type { Ctx } from "../context";
import type { ChangeWebhook, DeleteWebhook } from "./forms";
import { shown, told } from "./told";

/** Changes how many events come at once and how long a lone one waits, and tells Jetpay our key as it is now set. */
export async function changeWebhook(
  ctx: Ctx,
  {
    identifier,
    maxBatchSize,
    maxWaitSeconds,
    callbackApiKey,
  }: ChangeWebhook & { readonly callbackApiKey: string | null },
): Promise<JetpayWebhook> {
  const sizes = { maxBatchSize, maxWaitSeconds };
  const { jetpay } = ctx;
  const withKey =
    callbackApiKey === null ? null : await jetpay.changeWebhook(identifier, { ...sizes, callbackApiKey });
  // a Jetpay that changes nothing but the sizes may refuse the key, and then has changed nothing
  const answer =
    withKey === null || (withKey.kind === "refused" && withKey.status !== 404)
      ? await jetpay.changeWebhook(identifier, sizes)
      : withKey;
  return shown(await told(ctx, { did: "changed", identifier, after: sizes }, answer));
}

/** Ends all deliveries to it. Events are kept at Jetpay and here. */
export async function deleteWebhook(
  ctx: Ctx,
  { identifier }: DeleteWebhook,
): Promise<{ identifier: string }> {
  const answer = await ctx.jetpay.deleteWebhook(identifier);
  await told(ctx, { did: "deleted", identifier, after: {} }, answer);
  return { identifier };
}
