import { z } from "zod";
import { defaultUnknowns, type Unknowns } from "./unknowns";

const Path = z.string().regex(/^\/[\w\-./{}]*$/, "is a path such as /contact/bank-account");
const Names = z.array(z.string().min(1)).min(1);

const Overrides = z.strictObject({
  paths: z.partialRecord(z.enum(Object.keys(defaultUnknowns.paths)), Path).optional(),
  payDebitMethod: z.enum(["POST", "PUT"]).optional(),
  contactIdFields: Names.optional(),
  bankAccountIdFields: Names.optional(),
  cardIdFields: Names.optional(),
  transactionIdFields: Names.optional(),
  linkFields: Names.optional(),
  webhookListFields: Names.optional(),
  webhookKeyHeader: z.string().min(1).optional(),
  directionByPrefix: z
    .array(z.object({ prefix: z.string().min(1), direction: z.enum(["debit", "credit"]) }))
    .optional(),
  cardPrefixes: Names.optional(),
  cancelledStates: Names.optional(),
  issuer: z.string().min(1).optional(),
  subject: z.string().min(1).optional(),
});

/** The table of unknowns with some of its rows said otherwise. Throws ZodError for a row there is not, or a value it cannot have. */
export function unknownsFrom(overrides: Readonly<Record<string, unknown>>): Unknowns {
  const { paths, ...given } = Overrides.parse(overrides);
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...defaultUnknowns, ...set, paths: { ...defaultUnknowns.paths, ...paths } };
}
