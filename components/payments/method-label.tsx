import type { AccountLabel, CardLabel as Card, CollectionRow } from "@/lib/db/rows";
import { cardName } from "@/lib/domain/card";
import { institution } from "@/lib/domain/institutions";

/** "TD •••482", with the bank's whole name on hover. Null: the person gives an account on Jetpay's own page. */
export const MethodLabel = ({ account }: { account: AccountLabel | null }) =>
  account === null ? (
    <span className="text-faint">by payment link</span>
  ) : (
    <span className="whitespace-nowrap" title={institution(account.institutionNumber)?.full}>
      {institution(account.institutionNumber)?.short ?? `Bank ${account.institutionNumber}`}{" "}
      <Ending dots="•••" digits={account.lastThree} />
    </span>
  );

/** "Visa •••• 4242"; only "Visa" or "Card" where Jetpay did not tell more. */
export const CardLabel = ({ card: { brand, lastFour } }: { card: Card }) => (
  <span className="whitespace-nowrap">
    {cardName({ brand, lastFour: null })}
    {lastFour !== null && (
      <>
        {" "}
        <Ending dots="•••• " digits={lastFour} />
      </>
    )}
  </span>
);

const Ending = ({ dots, digits }: { dots: string; digits: string }) => (
  <span className="text-faint tabular-nums">
    <span className="sr-only">ending in </span>
    <span aria-hidden>{dots}</span>
    {digits}
  </span>
);

/** What a collection is paid with: its card, its bank account, or a link. */
export const PaidWith = ({ card, account }: Pick<CollectionRow, "card" | "account">) =>
  card === null ? <MethodLabel account={account} /> : <CardLabel card={card} />;

/** The same for the middle of a sentence: "Visa ending in 4242", "TD •••482"; null for a payment link. */
export function methodWords({ card, account }: Pick<CollectionRow, "card" | "account">): string | null {
  if (card !== null) return cardName(card);
  return account === null ? null : accountWords(account);
}

/** "TD •••482", for buttons and sentences. */
export const accountWords = ({ institutionNumber, lastThree }: AccountLabel): string =>
  `${institution(institutionNumber)?.short ?? `bank ${institutionNumber}`} •••${lastThree}`;
