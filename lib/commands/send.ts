import { setTimeout as pause } from "node:timers/promises";
import { leaseFrom, waitBeforeNext, type AttemptStep, type IntentKind } from "../domain/attempt";
import { Refusal } from "../domain/refusal";
import type { Answer } from "../jetpay/answer";
import type { Ctx } from "./context";

export type Outcome = "accepted" | "refused" | "not_sent" | "unknown" | "paused" | "not_due";

/** Jetpay's "no". `declineReason` is set where it was the card's bank that said it. */
export type No = { readonly words: string; readonly declineReason: string | null };

/**
 * One call that creates something or makes money move: what it is for, and how its answer is written down. All of it in
 * one transaction each time.
 */
export type Order<Value extends { identifier: string }> = {
  readonly kind: IntentKind;
  readonly id: string;
  readonly step?: AttemptStep;
  readonly reference: string;
  /** The request without account numbers; only its keyed hash is kept. */
  readonly request: object;
  readonly topics: readonly string[];
  /** Moves the intent into `sending`. False when it is not due, or somebody else has it. */
  readonly begin: (writes: Writes) => Promise<boolean>;
  readonly call: () => Promise<Answer<Value>>;
  readonly accepted: (writes: Writes, value: Value, attemptId: bigint) => Promise<void>;
  readonly refused: (writes: Writes, no: No) => Promise<unknown>;
  readonly putBack: (writes: Writes, words: string, waitS: number | null) => Promise<unknown>;
  readonly lost: (writes: Writes, words: string) => Promise<unknown>;
  readonly tries: number;
};
type Writes = Parameters<Parameters<Ctx["audited"]>[1]>[0];

const PAUSED_BY_TOKEN = "Jetpay refused our token, so nothing more is sent until somebody has looked at it.";

/**
 * Makes one such call at most once. Its attempt is committed before the call and its answer after; what dies in
 * between becomes `unknown` when the lease ends and is never sent again by itself. May be run twice at once or again:
 * only one of them calls.
 */
export async function send<Value extends { identifier: string }>(
  ctx: Ctx,
  order: Order<Value>,
): Promise<Outcome> {
  const begun = await begin(ctx, order);
  if (typeof begun === "string") return begun;
  if (ctx.now() >= begun.lease) return "unknown"; // we slept past our own lease: the sweep has called it unknown
  const answer = await order.call();
  return settlePatiently(ctx, order, begun.attemptId, answer);
}

const SETTLE_TRIES = 5;
const SETTLE_PAUSE_MS = 200;

/**
 * Stores an answer even over a short failure of the database: an identifier that is lost can never be looked up. What
 * cannot be stored as it is becomes `unknown`, with the identifier written down for people.
 */
async function settlePatiently<Value extends { identifier: string }>(
  ctx: Ctx,
  order: Order<Value>,
  attemptId: bigint,
  answer: Answer<Value>,
): Promise<Outcome> {
  const told =
    answer.kind === "accepted" ? `Jetpay gave it the identifier ${answer.value.identifier}` : answer.kind;
  for (let tries = 1; tries < SETTLE_TRIES; tries++) {
    try {
      await settle(ctx, order, attemptId, answer);
      return answer.kind;
    } catch (error) {
      ctx.log.warn(
        { reference: order.reference, told, tries, error: String(error) },
        "an answer was not stored",
      );
      await pause(SETTLE_PAUSE_MS * 2 ** (tries - 1));
    }
  }
  const words = `${told}, but that could not be stored here as ours.`;
  await settle(ctx, order, attemptId, answer.kind === "accepted" ? { kind: "unknown", words } : answer);
  return answer.kind === "accepted" ? "unknown" : answer.kind;
}

const entryFor = (
  {
    kind,
    id,
    step = "create",
    reference,
  }: Pick<Order<{ identifier: string }>, "kind" | "id" | "step" | "reference">,
  deed: string,
) => ({
  deed,
  subject: { kind, id },
  after: { reference, step },
});

class NotBegun extends Error {
  constructor(readonly outcome: "paused" | "not_due") {
    super(outcome);
  }
}

async function begin<Value extends { identifier: string }>(ctx: Ctx, order: Order<Value>) {
  const lease = leaseFrom(ctx.now());
  try {
    return await ctx.audited(entryFor(order, "attempt.begin"), async (writes) => {
      if ((await writes.pausedNow()) !== null) throw new NotBegun("paused");
      if (!(await order.begin(writes))) throw new NotBegun("not_due");
      const attemptId = await writes.beginAttempt({
        kind: order.kind,
        intentId: order.id,
        step: order.step ?? "create",
        reference: order.reference,
        requestHash: ctx.fingerprint(JSON.stringify(order.request)),
        lease,
      });
      if (attemptId === null) throw new NotBegun("not_due");
      await writes.notify(order.topics);
      return { attemptId, lease };
    });
  } catch (error) {
    if (error instanceof NotBegun) return error.outcome;
    throw error;
  }
}

async function settle<Value extends { identifier: string }>(
  ctx: Ctx,
  order: Order<Value>,
  attemptId: bigint,
  answer: Answer<Value>,
): Promise<void> {
  await ctx.audited(entryFor(order, `attempt.${answer.kind}`), async (writes) => {
    const words = answer.kind === "accepted" ? null : answer.words;
    const jetpayId = answer.kind === "accepted" ? answer.value.identifier : null;
    const kept = await writes.finishAttempt(attemptId, answer.kind, { jetpayId, words });
    if (!kept) {
      if (await writes.isStored(attemptId, answer.kind, jetpayId)) return;
      await writes.raiseAlert(
        `late_answer:${attemptId}`,
        `An answer for ${order.reference} came after it was settled.`,
      );
      return;
    }
    if (answer.kind !== "unknown") await writes.clearAlert(`unknown:${order.id}`);
    await write(ctx, order, writes, attemptId, answer);
    await writes.notify(order.topics);
  });
}

async function write<Value extends { identifier: string }>(
  ctx: Ctx,
  order: Order<Value>,
  writes: Writes,
  attemptId: bigint,
  answer: Answer<Value>,
): Promise<void> {
  switch (answer.kind) {
    case "accepted":
      return order.accepted(writes, answer.value, attemptId);
    case "refused":
      await order.refused(writes, answer);
      return;
    case "unknown":
      await order.lost(writes, answer.words);
      if (isSomebodysWork(order.kind))
        await writes.raiseAlert(
          `unknown:${order.id}`,
          `Nobody knows whether Jetpay carried out ${order.reference}.`,
        );
      return;
    case "not_sent": {
      if (answer.reason === "unauthorized") {
        await writes.setPaused(true, PAUSED_BY_TOKEN, null);
        await writes.raiseAlert("token_refused", PAUSED_BY_TOKEN);
      }
      const askedS = answer.retryAfterMs === null ? null : answer.retryAfterMs / 1_000;
      const jitter = (ctx.random(1)[0] ?? 0) / 255;
      await order.putBack(
        writes,
        waitingWords(answer.reason),
        waitBeforeNext(order.tries + 1, jitter, askedS),
      );
    }
  }
}

/** A capture page that nobody has seen moves nothing and captures nothing, whatever became of it. */
export const isSomebodysWork = (kind: IntentKind): boolean => kind !== "card";

const waitingWords = (reason: "rate_limited" | "unauthorized" | "unreachable"): string =>
  ({
    rate_limited: "Jetpay asked us to slow down. It will be sent again by itself.",
    unauthorized: "Jetpay refused our token. Sending is paused.",
    unreachable: "Jetpay could not be reached. It will be sent again by itself.",
  })[reason];

/** What the person who pressed the button is told when the answer was not a yes. */
export function refusalFor(outcome: Outcome, words: string | null): Refusal | null {
  if (outcome === "refused")
    return new Refusal("jetpay_refused", `Jetpay refused this: ${words ?? "it gave no reason"}`);
  if (outcome === "unknown")
    return new Refusal(
      "outcome_unknown",
      "Jetpay did not answer, so nobody knows yet whether it was done. Do not send it again; it is on the list of unknown outcomes.",
    );
  return null;
}
