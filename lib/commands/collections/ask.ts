import { z } from "zod";
import type { StaffCtx } from "../context";
import { addCollection, CollectionForm, payer } from "./add";
import { answerFor, type CollectionAnswer } from "./answer";
import { sendCollection } from "./send";

export const AskCollection = z.object(CollectionForm);
export type AskCollection = z.infer<typeof AskCollection>;

/** Asks a customer for money by a payment link. The same form sent twice asks once. */
export async function askCollection(ctx: StaffCtx, input: AskCollection): Promise<CollectionAnswer> {
  const contact = await payer(ctx, input.contactId);
  await addCollection(ctx, "collection.ask", contact, input, { method: "link" });
  return answerFor(ctx, input.collectionId, await sendCollection(ctx, input.collectionId));
}
