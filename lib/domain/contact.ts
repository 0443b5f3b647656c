import { obstacleToEmail } from "./email";
import { characters, hasControlCharacter, obstacleToLine } from "./text";

export const CONTACT_ROLES = ["customer", "vendor"] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

export const CONTACT_LANGUAGES = ["en", "fr"] as const;
export type ContactLanguage = (typeof CONTACT_LANGUAGES)[number];

export const LONGEST_NAME = 200;
export const MOST_TAGS = 20;
export const LONGEST_TAG = 40;
export const LONGEST_EXTERNAL_ID = 100;

export const isContactRole = (text: string): text is ContactRole =>
  (CONTACT_ROLES as readonly string[]).includes(text);

function obstacleToRoles(roles: readonly string[]): string | null {
  if (roles.length === 0) return "Say whether this contact is a customer, a vendor, or both.";
  const strange = roles.find((role) => !isContactRole(role));
  return strange === undefined
    ? null
    : `“${strange}” is not a role: a contact is a customer, a vendor, or both.`;
}

function obstacleToTags(tags: readonly string[]): string | null {
  if (tags.length > MOST_TAGS)
    return `There are ${tags.length} tags; a contact can have at most ${MOST_TAGS}.`;
  const long = tags.find((tag) => characters(tag) > LONGEST_TAG);
  if (long !== undefined)
    return `The tag “${long}” has ${characters(long)} characters; a tag has at most ${LONGEST_TAG}.`;
  return tags.some((tag) => hasControlCharacter(tag))
    ? "A tag contains a character that cannot be shown; type it again."
    : null;
}

const obstacleToName = (text: string) =>
  text === "" ? "Give the person’s or business’s name." : obstacleToLine("The name", LONGEST_NAME, text);

const obstacleToExternalId = (text: string) =>
  text === "" ? null : obstacleToLine("The external id", LONGEST_EXTERNAL_ID, text);

/** Why a field of a contact cannot be kept, in a sentence for the person who filled it; null when it can. Texts come trimmed. */
export const CONTACT_OBSTACLES = {
  name: obstacleToName,
  email: obstacleToEmail,
  roles: obstacleToRoles,
  tags: obstacleToTags,
  externalId: obstacleToExternalId,
};
