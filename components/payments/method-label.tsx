import { institution } from "@/lib/domain/institutions";

type Account = { readonly institutionNumber: string; readonly lastThree: string };

/** "TD •••482", with the bank's whole name on hover. Null: the person gives an account on Jetpay's own page. */
export const MethodLabel = ({ account }: { account: Account | null }) =>
  account === null ? (
    <span className="text-faint">by payment link</span>
  ) : (
    <span className="whitespace-nowrap" title={institution(account.institutionNumber)?.full}>
      {institution(account.institutionNumber)?.short ?? `Bank ${account.institutionNumber}`}{" "}
      <span className="text-faint">
        <span className="sr-only">ending in </span>
        <span aria-hidden>•••</span>
        {account.lastThree}
      </span>
    </span>
  );

/** "Visa •••• 4242". */
export const CardLabel = ({ brand, lastFour }: { brand: string; lastFour: string }) => (
  <span className="whitespace-nowrap">
    {brand}{" "}
    <span className="text-faint">
      <span className="sr-only">ending in </span>
      <span aria-hidden>•••• </span>
      {lastFour}
    </span>
  </span>
);
