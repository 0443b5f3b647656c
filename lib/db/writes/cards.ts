import type { Prisma } from "../generated/client";

type Face = { readonly brand: string | null; readonly lastFour: string | null };

export const cards = (db: Prisma.TransactionClient) => ({
  /**
   * Writes down the card's id at Jetpay and its capture page, or what an event has said of it already: whichever of the
   * two comes second sees the other. False when the card waits for no page any more.
   */
  storeCapture: async (cardId: string, given: { identifier: string; url: string }): Promise<boolean> => {
    await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`card:${given.identifier}`}, 0))`;
    const stored = await db.$executeRaw`
      UPDATE card SET jetpay_id = ${given.identifier}, brand = told.brand, last_four = told.last_four,
        problem = told.reason, capture_url = CASE WHEN told.id IS NULL THEN ${given.url} END,
        state = CASE told.outcome WHEN 'captured' THEN 'active' WHEN 'failed' THEN 'failed' ELSE 'pending' END
      FROM (SELECT 1) AS one LEFT JOIN captured_card told ON told.id = ${given.identifier}
      WHERE card.id = ${cardId}::uuid AND card.state IN ('sending', 'unknown')`;
    return stored === 1;
  },

  /** What a charge tells of a card that nothing was known of. */
  keepCardFace: (cardId: string, { brand, lastFour }: Face) =>
    db.$executeRaw`
      UPDATE card SET brand = coalesce(brand, ${brand}), last_four = coalesce(last_four, ${lastFour})
      WHERE id = ${cardId}::uuid AND (brand IS NULL OR last_four IS NULL)`,
});
