import type { Prisma } from "../generated/client";
import { attempts } from "./attempts";
import { cards } from "./cards";
import { claims } from "./claims";
import { collections } from "./collections";
import { factors } from "./factors";
import { intents } from "./intents";
import { people } from "./people";
import { payouts } from "./payouts";
import { sessions } from "./sessions";
import { switches } from "./switches";

/** Every change there is, bound to one transaction. `at` is the moment of the deed. */
export const writes = (db: Prisma.TransactionClient, at: Date) => ({
  ...intents(db),
  ...cards(db),
  ...claims(db),
  ...collections(db, at),
  ...payouts(db, at),
  ...attempts(db, at),
  ...people(db, at),
  ...switches(db, at),
  ...factors(db, at),
  ...sessions(db, at),
});
export type Writes = ReturnType<typeof writes>;
