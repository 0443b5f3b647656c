import { z } from "zod";
import { Id } from "../../domain/ids";
import { referenceFrom } from "../../domain/reference";
import { Refusal } from "../../domain/refusal";
import type { Ctx, StaffCtx } from "../context";
import { addOnce } from "../once";
import { send, type Outcome } from "../send";
import { usedBefore } from "./used-before";

export const CaptureCard = z.object({ cardId: Id, contactId: Id });
export type CaptureCard = z.infer<typeof CaptureCard>;

export const NOBODY_SAW =
  "Nobody has seen this page, so no card can have been captured. A new page may be asked for at once.";

/**
 * Asks Jetpay for a page on which a customer's card is typed, once. The same form sent twice gives the same page; a page
 * that was used or has expired is replaced by asking under a new id. What became of the card is told by an event.
 */
export async function captureCard(
  ctx: StaffCtx,
  { cardId, contactId }: CaptureCard,
): Promise<{ cardId: string; captureUrl: string }> {
  const contactJetpayId = await customerAt(ctx, contactId);
  const added = await addOnce(
    ctx,
    { deed: "method.add", subject: { kind: "card", id: cardId }, after: { contactId } },
    (writes) =>
      writes.addCard({
        id: cardId,
        contactId,
        state: "not_sent",
        askedAt: ctx.now(),
        askedBy: ctx.actor.id,
      }),
  );
  if (!added && (await ctx.work.cardOrder(cardId))?.contactId !== contactId) throw usedBefore();
  const outcome = await askForPage(ctx, { cardId, contactId, contactJetpayId });
  return { cardId, captureUrl: await pageOf(ctx, cardId, outcome) };
}

async function customerAt(ctx: Ctx, contactId: string): Promise<string> {
  const contact = await ctx.work.contactOrder(contactId);
  if (contact === null) throw new Refusal("not_found", "This contact is not there any more.");
  if (!contact.isCustomer)
    throw new Refusal("bad_input", `${contact.name} is not a customer, so there is no card to charge.`, {
      contactId: "Only a customer can have a card.",
    });
  if (contact.jetpayId === null)
    throw new Refusal("not_ready", "Jetpay does not know this contact yet, so it cannot be given a card.");
  return contact.jetpayId;
}

type Asked = { readonly cardId: string; readonly contactId: string; readonly contactJetpayId: string };

function askForPage(ctx: Ctx, { cardId, contactId, contactJetpayId }: Asked): Promise<Outcome> {
  const reference = referenceFrom(ctx.random(6));
  return send(ctx, {
    kind: "card",
    id: cardId,
    reference,
    request: { contactId: contactJetpayId },
    tries: 0,
    topics: ["contacts", "overview", "failures", `contact:${contactId}`],
    begin: (writes) => writes.moveIntent("card", cardId, ["not_sent"], "sending", null),
    call: () => ctx.jetpay.captureCard(contactJetpayId, { reference }),
    accepted: async (writes, page) => {
      await writes.storeCapture(cardId, page);
    },
    refused: (writes, { words }) =>
      writes.moveIntent("card", cardId, ["sending", "unknown"], "refused", words),
    putBack: (writes) =>
      writes.moveIntent(
        "card",
        cardId,
        ["sending", "unknown"],
        "not_sent",
        "Jetpay gave no page. Ask again.",
      ),
    lost: (writes, words) =>
      writes.moveIntent("card", cardId, ["sending"], "unknown", `${words} ${NOBODY_SAW}`),
  });
}

async function pageOf(ctx: Ctx, cardId: string, outcome: Outcome): Promise<string> {
  const card = await ctx.work.cardOrder(cardId);
  if (card?.captureUrl != null) return card.captureUrl;
  if (outcome === "not_sent")
    throw new Refusal(
      "jetpay_unreachable",
      "Jetpay gave no page just now, and nothing was changed. Try again in a moment.",
    );
  if (outcome === "paused")
    throw new Refusal(
      "sending_paused",
      "Sending to Jetpay is paused, so no page was asked for. Try again once it is released.",
    );
  if (card?.state === "refused")
    throw new Refusal("jetpay_refused", `Jetpay refused this: ${card.problem ?? "it gave no reason"}`);
  if (card?.state === "unknown" || outcome === "unknown")
    throw new Refusal("outcome_unknown", `Jetpay’s answer did not come. ${NOBODY_SAW}`);
  if (card?.state === "sending")
    throw new Refusal("changed_meanwhile", "This page is being asked for already. Look again in a moment.");
  throw new Refusal("already_exists", "This page was used already. Ask for a new one.");
}
