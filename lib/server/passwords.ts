import { hashPassword, isPassword } from "../runtime/passwords";

export { hashPassword, isPassword };

type Tools = { readonly hash: typeof hashPassword; readonly verify: typeof isPassword };

/**
 * Checks a password in the same steps whether or not there is a hash to check it against, so that the time it takes does
 * not tell which e-mail addresses have an account.
 */
export function passwordCheck({ hash, verify }: Tools = { hash: hashPassword, verify: isPassword }) {
  let decoy: Promise<string> | null = null;
  return async (password: string, passwordHash: string | null): Promise<boolean> => {
    // Awaited on both ways: its first making must not show either.
    const standIn = await (decoy ??= hash("a password that nobody has"));
    const matches = await verify(password, passwordHash ?? standIn);
    return matches && passwordHash !== null;
  };
}
