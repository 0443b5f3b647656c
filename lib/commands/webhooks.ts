import { z } from "zod";
import { Refusal } from "../domain/refusal";
import type { Ctx } from "./context";

/** Nothing of it comes from the page: the desk knows its own address. */
export const RegisterWebhook = z.strictObject({});

/** As many events at once and as little waiting as Jetpay allows. Source: its guide, "Configuration". */
const BATCH = { maxBatchSize: 100, maxWaitSeconds: 60 };

/** Tells Jetpay where to send events, unless it knows already. May be repeated. */
export async function registerWebhook(
  ctx: Ctx,
  { callbackUrl }: { readonly callbackUrl: string },
): Promise<{ identifier: string }> {
  const listed = await ctx.jetpay.listWebhooks();
  if (listed.kind !== "accepted")
    throw new Refusal("jetpay_unreachable", `Jetpay did not list its webhooks: ${listed.words}`);
  const known = listed.value.find((webhook) => webhook.callbackUrl === callbackUrl);
  if (known && known.state !== "failed") return { identifier: known.identifier };
  const made = known
    ? await ctx.jetpay.changeWebhook(known.identifier, BATCH)
    : await ctx.jetpay.registerWebhook({ callbackUrl, ...BATCH });
  if (made.kind !== "accepted")
    throw new Refusal("jetpay_refused", `Jetpay did not take the webhook: ${made.words}`);
  const { identifier } = made.value;
  const entry = {
    deed: "webhook.manage",
    subject: { kind: "webhook", id: identifier },
    after: { callbackUrl, ...BATCH },
  };
  await ctx.audited(entry, (writes) => writes.notify(["events"]));
  return { identifier };
}
