import type { CardDetail } from "@/lib/db/rows";
import { explainFailure } from "@/lib/domain/explanation";

/** A card, and why it cannot be charged, told on the server: the explanations are long. */
export type ToldCard = CardDetail & { readonly whyNot: string };

const CARD: Record<Exclude<CardDetail["state"], "active" | "failed">, string> = {
  sending: "Jetpay is being asked for a page where the card can be typed.",
  pending: "The card was not typed on Jetpay’s page yet, or its result is still on the way.",
  unknown:
    "Jetpay’s answer never came. Nobody has seen its page, so no card was typed there: add the card again.",
  refused: "Jetpay made no page for this card.",
  not_sent: "Jetpay gave no page, so there was nothing to fill in.",
};

/** Why a card cannot be charged, and what helps; empty when it can. */
function cardProblem({ state, problem }: CardDetail, contactName: string): string {
  if (state === "active") return "";
  if (state === "refused" && problem !== null) return `${CARD.refused} In the record: “${problem}”`;
  if (state !== "failed") return CARD[state];
  if (problem === null) return "Jetpay did not say why. Add the card again, or another one.";
  const asCard = { direction: "debit", method: "card", failDirection: null, isReturn: false } as const;
  return explainFailure({ ...asCard, reason: problem, contactName }).headline;
}

export const toldCard = (card: CardDetail, contactName: string): ToldCard => ({
  ...card,
  whyNot: cardProblem(card, contactName),
});
