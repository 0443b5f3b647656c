import { accountText } from "../contacts/account-text";
import type { Ctx } from "../context";

type Account = {
  readonly institutionNumber: string;
  readonly transitNumber: string;
  readonly lastThree: string;
  readonly fingerprint: string;
};

const versionOf = (fingerprint: string) => fingerprint.split(":")[0];

/** Jetpay keeps accounts, but takes a payment only with the number in the call: a person has to type it each time. */
export const needsNumber = ({ unknowns }: Ctx): boolean => unknowns.payDebitBy === "details";

/** Why a debit cannot be paid with this number, or null. The sentence never repeats it. */
export function obstacleToNumber(ctx: Ctx, account: Account, accountNumber: string | null): string | null {
  if (!needsNumber(ctx)) return null;
  if (accountNumber === null) return "Jetpay asks for the account number again. Enter it.";
  const given = ctx.fingerprint(accountText({ ...account, accountNumber }));
  if (given === account.fingerprint) return null;
  return versionOf(given) === versionOf(account.fingerprint)
    ? `This is not the number of the saved account that ends in ${account.lastThree}.`
    : "This account was saved under an older key, so its number cannot be compared any more. Add the account anew.";
}
