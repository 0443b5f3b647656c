import type { Meaning } from "@/components/ui/callout";
import type { BankAccountDetail, ContactDetail, ContactState } from "@/lib/db/rows";

export type Explained = { readonly meaning: Meaning; readonly title: string; readonly words: string };

const CONTACT: Record<Exclude<ContactState, "active">, Explained> = {
  waiting: {
    meaning: "waiting",
    title: "Jetpay does not know this contact yet",
    words:
      "The contact is sent by itself, usually within a minute. Until then it can neither pay nor be paid.",
  },
  sending: {
    meaning: "waiting",
    title: "Being made at Jetpay right now",
    words: "This page changes by itself as soon as Jetpay answers.",
  },
  unknown: {
    meaning: "bad",
    title: "Nobody knows whether Jetpay has this contact",
    words:
      "The request left and no answer came. It is not sent again by itself, since that could make the contact twice. " +
      "Look for the e-mail address on Jetpay’s own site.",
  },
  refused: {
    meaning: "bad",
    title: "Jetpay did not take this contact",
    words: "Nothing was made there. Add the contact again with what Jetpay did not like put right.",
  },
};

/** Why this contact is not usable, and what happens next; null when all is well. Ends with Jetpay's own words. */
export function explainContact({
  state,
  problem,
}: Pick<ContactDetail, "state" | "problem">): Explained | null {
  if (state === "active") return null;
  const { meaning, title, words } = CONTACT[state];
  return { meaning, title, words: problem === null ? words : `${words} In the record: “${problem}”` };
}

/** The state of a bank account in the words of a badge and a sentence. */
export const ACCOUNT_STATE: Record<
  BankAccountDetail["state"],
  { word: string; meaning: Meaning; sentence: string | null }
> = {
  active: { word: "Active", meaning: "good", sentence: null },
  sending: { word: "Sending", meaning: "waiting", sentence: "Being made at Jetpay right now." },
  unknown: {
    word: "Unknown outcome",
    meaning: "bad",
    sentence:
      "Jetpay’s answer never came, so it may or may not have this account. Look on Jetpay’s own site before adding it again.",
  },
  refused: {
    word: "Refused by Jetpay",
    meaning: "bad",
    sentence: "Jetpay did not take this account; nothing was made there.",
  },
  not_sent: {
    word: "Not sent",
    meaning: "waiting",
    sentence:
      "This account never left the desk. Its number is not kept, so it must be typed again: add it anew.",
  },
};

/** "Customer and vendor". */
export const rolesInWords = ({
  isCustomer,
  isVendor,
}: {
  isCustomer: boolean;
  isVendor: boolean;
}): string => {
  if (isCustomer && isVendor) return "Customer and vendor";
  return isVendor ? "Vendor" : "Customer";
};
