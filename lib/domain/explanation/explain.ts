import { findRow, type Match } from "./lookup";
import { eitherWay } from "./remedies";
import type { Condition, Explanation, Telling } from "./vocabulary";

/** Raised whenever a row, a word or a remedy changes, so that a kept explanation says which table it came from. */
export const EXPLANATIONS_VERSION = 1;
export const EXPLANATIONS_DATE = "2026-11-23";

/**
 * `reason`, `failDirection` and `words` are Jetpay's, exactly as received, or null; for a call that failed, `reason` is
 * the name of ours (an `OwnReason`) and `words` what Jetpay answered. `isReturn`: it had completed.
 */
export type Failure = {
  readonly direction: "debit" | "credit";
  readonly method: "bank" | "card" | "link" | null;
  readonly reason: string | null;
  readonly failDirection: string | null;
  readonly isReturn: boolean;
  readonly words?: string | null;
  readonly contactName: string | null;
};

type Told = Telling & {
  readonly code: string | null;
  readonly title: string;
  readonly sensitive: boolean;
};

/** What staff are told about a failure, who can act, and the one right next step. Never throws. */
export function explainFailure(failure: Failure): Explanation {
  const match = findRow(failure.direction, failure.method, failure.reason, failure.words ?? null);
  const told = match ? tell(failure, match) : unexplained(failure);
  const { whoActs, retry, nextStep, ...remedy } = told.remedy;
  const named = (text: string) => withName(text, failure);
  return {
    ...remedy,
    headline: headlineOf(failure, told),
    whatHappened: [sentence(named(told.more)), jetpaysWords(failure)].filter((text) => text !== "").join(" "),
    code: told.code,
    title: told.title,
    whoActs: { who: whoActs.who, words: named(whoActs.words) },
    retry: { ...retry, sentence: sentence(named(retry.sentence)) },
    nextStep: { ...nextStep, label: named(nextStep.label) },
    sensitive: told.sensitive,
    jetpaySays: [failure.reason, failure.failDirection].filter(isSaid).join(" · ") || "no reason given",
    version: EXPLANATIONS_VERSION,
  };
}

function tell(failure: Failure, { row, certainty }: Match): Told {
  const { condition, code, title } = row;
  const telling = certainty === "misplaced" ? null : tellingFor(failure, condition);
  if (telling === null) return { ...misfit(failure), code, title, sensitive: false };
  const isTheirs = telling === condition[failure.direction];
  const retry = isTheirs ? { ...telling.remedy.retry, ...row.retry } : telling.remedy.retry;
  const doubt = {
    named: "",
    misplaced: "",
    byNumber:
      " Only the number was recognized, and lists of these numbers differ: compare with Jetpay’s own words.",
    disputed: " The number Jetpay sent usually means something else; this follows Jetpay’s words.",
  }[certainty];
  return {
    ...telling,
    more: telling.more + doubt,
    remedy: { ...telling.remedy, retry },
    code: certainty === "disputed" ? null : code,
    title,
    sensitive: condition.sensitive ?? false,
  };
}

/** Null when the condition cannot be met by that leg of that payment. */
function tellingFor({ direction, failDirection }: Failure, condition: Condition): Telling | null {
  const theirs = condition[direction];
  if (condition.anywhere) return theirs;
  const said = failDirection?.trim().toLowerCase();
  const theirLeg = direction === "debit" ? "pull" : "push";
  const isTheirLeg = said === "pull" || said === "push" ? said === theirLeg : theirs !== null;
  if (isTheirLeg) return theirs;
  const canBeOurs = condition[direction === "debit" ? "credit" : "debit"] !== null;
  return canBeOurs && condition.ours !== null ? ofOurs(direction, condition.ours) : null;
}

/** A payout is taken from our own account first; a debit is paid into it last. */
function ofOurs(direction: Failure["direction"], fact: string): Telling {
  if (direction === "credit")
    return {
      fact,
      so: "so this payout could not be taken from it",
      ask: "Nothing is wrong with {name}’s account.",
      more: "The payout failed on its first leg, out of the marketplace’s own account. Other payouts will meet the same.",
      remedy: eitherWay.ourAccount,
    };
  return {
    fact,
    so: "so this payment could not be paid into it",
    ask: "{name} has nothing to do.",
    more: "The payment failed on its last leg, into the marketplace’s own account. The money may already have left the customer’s account.",
    remedy: {
      ...eitherWay.ourAccount,
      retry: {
        allowed: "ask_first",
        sentence: "Not until Jetpay has said where the money is: it may already have left {name}’s account.",
      },
    },
  };
}

const misfit = ({ direction }: Failure): Telling => ({
  fact: `Jetpay’s reason does not fit a ${direction === "debit" ? "payment" : "payout"} that failed this way`,
  so: "",
  ask: "{name} has nothing to do; we are asking Jetpay.",
  more: "The reason belongs to another kind of payment or to its other leg. Nothing is known to be wrong on the contact’s side.",
  remedy: eitherWay.askJetpay,
});

const LONGEST_QUOTE = 80;
const quoted = (text: string) =>
  `“${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}”`;

function unexplained({ reason, words }: Failure): Told {
  const said = [reason, words].find(isSaid);
  return {
    fact: said === undefined ? "Jetpay has not said why" : `Jetpay says ${quoted(said)}`,
    so: "",
    ask: said === undefined ? "We are asking for the reason." : "We have no explanation for it yet.",
    more: "Nothing should be assumed about the contact or the account.",
    remedy: eitherWay.unexplained,
    code: null,
    title: said === undefined ? "No reason given" : "Not explained yet",
    sensitive: false,
  };
}

function headlineOf(failure: Failure, { fact, so, ask }: Telling): string {
  const thing = failure.direction === "debit" ? "payment" : "payout";
  const what = failure.isReturn
    ? `This ${thing} came back after it had completed: ${fact}`
    : [fact, so].filter((part) => part !== "").join(", ");
  return [what, ask].map((text) => sentence(withName(text, failure))).join(" ");
}

const jetpaysWords = ({ reason, words }: Failure): string =>
  isSaid(words) && words !== reason ? `Jetpay’s own words: “${words}”.` : "";

const isSaid = (text: string | null | undefined): text is string => (text ?? "").trim() !== "";

/** The name goes in last and is never searched, so a contact called "{name}" is only that. */
const withName = (text: string, { contactName, direction }: Failure): string => {
  const name = isSaid(contactName)
    ? contactName.trim()
    : `the ${direction === "debit" ? "customer" : "vendor"}`;
  return text.replaceAll("{name}", () => name);
};

const sentence = (text: string): string => {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(start) ? start : `${start}.`;
};
