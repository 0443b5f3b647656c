import type { ReactNode } from "react";
import { Facts, type Fact } from "@/components/payments/facts";
import { PAYOUT_STATE_WORDS } from "@/components/payments/state-words";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PayoutDetail } from "@/lib/db/rows";
import { formatCents } from "@/lib/domain/money";
import { accountWords, isSameName } from "./words";

const HOUR_MS = 3_600_000;
/** An account younger than this is worth a look before money goes to it. */
const NEW_ACCOUNT_MS = 72 * HOUR_MS;
/** How many times the largest earlier payout still counts as usual, in percent. */
const USUAL_PERCENT = 150n;

/** What a checker needs to know, each with a link to where it can be seen. `nowMs` is the server's clock. */
export const PayoutFacts = ({ payout, nowMs }: { payout: PayoutDetail; nowMs: number }) => (
  <Facts
    label="What to check"
    facts={[
      accountFact(payout, nowMs),
      ...holderFact(payout),
      usualFact(payout),
      lookAlikesFact(payout),
      {
        label: "Made by",
        icon: "user",
        text: (
          <>
            {payout.makerName}, <RelativeTime at={payout.madeAt} />
          </>
        ),
      },
      { label: "From", icon: "bank", text: payout.merchantAccountName },
    ]}
  />
);

function accountFact({ bankAccount, history, contactId, makerName }: PayoutDetail, nowMs: number): Fact {
  const link = { href: `/contacts/${contactId}`, label: "see contact" };
  if (bankAccount === null)
    return {
      label: "Bank account",
      tone: "warn",
      text: "None chosen: the vendor gives an account on Jetpay's page, which nobody here can check first.",
      link,
    };
  const isNew = nowMs - new Date(bankAccount.addedAt).getTime() < NEW_ACCOUNT_MS;
  const isFirst = history.toThisAccount === 0;
  const isBySameMaker = bankAccount.addedByName !== null && bankAccount.addedByName === makerName;
  const usable = bankAccount.state === "active";
  return {
    label: "Bank account",
    tone: usable ? (isNew || isFirst ? "warn" : "good") : "bad",
    link,
    text: (
      <>
        Added <RelativeTime at={bankAccount.addedAt} />
        {bankAccount.addedByName !== null && ` by ${bankAccount.addedByName}`}
        {isBySameMaker && ", who also made this payout"}.{" "}
        {isFirst ? "First payout to it." : `${payouts(history.toThisAccount)} to it completed.`}
        {!usable && " Jetpay does not know it as usable."}
      </>
    ),
  };
}

function holderFact({ bankAccount, contactName }: PayoutDetail): Fact[] {
  if (bankAccount === null) return [];
  const same = isSameName(bankAccount.holderName, contactName);
  return [
    {
      label: "Holder name",
      tone: same ? "good" : "warn",
      text: same
        ? `${bankAccount.holderName} matches the contact`
        : `${bankAccount.holderName}, but the contact is ${contactName}`,
    },
  ];
}

function usualFact({ history, amountCents, contactName, contactId }: PayoutDetail): Fact {
  const { count, medianCents, largestCents } = history;
  if (count === 0 || medianCents === null || largestCents === null)
    return {
      label: "Usual amount",
      tone: "warn",
      text: `First payout to ${contactName}: nothing to compare with.`,
    };
  const large = BigInt(amountCents) * 100n > BigInt(largestCents) * USUAL_PERCENT;
  const over = BigInt(amountCents) > BigInt(largestCents);
  return {
    label: "Usual amount",
    tone: large ? "warn" : "good",
    text: `${over ? "More than ever before. " : ""}Median ${formatCents(BigInt(medianCents))}, largest ${formatCents(BigInt(largestCents))} over ${payouts(count)}`,
    link: { href: `/contacts/${contactId}`, label: "history" },
  };
}

function lookAlikesFact({ lookAlikes, contactName }: PayoutDetail): Fact {
  const [first] = lookAlikes;
  if (first === undefined)
    return {
      label: "Look-alikes",
      tone: "good",
      text: `No other payout of this amount to ${contactName} within 30 days`,
    };
  const listed: ReactNode = lookAlikes.map((other, at) => (
    <span key={other.id}>
      {at > 0 && "; "}
      {other.reference} ({PAYOUT_STATE_WORDS[other.state].word.toLowerCase()}, made{" "}
      <RelativeTime at={other.madeAt} />)
    </span>
  ));
  return {
    label: "Look-alikes",
    tone: "warn",
    text: <>Same amount, same vendor: {listed}</>,
    link: { href: `/payouts/${first.id}`, label: lookAlikes.length === 1 ? "compare" : "compare the newest" },
  };
}

const payouts = (count: number) => (count === 1 ? "1 payout" : `${count} payouts`);

/** "to Maple Woodworks, TD 004 · 27601 · •••482". */
export function Payee({ payout }: { payout: PayoutDetail }) {
  const { bankAccount, contactName, account } = payout;
  return (
    <p className="mt-1.5 text-md text-dim">
      to <b className="font-semibold text-text">{contactName}</b>,{" "}
      {bankAccount === null ? (
        accountWords(account)
      ) : (
        <>
          {accountWords(bankAccount).replace(/ •••\d+$/, "")}{" "}
          <span className="tabular-nums">
            {bankAccount.institutionNumber} · {bankAccount.transitNumber} ·{" "}
            <b className="font-semibold text-text">•••{bankAccount.lastThree}</b>
          </span>
        </>
      )}
    </p>
  );
}
