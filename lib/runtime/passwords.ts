import { hash, verify, type Options } from "@node-rs/argon2";
import { normalPassword } from "../domain/password";

/** argon2id, 64 MiB, three passes. Source: OWASP's password storage cheat sheet, with room above its least. */
const COST: Options = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(normalPassword(password), COST);
export const isPassword = (password: string, passwordHash: string): Promise<boolean> =>
  verify(passwordHash, normalPassword(password));
