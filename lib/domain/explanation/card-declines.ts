import { telling } from "./bank-conditions";
import { card } from "./remedies";
import type { Condition, Remedy, Row } from "./vocabulary";

/**
 * How often card networks let one card be tried. A guard, not the truth: the numbers move, so they carry their date.
 * Sources: developers.tabapay.com (excessive retry rules), support.checkout.com article 25482040901394.
 */
export const CARD_RETRY_LIMITS = {
  asOf: "2025-05-01",
  visa: { tries: 15, withinDays: 30 },
  mastercard: { triesADay: 10, tries: 35, withinDays: 30 },
} as const;

const declined = (remedy: Remedy, fact: string, so: string, ask: string, more: string): Condition => ({
  debit: telling(remedy, fact, so, ask, more),
  credit: null,
  ours: null,
});

const OTHER_CARD = "{name} needs to use another card or another way to pay.";
/** The same two sentences for a lost, stolen or suspected card as for any other: nobody learns from us what the bank knows. */
const GENERIC = ["the bank declined this card", "so nothing was charged", OTHER_CARD] as const;

const row = (title: string, names: readonly string[], condition: Condition): Row => ({
  code: null,
  title,
  names,
  condition,
});

/**
 * Card declines by Stripe's names, which are the most widely used; Jetpay's are not published. The short codes are
 * those that Visa puts in category 1 (never again), and are matched for cards only.
 * Sources: docs.stripe.com/declines/codes, developers.tabapay.com (excessive retry rules).
 */
export const CARD_ROWS: readonly Row[] = [
  row(
    "Limit or balance",
    ["insufficient_funds", "withdrawal_count_limit_exceeded", "card_velocity_exceeded"],
    declined(
      card.wait,
      "this card has reached its limit or balance",
      "so nothing was charged",
      "{name} can try another day or pay another way.",
      "The bank says that the card would work on another day, or for less.",
    ),
  ),
  row(
    "Declined without a reason",
    [
      "generic_decline",
      "do_not_honor",
      "no_action_taken",
      "call_issuer",
      "not_permitted",
      "security_violation",
      "service_not_allowed",
      "card_declined",
      "declined",
    ],
    declined(
      card.callBank,
      "the bank declined this card and does not say why",
      "so nothing was charged",
      "{name} can call the bank or pay another way.",
      "Only the cardholder can learn the reason from the bank.",
    ),
  ),
  row(
    "Temporary trouble",
    ["try_again_later", "issuer_not_available", "processing_error", "reenter_transaction", "approve_with_id"],
    declined(
      card.later,
      "the card’s bank could not answer just then",
      "so nothing was charged",
      "We can try again later; {name} has nothing to do.",
      "One such decline is chance; many at once are an incident.",
    ),
  ),
  row(
    "Card expired",
    ["expired_card", "invalid_expiry_month", "invalid_expiry_year", "invalid_expiry", "card_expired"],
    declined(
      card.newCard,
      "this card has expired, or its date is not right",
      "so nothing was charged",
      "{name} needs to enter a new or updated card.",
      "The same card data will be declined every time.",
    ),
  ),
  row(
    "Card data wrong",
    [
      "incorrect_number",
      "invalid_number",
      "invalid_account",
      "new_account_information_available",
      "14",
      "15",
      "invalid_card_number",
    ],
    declined(
      card.reenter,
      "the number of this card is not right any more",
      "so nothing was charged",
      "{name} needs to enter the card again or use another.",
      "The bank does not know this number, or has replaced it.",
    ),
  ),
  row(
    "Checks failed",
    [
      "incorrect_cvc",
      "invalid_cvc",
      "incorrect_zip",
      "incorrect_address",
      "incorrect_postal_code",
      "incorrect_cvv",
    ],
    declined(
      card.reenter,
      "the card’s security code or address did not match",
      "so nothing was charged",
      "{name} needs to enter the card again.",
      "The number is known to the bank; what was typed beside it is not what it has.",
    ),
  ),
  row(
    "Cardholder must confirm",
    ["authentication_required", "authentication_not_handled"],
    declined(
      card.confirm,
      "the bank wants {name} to confirm this payment",
      "so nothing was charged yet",
      "{name} needs to open the link and confirm.",
      "Charging again while the customer is away would be declined the same way.",
    ),
  ),
  row(
    "Card not for this use",
    ["card_not_supported", "currency_not_supported", "transaction_not_allowed", "invalid_amount", "12", "57"],
    declined(
      card.otherUse,
      "this card does not allow this kind of payment",
      "so nothing was charged",
      OTHER_CARD,
      "The kind of card, the currency or the amount is not allowed on it.",
    ),
  ),
  row(
    "Repeat of another charge",
    ["duplicate_transaction"],
    declined(
      {
        ...card.otherUse,
        vocabulary: "stop_and_escalate",
        whoActs: { who: "us", words: "We do: we find the other charge" },
        retry: { allowed: "never", sentence: "No. It would be the same charge twice." },
        nextStep: { kind: "find_twin", label: "Find the other charge" },
      },
      "the same charge was made on this card just before",
      "so this one was not made",
      "{name} has nothing to do; we are looking into it.",
      "Find the other charge first: the customer may have paid already.",
    ),
  ),
  row(
    "Card account closed",
    ["46"],
    declined(card.newCard, ...GENERIC, "The account behind this card is closed."),
  ),
  row(
    "Card not usable",
    ["lost_card", "stolen_card", "pickup_card", "restricted_card", "04", "07", "41", "43"],
    {
      ...declined(
        card.blocked,
        ...GENERIC,
        "The bank has blocked the card, perhaps as lost or stolen. Tell the customer no more than the sentence above.",
      ),
      sensitive: true,
    },
  ),
  row("Card not accepted", ["fraudulent", "merchant_blacklist"], {
    ...declined(
      card.risk,
      ...GENERIC,
      "The decline is about risk. Tell the customer no more than the sentence above; a senior colleague reviews the contact.",
    ),
    sensitive: true,
  }),
  row(
    "Consent withdrawn",
    [
      "revocation_of_authorization",
      "revocation_of_all_authorizations",
      "stop_payment_order",
      "R0",
      "R1",
      "R3",
    ],
    declined(
      {
        ...card.newCard,
        vocabulary: "get_authorization",
        whoActs: { who: "customer", words: "The customer, by agreeing anew" },
        retry: { allowed: "never", sentence: "Not on this card without a new consent." },
        nextStep: { kind: "new_agreement", label: "Stop the schedule and get a new consent" },
        effectOnContact: "review",
      },
      "{name} told the bank to stop these charges",
      "so nothing was charged",
      "{name} needs to agree anew or pay another way.",
      "Every later charge of the same schedule would be declined too.",
    ),
  ),
  row(
    "PIN trouble",
    [
      "pin_try_exceeded",
      "incorrect_pin",
      "invalid_pin",
      "offline_pin_required",
      "online_or_offline_pin_required",
    ],
    declined(
      card.callBank,
      "the bank asked for a PIN, which cannot be given online",
      "so nothing was charged",
      OTHER_CARD,
      "This belongs to card machines and should not occur online; tell Jetpay if it comes again.",
    ),
  ),
];
