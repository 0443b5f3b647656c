export type CardResult = "approved" | "declined" | "insufficient_funds";

export type TestCard = {
  readonly number: string;
  /** Why it cannot be captured, or null when it can. */
  readonly capture: string | null;
  /** Why a charge is declined, or null when it is approved. */
  readonly charge: string | null;
  /** What it does on a payment link: `insufficient_funds` is paid first and fails while settling. */
  readonly link: CardResult;
};

/** What a card number asks for; any other valid number does what the first one does. */
export const TEST_CARDS: readonly TestCard[] = [
  { number: "4242424242424242", capture: null, charge: null, link: "approved" },
  { number: "4000000000000002", capture: "card_declined", charge: "card_declined", link: "declined" },
  { number: "4000000000009995", capture: null, charge: "insufficient_funds", link: "insufficient_funds" },
  { number: "4000000000000341", capture: null, charge: "card_declined", link: "declined" },
  { number: "4000000000000069", capture: null, charge: "expired_card", link: "declined" },
];

export function testCard(number: string): TestCard {
  const known = TEST_CARDS.find((card) => card.number === number);
  return known ?? { number, capture: null, charge: null, link: "approved" };
}

/** The leading digits of each brand, as ISO/IEC 7812 has given them out. */
const BRANDS: readonly (readonly [RegExp, string])[] = [
  [/^4/, "visa"],
  [/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, "mastercard"],
  [/^3[47]/, "amex"],
  [/^(6011|64[4-9]|65)/, "discover"],
  [/^35(2[89]|[3-8])/, "jcb"],
];

export const brandOf = (number: string) => BRANDS.find(([digits]) => digits.test(number))?.[1] ?? "unknown";

export const isCardNumber = (number: string) => /^\d{13,19}$/.test(number) && passesLuhn(number);

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(number: string): boolean {
  const sum = Array.from(number)
    .toReversed()
    .map(Number)
    .reduce((total, digit, index) => {
      if (index % 2 === 0) return total + digit;
      return total + (digit > 4 ? digit * 2 - 9 : digit * 2);
    }, 0);
  return sum % 10 === 0;
}
