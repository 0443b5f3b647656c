import { Refusal } from "../../domain/refusal";
import { FAILED_WEBHOOK, type JetpayWebhook } from "../../domain/webhook";
import type { Ctx } from "../context";
import { replayText, type ReplayEvents, type ReplayFrom } from "./forms";
import { refusalOf, shown, told } from "./told";

const ANEW = "Delete it, then register it anew with a replay from there.";

/**
 * Asks Jetpay to deliver events again. Whether it does so for a webhook it has is an open question of its guide: where it
 * surely does not, a Refusal says what to do instead; where it may not, `words` does. What is known already changes nothing.
 */
export async function replayEvents(
  ctx: Ctx,
  { identifier, from }: ReplayEvents,
): Promise<{ webhook: JetpayWebhook; words: string }> {
  await refuseHole(ctx, from);
  const before = await ctx.jetpay.getWebhook(identifier);
  if (before.kind !== "accepted") throw refusalOf(before);
  const answer = await ctx.jetpay.changeWebhook(identifier, { replayFrom: from });
  if (answer.kind === "refused" && answer.status !== 404)
    throw new Refusal(
      "jetpay_refused",
      `Jetpay does not replay to a webhook that is there: ${answer.words} ${ANEW}`,
    );
  const after = { from: replayText(from) };
  const webhook = shown(await told(ctx, { did: "replayed", identifier, after }, answer));
  if (before.value.state === FAILED_WEBHOOK && webhook.state === FAILED_WEBHOOK)
    throw new Refusal(
      "jetpay_refused",
      `Jetpay took this, but the webhook is still failed, so nothing will be delivered. ${ANEW}`,
    );
  return {
    webhook,
    words: `Jetpay took it. Should no delivery come within the hour, it does not replay to a webhook that is there. ${ANEW}`,
  };
}

/** A start after what has arrived would leave out what is still on its way. */
async function refuseHole(ctx: Ctx, from: ReplayFrom): Promise<void> {
  const newest = await ctx.work.newestEvent();
  if (newest === null) return;
  const isAfter = "eventId" in from ? from.eventId > newest.id : from.createdAt > newest.createdAt;
  if (!isAfter) return;
  const words = `The newest event here is ${newest.id}. Start there or before: what is on its way would be left out.`;
  throw new Refusal("bad_input", words, { ["eventId" in from ? "from.eventId" : "from.since"]: words });
}
