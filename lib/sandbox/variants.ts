import { z } from "zod";
import { one } from "./store";
import type { Store } from "./store";

/** Where two honest Jetpays could differ: the first value is how the sandbox starts. */
export const Variants = z.object({
  missingToken: z.literal([401, 403]).default(401),
  unknownIds: z.literal([404, 422]).default(404),
  lateCancel: z.enum(["409", "400", "ok_false"]).default("409"),
  cancelRaisesEvent: z.boolean().default(true),
  failureFields: z.enum(["absent", "null"]).default("absent"),
  laterEvents: z.enum(["updated", "by_state"]).default("updated"),
  retriedBatch: z.enum(["same", "recut"]).default("same"),
  newRegistration: z.enum(["later_events", "all_events"]).default("later_events"),
  lastSentAfterReplay: z.enum(["highest", "goes_back"]).default("highest"),
  patchRevives: z.boolean().default(true),
  declinedCardSpendsLink: z.boolean().default(false),
});
export type Variants = z.infer<typeof Variants>;

export type VariantSettings = { current: Variants; set(changes: unknown): Promise<Variants>; forget(): void };

export async function openVariants(store: Store): Promise<VariantSettings> {
  const meta = await one<{ variants: unknown }>(store, "select variants from sandbox.meta");
  const settings: VariantSettings = {
    current: Variants.parse(meta?.variants ?? {}),
    async set(changes) {
      const next = Variants.parse({
        ...settings.current,
        ...z.record(z.string(), z.unknown()).parse(changes),
      });
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
