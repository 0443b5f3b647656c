import type { PrismaClient } from "../generated/client";
import { accounts } from "./accounts";
import { audit } from "./audit";
import { collections } from "./collections";
import { contacts } from "./contacts";
import { counts } from "./counts";
import { events } from "./events";
import { factors } from "./factors";
import { failures } from "./failures";
import { overview } from "./overview";
import { payouts } from "./payouts";
import { people } from "./people";
import { search } from "./search";
import { staff } from "./staff";
import { truth } from "./truth";

/**
 * All that screens and commands can ask of the database. Nothing here changes anything. What is not there is null, also
 * when the id could never be one.
 */
export const reads = (prisma: PrismaClient) => ({
  ...contacts(prisma),
  ...accounts(prisma),
  ...payouts(prisma),
  ...collections(prisma),
  ...failures(prisma),
  ...events(prisma),
  ...overview(prisma),
  ...truth(prisma),
  ...counts(prisma),
  ...search(prisma),
  ...staff(prisma),
  ...audit(prisma),
  ...factors(prisma),
  ...people(prisma),
});
export type Reads = ReturnType<typeof reads>;
