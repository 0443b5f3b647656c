"use client";
import { Place } from "@/components/intents/form-frame";
import type { Problem } from "@/components/intents/use-action";
import { TextField } from "@/components/ui/input";
import { AccountNumber } from "./account-number";
import { type Method, obstacleToAgreedOn, obstacleToNumber, todayHere } from "./methods";

/** What a debit from a saved bank account needs besides: kept apart from the draft, since the number is in it. */
export type BankDebit = { readonly agreedOn: string; readonly accountNumber: string };

/** What is wrong with it, by field; nothing for any other method. */
export const bankDebitObstacles = (
  method: Method | null,
  { agreedOn, accountNumber }: BankDebit,
  asksForAccountNumber: boolean,
): Record<string, string | null> =>
  method?.kind === "bank_account"
    ? {
        agreedOn: obstacleToAgreedOn(agreedOn, todayHere()),
        accountNumber: asksForAccountNumber ? obstacleToNumber(accountNumber, method.lastThree) : null,
      }
    : {};

/** When the customer agreed, and the account number where Jetpay wants it again. */
export function BankDebitFields({
  words,
  debit: { agreedOn, accountNumber },
  onAgreedOn,
  onAccountNumber,
  asksForAccountNumber,
  problem,
}: {
  words: string;
  debit: BankDebit;
  onAgreedOn: (day: string) => void;
  onAccountNumber: (digits: string) => void;
  asksForAccountNumber: boolean;
  problem: Problem | null;
}) {
  return (
    <div className="flex flex-col gap-4 border-l-2 border-line-strong pl-4">
      <Place name="agreedOn">
        <TextField
          label="Agreement signed on"
          name="agreedOn"
          type="date"
          min="2000-01-01"
          max={todayHere()}
          suppressHydrationWarning // the server may sit in another day
          inputClassName="sm:max-w-[220px]"
          hint="The day on which the customer signed the pre-authorized debit agreement: the paper or e-mail that allows us to take money from this account. Without one, their bank can take the money back."
          value={agreedOn}
          onChange={({ target }) => onAgreedOn(target.value)}
          error={problem?.fields["agreedOn"]}
        />
      </Place>
      {asksForAccountNumber && (
        <Place name="accountNumber">
          <AccountNumber
            words={words}
            value={accountNumber}
            onChange={onAccountNumber}
            error={problem?.fields["accountNumber"]}
          />
        </Place>
      )}
    </div>
  );
}
