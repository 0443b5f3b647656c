"use server";
import * as collections from "@/lib/commands/collections";
import type { Ctx } from "@/lib/commands/context";
import { Refusal } from "@/lib/domain/refusal";
import { staffAction } from "@/lib/server/action";

/** A declined card is no trouble of the form's: it is an answer, with the reason that the form explains. */
async function declineOf(ctx: Ctx, collectionId: string, error: unknown) {
  if (!(error instanceof Refusal) || error.code !== "jetpay_refused") return null;
  const collection = await ctx.read.collection(collectionId);
  if (collection?.state !== "declined") return null;
  return { collectionId, state: collection.state, declineReason: collection.declineReason };
}

export const askCollection = staffAction(
  "collection.ask",
  collections.AskCollection,
  collections.askCollection,
);
export const collectFromMethod = staffAction(
  "collection.charge",
  collections.CollectFromMethod,
  async (ctx, input) => {
    try {
      return { ...(await collections.collectFromMethod(ctx, input)), declineReason: null };
    } catch (error) {
      const decline = await declineOf(ctx, input.collectionId, error);
      if (decline === null) throw error;
      return decline;
    }
  },
);
export const payCollection = staffAction(
  "collection.charge",
  collections.PayCollection,
  collections.payCollection,
);
export const cancelCollection = staffAction(
  "collection.cancel",
  collections.CancelCollection,
  collections.cancelCollection,
);
