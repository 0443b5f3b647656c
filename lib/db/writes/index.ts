import type { Prisma } from "../generated/client";
import { attempts } from "./attempts";
import { intents } from "./intents";
import { payouts } from "./payouts";
import { switches } from "./switches";

/** Every change there is, bound to one transaction. `at` is the moment of the deed. */
export const writes = (db: Prisma.TransactionClient, at: Date) => ({
  ...intents(db),
  ...payouts(db, at),
  ...attempts(db, at),
  ...switches(db, at),
});
export type Writes = ReturnType<typeof writes>;
