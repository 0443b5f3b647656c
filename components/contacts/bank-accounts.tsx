import { MethodLabel } from "@/components/payments/method-label";
import { Badge } from "@/components/payments/state-badge";
import type { Meaning } from "@/components/ui/callout";
import { ButtonLink } from "@/components/ui/button";
import type { IconName } from "@/components/ui/icon";
import { RelativeTime } from "@/components/ui/relative-time";
import { institution } from "@/lib/domain/institutions";
import type { BankAccountDetail } from "@/lib/db/rows";
import { ACCOUNT_STATE } from "./words";

const ICONS: Record<Meaning, IconName> = {
  good: "check",
  waiting: "clock",
  attention: "warn",
  bad: "question",
};

/** The bank accounts of a contact: the bank, the last three digits, and whether Jetpay has it. `addHref` is null for those who may not. */
export function BankAccounts({
  accounts,
  isVendor,
  addHref,
  whyNot,
}: {
  accounts: readonly BankAccountDetail[];
  isVendor: boolean;
  addHref: string | null;
  /** Why there is no button, in a sentence; null when there is one. */
  whyNot: string | null;
}) {
  return (
    <section id="bank-accounts" aria-labelledby="bank-accounts-title" className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="bank-accounts-title" className="text-md font-semibold">
          Bank accounts
        </h2>
        {addHref !== null && (
          <ButtonLink href={addHref} prefetch={false} icon="plus" className="ml-auto">
            Add bank account
          </ButtonLink>
        )}
      </div>
      {accounts.length === 0 && (
        <p className="text-sm text-dim">
          {isVendor
            ? "No account yet. A payout can still go out: Jetpay then asks the vendor for one by e-mail."
            : "No account yet. A customer gives their own on Jetpay’s page when they pay."}
        </p>
      )}
      {accounts.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line text-sm">
          {accounts.map((account) => (
            <Account key={account.id} account={account} />
          ))}
        </ul>
      )}
      {whyNot !== null && <p className="text-xs text-dim">{whyNot}</p>}
    </section>
  );
}

function Account({ account }: { account: BankAccountDetail }) {
  const { word, meaning, sentence } = ACCOUNT_STATE[account.state];
  const words = [sentence, account.problem && `In the record: “${account.problem}”`]
    .filter(Boolean)
    .join(" ");
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-3.5 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">
          <MethodLabel account={account} /> <span className="font-normal text-dim">· {account.title}</span>
        </p>
        <p className="text-xs text-dim">
          {institution(account.institutionNumber)?.full ?? "A bank that is not on our list"} ·{" "}
          <span className="tabular-nums">
            {account.institutionNumber}-{account.transitNumber}
          </span>{" "}
          · {account.accountType} · held by {account.holderName}
        </p>
        {words !== "" && <p className="mt-1 text-xs">{words}</p>}
      </div>
      <div className="flex flex-col items-start gap-1 text-xs text-dim sm:items-end">
        <Badge meaning={meaning} icon={ICONS[meaning]}>
          {word}
        </Badge>
        <span>
          added <RelativeTime at={account.addedAt} />
          {account.addedByName !== null && ` by ${account.addedByName}`}
        </span>
      </div>
    </li>
  );
}
