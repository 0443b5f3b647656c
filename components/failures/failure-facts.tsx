import { type Fact, Facts, Pips } from "@/components/payments/facts";
import type { FailureDetail } from "@/lib/db/rows";
import type { Explanation } from "@/lib/domain/explanation";
import { withEventSearch } from "@/lib/url/events";
import { isUnread } from "./explain";

/** What Jetpay said, who can act and whether it may be tried again. */
export function FailureFacts({ failure, told }: { failure: FailureDetail; told: Explanation }) {
  const { transactionId } = failure;
  const rawHref =
    transactionId === null ? null : withEventSearch("/events", { view: "events", q: transactionId });
  const raw = rawHref === null ? null : { href: rawHref, label: "raw events" };
  return (
    <Facts facts={isUnread(failure) ? unread(raw) : read(failure, told, raw)} label="About this failure" />
  );
}

type FactLink = Fact["link"];

const unread = (raw: FactLink): Fact[] => [
  {
    label: "Jetpay says",
    tone: "warn",
    text: "Not read from Jetpay yet. Its events say that a payment failed, not why; the desk asks every minute until it is told.",
    link: raw,
  },
  { label: "Who can fix it", icon: "people", text: "Not known until the reason is." },
  { label: "Retry", icon: "clock", text: "Wait for the reason: it decides whether trying again is allowed." },
];

const NOTHING_SAID: Partial<Record<FailureDetail["kind"], string>> = {
  unknown: "Nothing: its answer never came.",
  refused: "It gave no reason.",
};

function read({ kind, words }: FailureDetail, told: Explanation, raw: FactLink): Fact[] {
  const { whoActs, retry, whatHappened, jetpaySays, title } = told;
  const nothing = NOTHING_SAID[kind];
  const isOurs = nothing !== undefined;
  const said = isOurs ? (words ?? nothing) : jetpaySays;
  return [
    {
      label: "Jetpay says",
      tone: "plain",
      icon: "warn",
      text: <span className={isOurs ? "" : "font-mono text-xs"}>{said}</span>,
      link: raw,
    },
    { label: "That means", icon: "info", text: title },
    { label: "Who can fix it", icon: "people", text: whoActs.words },
    {
      label: "Retry",
      icon: "clock",
      text: (
        <>
          {retry.triesLeftOf !== undefined && <Pips used={1} of={retry.triesLeftOf + 1} />}
          {retry.sentence}
          {retry.earliestAfterDays !== undefined &&
            ` Earliest ${retry.earliestAfterDays} ${retry.earliestAfterDays === 1 ? "day" : "days"} after the failure.`}
        </>
      ),
    },
    ...(whatHappened === "" ? [] : [{ label: "What happened", icon: "note" as const, text: whatHappened }]),
  ];
}
