import type { FailureRow } from "@/lib/db/rows";
import { explain, isUnread, shortReason } from "./explain";

/** A line of the failures list with what staff are told about it, told on the server: the explanations are long. */
export type ToldFailure = FailureRow & {
  readonly told: {
    /** The failure in three words or so. */
    readonly short: string;
    readonly headline: string;
    readonly whoActs: string;
    readonly retry: string;
    readonly nextStep: string;
    /** Until Jetpay was asked why. */
    readonly isUnread: boolean;
  };
};

export function toldFailure(row: FailureRow): ToldFailure {
  const { headline, whoActs, retry, nextStep } = explain(row);
  const [short, unread] = [shortReason(row), isUnread(row)];
  return {
    ...row,
    told: {
      short,
      headline,
      whoActs: unread ? "Nobody yet" : whoActs.words,
      retry: retry.sentence,
      nextStep: nextStep.label,
      isUnread: unread,
    },
  };
}
