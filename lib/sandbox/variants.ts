import { z } from "zod";
import { one } from "./store";
import type { Store } from "./store";

/** Headers of a delivery that mean something else already. */
const TAKEN_HEADERS = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Where two honest Jetpays could differ: the first value of each is how the sandbox starts. */
const SIDES = {
  lastSentAfterReplay: z.enum(["highest", "goes_back"]).default("highest"),
  bothReplayFields: z.enum(["422", "id_wins"]).default("422"),
  /** False: PATCH takes only the two sizes, and a failed webhook stays failed. */
  patchRevives: z.boolean().default(true),
  retriedBatch: z.enum(["same", "recut"]).default("same"),
  newRegistration: z.enum(["later_events", "all_events"]).default("later_events"),
  bankAccountFields: z.enum(["numbers_and_holder", "all"]).default("numbers_and_holder"),
  unknownIds: z.literal([404, 422]).default(404),
  missingToken: z.literal([401, 403]).default(401),
  lateCancel: z.enum(["409", "400", "ok_false"]).default("409"),
  /** Whether `initiated` can be cancelled while the money has not been pulled. */
  cancelInitiated: z.enum(["refused", "allowed"]).default("refused"),
  cancelRaisesEvent: z.boolean().default(true),
  declinedCharge: z.enum(["402", "400", "failed"]).default("402"),
  firstChargeEvent: z.enum(["paid", "requested"]).default("paid"),
  laterEvents: z.enum(["updated", "by_state"]).default("updated"),
  payDebitMethod: z.enum(["POST", "PUT"]).default("POST"),
  payDebitBy: z.enum(["account", "details"]).default("account"),
  declinedCardSpendsLink: z.boolean().default(false),
  cardDetails: z.enum(["event", "answer", "nowhere"]).default("event"),
  bankAccountPath: z.enum(["bank_account", "bank-account"]).default("bank_account"),
  failureFields: z.enum(["absent", "null"]).default("absent"),
  /** The header that carries `callback_api_key`. */
  callbackKeyHeader: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9-]{1,60}$/)
    .refine((name) => !TAKEN_HEADERS.has(name), "This header means something else")
    .default("x-api-key"),
};

export const Variants = z.object(SIDES);
export type Variants = z.infer<typeof Variants>;
export type VariantName = keyof Variants;
export const VARIANT_NAMES = Object.keys(SIDES) as VariantName[];

export type VariantSettings = {
  current: Variants;
  /** Changes what is named and leaves the rest; throws a ZodError for a name or a side that is not there. */
  set(changes: Record<string, unknown>): Promise<Variants>;
  forget(): void;
};

export async function openVariants(store: Store): Promise<VariantSettings> {
  const meta = await one<{ variants: unknown }>(store, "select variants from sandbox.meta");
  const settings: VariantSettings = {
    current: Variants.parse(meta?.variants ?? {}),
    async set(changes) {
      const next = z.strictObject(SIDES).parse({ ...settings.current, ...changes });
      await store.rows("update sandbox.meta set variants = $1", [JSON.stringify(next)]);
      settings.current = next;
      return next;
    },
    forget() {
      settings.current = Variants.parse({});
    },
  };
  return settings;
}
