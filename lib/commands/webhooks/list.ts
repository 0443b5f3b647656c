import { Refusal } from "../../domain/refusal";
import type { JetpayWebhook } from "../../domain/webhook";
import type { Ctx } from "../context";
import { shown } from "./told";

/** The webhooks that Jetpay knows of this company. Throws Refusal("jetpay_unreachable") when it does not say. */
export async function listWebhooks(ctx: Ctx): Promise<JetpayWebhook[]> {
  const listed = await ctx.jetpay.listWebhooks();
  if (listed.kind === "accepted") return listed.value.map(shown);
  throw new Refusal("jetpay_unreachable", `Jetpay did not list its webhooks: ${listed.words}`);
}
