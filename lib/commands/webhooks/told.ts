import { Refusal } from "../../domain/refusal";
import type { JetpayWebhook } from "../../domain/webhook";
import type { Answer } from "../../jetpay/answer";
import type { Webhook } from "../../jetpay/wire";
import type { Ctx } from "../context";

type Deed = {
  readonly did: "registered" | "changed" | "replayed" | "deleted";
  /** Null where Jetpay gives it in its answer. */
  readonly identifier: string | null;
  readonly after: Readonly<Record<string, string | number>>;
};

/** Writes down what was asked of Jetpay, if it may have been done, and throws a Refusal unless it surely was. */
export async function told<Value extends object>(
  ctx: Ctx,
  { did, identifier, after }: Deed,
  answer: Answer<Value>,
): Promise<Value> {
  if (answer.kind === "accepted" || answer.kind === "unknown") {
    const given = answer.kind === "accepted" ? identifierIn(answer.value) : null;
    const entry = {
      deed: "webhook.manage",
      subject: { kind: "webhook", id: identifier ?? given ?? "-" },
      reason: answer.kind === "accepted" ? did : `${did}, as far as anybody knows`,
      after,
    };
    await ctx.audited(entry, (writes) => writes.notify(["events"]));
  }
  if (answer.kind === "accepted") return answer.value;
  throw refusalOf(answer);
}

const identifierIn = (value: object): string | null =>
  "identifier" in value && typeof value.identifier === "string" ? value.identifier : null;

export function refusalOf(answer: Exclude<Answer<unknown>, { kind: "accepted" }>): Refusal {
  switch (answer.kind) {
    case "refused":
      return answer.status === 404
        ? new Refusal("not_found", "Jetpay does not know this webhook any more. Look at the list again.")
        : new Refusal("jetpay_refused", `Jetpay refused this: ${answer.words}`);
    case "not_sent":
      return new Refusal(
        "jetpay_unreachable",
        `Jetpay did not take this, so nothing was done: ${answer.words}`,
      );
    case "unknown":
      return new Refusal(
        "outcome_unknown",
        "Jetpay did not answer, so it may or may not be done. Look at the list before you repeat it.",
      );
  }
}

export const shown = (webhook: Webhook): JetpayWebhook => ({
  identifier: webhook.identifier,
  callbackUrl: webhook.callbackUrl,
  state: webhook.state,
  lastSentEventId: webhook.lastSentEventId === null ? null : `${webhook.lastSentEventId}`,
  maxBatchSize: webhook.maxBatchSize,
  maxWaitSeconds: webhook.maxWaitSeconds,
});
