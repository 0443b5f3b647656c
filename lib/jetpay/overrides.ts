import { z } from "zod";
import { defaultUnknowns, type Unknowns } from "./unknowns";

const { paths: defaultPaths } = defaultUnknowns;

const placesIn = (path: string): string[] => path.match(/\{\w*\}/g) ?? [];

/** Only the places of the path it stands for can be filled; another would fail at the call. */
const pathLike = (known: string) =>
  z
    .string()
    .regex(/^\/(?:[\w\-./]|\{\w+\})*$/, "is a path such as /contact/bank-account")
    .refine((path) => placesIn(path).every((place) => placesIn(known).includes(place)), {
      error: `is a path with no other places than those of ${known}`,
    })
    .optional();

const Name = z.string().min(1);
const Names = z.array(Name).min(1);
const Words = z.array(z.string().min(1).toLowerCase()).min(1);
const Refusals = z.array(z.int().min(400).max(499));

/** One name said otherwise leaves the others as they are; no two may be alike, or one value would hide another. */
const namesLike = <Field extends string>(known: Readonly<Record<Field, string>>) =>
  z
    .partialRecord(z.enum(Object.keys(known)), Name)
    .transform((given): Readonly<Record<Field, string>> => ({ ...known, ...given }))
    .refine((names) => new Set(Object.values(names)).size === Object.keys(names).length, {
      error: "has a name twice",
    })
    .optional();

const Overrides = z.strictObject({
  paths: z
    .strictObject({
      contact: pathLike(defaultPaths.contact),
      bankAccount: pathLike(defaultPaths.bankAccount),
      debit: pathLike(defaultPaths.debit),
      credit: pathLike(defaultPaths.credit),
      payDebit: pathLike(defaultPaths.payDebit),
      cardUrl: pathLike(defaultPaths.cardUrl),
      cardCharge: pathLike(defaultPaths.cardCharge),
      status: pathLike(defaultPaths.status),
      transaction: pathLike(defaultPaths.transaction),
      webhooks: pathLike(defaultPaths.webhooks),
      webhook: pathLike(defaultPaths.webhook),
      keySet: pathLike(defaultPaths.keySet),
    } satisfies Record<keyof Unknowns["paths"], unknown>)
    .optional(),
  payDebitMethod: z.enum(["POST", "PUT"]).optional(),
  payDebitBy: z.enum(["account", "details"]).optional(),
  payDebitAccountField: Name.optional(),
  payDebitDetailFields: namesLike(defaultUnknowns.payDebitDetailFields),
  chargeFields: namesLike(defaultUnknowns.chargeFields),
  contactIdFields: Names.optional(),
  bankAccountIdFields: Names.optional(),
  cardIdFields: Names.optional(),
  cardUrlFields: Names.optional(),
  transactionIdFields: Names.optional(),
  linkFields: Names.optional(),
  stateFields: Names.optional(),
  declineFields: Names.optional(),
  declineWrappers: z.array(Name).optional(),
  declineStatuses: Refusals.optional(),
  declineStatusesWithCode: Refusals.optional(),
  webhookListFields: Names.optional(),
  webhookKeyHeader: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, "is the name of a header: letters, digits and hyphens")
    .optional(),
  directionByPrefix: z.array(z.object({ prefix: Name, direction: z.enum(["debit", "credit"]) })).optional(),
  cardPrefixes: Names.optional(),
  cardEventIdFields: Names.optional(),
  cardContactFields: Names.optional(),
  cardBrandFields: Names.optional(),
  cardLastFourFields: Names.optional(),
  cardReasonFields: Names.optional(),
  cardWorkedFields: Names.optional(),
  cardStateFields: Names.optional(),
  cardWorkedWords: Words.optional(),
  cardFailedWords: Words.optional(),
  cancelledStates: Names.optional(),
  issuer: Name.optional(),
  subject: Name.optional(),
} satisfies Record<keyof Unknowns, unknown>);

/** The table of unknowns with some of its rows said otherwise. Throws ZodError for a row there is not, or a value it cannot have. */
export function unknownsFrom(overrides: Readonly<Record<string, unknown>>): Unknowns {
  const { paths, ...given } = Overrides.parse(overrides);
  return { ...defaultUnknowns, ...givenIn(given), paths: { ...defaultPaths, ...givenIn(paths ?? {}) } };
}

type Given<Row> = { [Name in keyof Row]?: Exclude<Row[Name], undefined> };
const givenIn = <Row extends object>(rows: Row): Given<Row> =>
  Object.fromEntries(Object.entries(rows).filter(([, value]) => value !== undefined)) as Given<Row>; // only undefined is left out
