import type { FailureRow } from "@/lib/db/rows";
import type { Explanation } from "@/lib/domain/explanation";
import { EXPLANATIONS_VERSION } from "@/lib/domain/explanation";

/** Something made at Jetpay that moves no money by itself. */
export type Unmade = Exclude<FailureRow["subject"], "payment">;

type Telling = {
  readonly title: string;
  readonly headline: (name: string) => string;
  readonly more: string;
  readonly who: string;
  readonly again: Explanation["retry"];
  readonly step: string;
};

const OUR_ADMINISTRATOR = "We do: a colleague with access to Jetpay’s own site looks whether it is there";

const TELLINGS: Record<Unmade, Telling> = {
  contact: {
    title: "Contact perhaps not made",
    headline: (name) =>
      `Nobody knows yet whether Jetpay has ${name} as a contact. No money is involved, but nothing can be asked of them or paid to them until it is known.`,
    more: "We sent the contact, and Jetpay’s answer never came. It may have been made, or not. If the answer still arrives, the contact becomes active by itself and this failure goes away.",
    who: OUR_ADMINISTRATOR,
    again: {
      allowed: "unknown",
      sentence:
        "Not until we know. Making the contact twice moves no money, but Jetpay would keep two of the same, with payments split between them.",
    },
    step: "Open the contact",
  },
  bank_account: {
    title: "Account perhaps not saved",
    headline: (name) =>
      `Nobody knows yet whether Jetpay has saved this bank account of ${name}. No money is involved, but the account cannot be used until it is known.`,
    more: "We sent the account, and Jetpay’s answer never came. It may have been saved, or not. If the answer still arrives, the account becomes active by itself and this failure goes away.",
    who: OUR_ADMINISTRATOR,
    again: {
      allowed: "ask_first",
      sentence:
        "Adding the same account once more moves no money. Look at Jetpay first: otherwise it may be saved there twice.",
    },
    step: "Open the contact",
  },
  card: {
    title: "Card page perhaps not made",
    headline: (name) =>
      `Nobody knows yet whether Jetpay made a page for ${name}’s card. No card was typed in and nothing was charged: the page’s address never reached us.`,
    more: "We asked for a page on which a card is typed in, and Jetpay’s answer never came. A page that nobody can open does nothing.",
    who: "We do, by asking for another page",
    again: {
      allowed: "now",
      sentence: "Yes: asking for another page is safe. The lost one stays unused.",
    },
    step: "Ask for another page on the contact",
  },
};

/** What staff are told about a contact or payment method of which nobody knows whether Jetpay has it. */
export function explainUnmade(subject: Unmade, { contactName, words }: FailureRow): Explanation {
  const { title, headline, more, who, again, step } = TELLINGS[subject];
  return {
    headline: headline(contactName ?? "this contact"),
    whatHappened: more,
    code: null,
    title,
    vocabulary: "stop_and_escalate",
    whoActs: { who: "us", words: who },
    retry: again,
    effectOnMethod: "keep",
    effectOnContact: "none",
    nextStep: { kind: "contact", label: step },
    sensitive: false,
    jetpaySays: words ?? "no answer",
    version: EXPLANATIONS_VERSION,
  };
}
