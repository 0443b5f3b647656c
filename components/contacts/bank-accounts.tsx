import { MethodLabel } from "@/components/payments/method-label";
import { Badge } from "@/components/payments/state-badge";
import type { Meaning } from "@/components/ui/callout";
import { ButtonLink } from "@/components/ui/button";
import type { IconName } from "@/components/ui/icon";
import { RelativeTime } from "@/components/ui/relative-time";
import { institution } from "@/lib/domain/institutions";
import type { BankAccountDetail } from "@/lib/db/rows";
import { MethodRow, MethodSection } from "./method-list";
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
  collectHref,
}: {
  accounts: readonly BankAccountDetail[];
  isVendor: boolean;
  addHref: string | null;
  /** Why there is no button, in a sentence; null when there is one. */
  whyNot: string | null;
  /** Where an account is debited; null for those who may not, and for contacts that are not asked for money. */
  collectHref: ((accountId: string) => string) | null;
}) {
  const none = isVendor
    ? "No account yet. A payout can still go out: Jetpay then asks the vendor for one by e-mail."
    : "No account yet. A customer gives their own on Jetpay’s page when they pay.";
  return (
    <MethodSection
      id="bank-accounts"
      title="Bank accounts"
      empty={accounts.length === 0 ? none : null}
      whyNot={whyNot}
      add={
        addHref !== null && (
          <ButtonLink href={addHref} prefetch={false} icon="plus">
            Add bank account
          </ButtonLink>
        )
      }
    >
      {accounts.map((account) => (
        <Account key={account.id} account={account} href={collectHref?.(account.id) ?? null} />
      ))}
    </MethodSection>
  );
}

function Account({ account, href }: { account: BankAccountDetail; href: string | null }) {
  const { word, meaning, sentence } = ACCOUNT_STATE[account.state];
  return (
    <MethodRow
      name={
        <>
          <MethodLabel account={account} /> <span className="font-normal text-dim">· {account.title}</span>
        </>
      }
      detail={
        <>
          {institution(account.institutionNumber)?.full ?? "A bank that is not on our list"} ·{" "}
          <span className="tabular-nums">
            {account.institutionNumber}-{account.transitNumber}
          </span>{" "}
          · {account.accountType} · held by {account.holderName}
        </>
      }
      problem={[sentence, account.problem && `In the record: “${account.problem}”`].filter(Boolean).join(" ")}
      badge={
        <Badge meaning={meaning} icon={ICONS[meaning]}>
          {word}
        </Badge>
      }
      origin={
        <>
          added <RelativeTime at={account.addedAt} />
          {account.addedByName !== null && ` by ${account.addedByName}`}
        </>
      }
      actions={
        href !== null &&
        account.state === "active" && (
          <ButtonLink href={href} prefetch={false}>
            Debit<span className="sr-only"> the account ending in {account.lastThree}</span>
          </ButtonLink>
        )
      }
    />
  );
}
