import { Refusal } from "../../domain/refusal";
import { BATCH_SIZE, FAILED_WEBHOOK, WAIT_S } from "../../domain/webhook";
import type { Ctx } from "../context";
import { replayText, type ReplayFrom } from "./forms";
import { listWebhooks } from "./list";
import { told } from "./told";

/** As many events at once and as little waiting as Jetpay allows. */
const BATCH = { maxBatchSize: BATCH_SIZE.most, maxWaitSeconds: WAIT_S.least };

type Registration = {
  readonly callbackUrl: string;
  /** What Jetpay sends back to us in a header of its own. Null: nothing. */
  readonly callbackApiKey: string | null;
  readonly replayFrom?: ReplayFrom | null;
};

/** Tells Jetpay where to send events, unless it knows already. May be repeated. */
export async function registerWebhook(
  ctx: Ctx,
  { callbackUrl, callbackApiKey, replayFrom = null }: Registration,
): Promise<{ identifier: string }> {
  const isHere = ({ callbackUrl: known }: { callbackUrl: string | null }) => known === callbackUrl;
  const known = (await listWebhooks(ctx)).find(isHere);
  if (known && known.state !== FAILED_WEBHOOK) {
    if (replayFrom === null) return { identifier: known.identifier };
    throw new Refusal("already_exists", "This address is registered already. Replay its events there.");
  }
  const settings = {
    ...BATCH,
    ...(callbackApiKey === null ? {} : { callbackApiKey }),
    ...(replayFrom === null ? {} : { replayFrom }),
  };
  const after = {
    callbackUrl,
    ...BATCH,
    ...(replayFrom === null ? {} : { replayFrom: replayText(replayFrom) }),
  };
  if (known) {
    const { identifier } = known;
    const revived = await ctx.jetpay.changeWebhook(identifier, settings);
    const { state } = await told(ctx, { did: "changed", identifier, after }, revived);
    if (state !== FAILED_WEBHOOK) return { identifier };
    throw new Refusal(
      "jetpay_refused",
      "Jetpay has given up on this webhook and does not start it again. Delete it, then register it anew with a replay from the last event that arrived.",
    );
  }
  const made = await ctx.jetpay.registerWebhook({ callbackUrl, ...settings });
  const twin = made.kind === "unknown" ? (await listWebhooks(ctx)).find(isHere) : undefined;
  const answer = twin ? ({ kind: "accepted", status: 200, value: twin } as const) : made;
  const { identifier } = await told<{ identifier: string }>(
    ctx,
    { did: "registered", identifier: null, after },
    answer,
  );
  return { identifier };
}
