import { z } from "zod";
import {
  ACCOUNT_TYPES,
  BANK_ACCOUNT_OBSTACLES,
  canadianPostalCode,
  obstacleToPostalCode,
  tidyCountry,
  withoutGaps,
} from "./bank-account";
import { field } from "./field";

const OBSTACLES = BANK_ACCOUNT_OBSTACLES;

export const AccountNumber = field(OBSTACLES.accountNumber, withoutGaps);

const PlaceOfHolder = z.object({ country: z.string(), postalCode: z.string().min(1) });

/** Account numbers pass through to Jetpay once: what this yields is never stored or logged as it is. */
export const BankAccountForm = z
  .object({
    institutionNumber: field(OBSTACLES.institutionNumber),
    transitNumber: field(OBSTACLES.transitNumber),
    accountNumber: AccountNumber,
    holderName: field(OBSTACLES.holderName),
    title: field(OBSTACLES.title),
    accountType: z.enum(ACCOUNT_TYPES, { error: "Choose chequing or savings." }),
    holderEmail: field(OBSTACLES.holderEmail),
    street: field(OBSTACLES.street),
    city: field(OBSTACLES.city),
    postalCode: field(OBSTACLES.postalCode),
    country: field(OBSTACLES.country, tidyCountry),
  })
  .superRefine(
    ({ country, postalCode }, context) => {
      const message = obstacleToPostalCode(country, postalCode);
      if (message !== null) context.addIssue({ code: "custom", path: ["postalCode"], message });
    },
    { when: ({ value }) => PlaceOfHolder.safeParse(value).success }, // told together with the other fields, not after them
  )
  .transform((form) => {
    const postalCode = form.country === "CA" ? canadianPostalCode(form.postalCode) : null;
    return { ...form, postalCode: postalCode ?? form.postalCode };
  });
export type BankAccountForm = z.infer<typeof BankAccountForm>;
