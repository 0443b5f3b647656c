import { cardFaceIn, firstOf, isIdentifier, isLine, reasonIn, type CardFace } from "./fields";
import { isRecord } from "./json-text";
import { isCardType, lastWordOf, type Unknowns } from "./unknowns";

/** What became of a card somebody typed into Jetpay's page. `reason` is why it failed, null for one that was captured. */
export type EventCard = CardFace & {
  readonly id: string;
  readonly outcome: "captured" | "failed";
  readonly reason: string | null;
};

const MOST_WORD = 60;

/**
 * The capture an event tells of; null when its type is not about cards, and when its id or outcome cannot be read, for
 * its shape is a guess and no reason to call an event malformed.
 */
export function cardIn(type: string, data: unknown, unknowns: Unknowns): EventCard | null {
  if (!isCardType(type, unknowns) || !isRecord(data)) return null;
  // a failed charge is told of its transaction: the card itself may be sound
  if (typeof data["transactionId"] === "string") return null;
  const id = cardIdIn(data, unknowns);
  const outcome = outcomeIn(type, data, unknowns);
  if (id === null || outcome === null) return null;
  const reason = outcome === "failed" ? reasonIn(data, unknowns.cardReasonFields) : null;
  return { id, outcome, ...cardFaceIn(data, unknowns), reason };
}

/** A field that holds the contact's id, whatever its name, is not the card's. */
function cardIdIn(data: object, { cardEventIdFields, cardContactFields }: Unknowns): string | null {
  const contactId = firstOf(data, cardContactFields, isIdentifier);
  const isCards = (value: unknown): value is string => isIdentifier(value) && value !== contactId;
  return firstOf(data, cardEventIdFields, isCards);
}

/** A yes or no counts before a word, and a word in the data before the type's last. A word we do not know is no outcome. */
function outcomeIn(
  type: string,
  data: Readonly<Record<string, unknown>>,
  unknowns: Unknowns,
): EventCard["outcome"] | null {
  const hasWorked = firstOf(data, unknowns.cardWorkedFields, isYesOrNo);
  if (hasWorked !== null) return hasWorked ? "captured" : "failed";
  const words = unknowns.cardStateFields.map((field) => data[field]).filter(isLine(MOST_WORD));
  const told = words.length > 0 ? words.map((word) => word.toLowerCase()) : [lastWordOf(type)];
  if (told.some((word) => unknowns.cardFailedWords.includes(word))) return "failed";
  return told.some((word) => unknowns.cardWorkedWords.includes(word)) ? "captured" : null;
}

const isYesOrNo = (value: unknown): value is boolean => typeof value === "boolean";
