import { progressOf } from "../../domain/transaction";
import type { Ctx } from "../context";

/**
 * What Jetpay made of a request to cancel.
 * - `cancelled`: it is.
 * - `standing`: it is surely not, for the reason in `words`.
 * - `not_asked`: Jetpay was not reached.
 * - `unknown`: nobody can tell.
 */
export type Cancelling =
  | { readonly kind: "cancelled" }
  | { readonly kind: "standing" | "not_asked" | "unknown"; readonly words: string };

/**
 * Asks Jetpay to cancel a debit. May be repeated: a "no" may mean that an earlier request, whose answer was lost, has
 * cancelled it already, so the status is read before a "no" is believed. A status that Jetpay refuses too, because it
 * knows no such transaction, is a second "no".
 */
export async function cancelDebit(ctx: Ctx, transactionId: string, reference: string): Promise<Cancelling> {
  const answer = await ctx.jetpay.cancelTransaction(transactionId, { reference });
  if (answer.kind === "accepted") return { kind: "cancelled" };
  if (answer.kind === "not_sent") return { kind: "not_asked", words: answer.words };
  if (answer.kind === "unknown") return { kind: "unknown", words: answer.words };
  const status = await ctx.jetpay.transactionStatus(transactionId, { reference });
  if (status.kind === "unknown" || status.kind === "not_sent")
    return { kind: "unknown", words: answer.words };
  const isCancelled =
    status.kind === "accepted" &&
    progressOf(status.value.state, ctx.unknowns.cancelledStates) === "cancelled";
  return isCancelled ? { kind: "cancelled" } : { kind: "standing", words: answer.words };
}
