import { explainFailure } from "../../domain/explanation";
import { Refusal } from "../../domain/refusal";
import type { Ctx } from "../context";
import { refusalFor, type Outcome } from "../send";

export type CollectionAnswer = { readonly collectionId: string; readonly state: string };

/** What the person who sent the form is told. Throws a Refusal unless the money is asked for, on its way, or waits to be. */
export async function answerFor(ctx: Ctx, collectionId: string, outcome: Outcome): Promise<CollectionAnswer> {
  const collection = await ctx.work.collectionOrder(collectionId);
  if (collection === null) throw new Refusal("not_found", "This collection is not there any more.");
  const { state, problem, declineReason, contact } = collection;
  if (state === "declined") throw declined(declineReason, contact.name);
  const refusal = refusalFor(standing(state, outcome), problem);
  if (refusal) throw refusal;
  return { collectionId, state };
}

/** An event may have settled meanwhile what our own call could not tell: the row counts. */
function standing(state: string, outcome: Outcome): Outcome {
  if (state === "refused" || state === "unknown") return state;
  return state === "sending" ? outcome : "accepted";
}

function declined(reason: string | null, contactName: string): Refusal {
  const { headline } = explainFailure({
    direction: "debit",
    method: "card",
    reason,
    failDirection: "pull",
    isReturn: false,
    contactName,
  });
  return new Refusal("jetpay_refused", `The card was declined and nothing was taken. ${headline}`);
}
