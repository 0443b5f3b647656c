export const CARD_STATES = [
  "sending",
  "pending",
  "active",
  "failed",
  "unknown",
  "refused",
  "not_sent",
] as const;
export type CardState = (typeof CARD_STATES)[number];

/** How staff name a card: "Visa ending in 4242". Jetpay may tell neither brand nor digits. */
export function cardName({ brand, lastFour }: { brand: string | null; lastFour: string | null }): string {
  const known = brand === null || brand.trim() === "" ? "Card" : capitalised(brand.trim());
  return lastFour === null ? known : `${known} ending in ${lastFour}`;
}

const capitalised = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
