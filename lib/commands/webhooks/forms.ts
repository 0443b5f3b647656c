import { z } from "zod";
import { BATCH_SIZE, WAIT_S } from "../../domain/webhook";

const NO_EVENT = "An event id is a whole number, such as 45678.";

const EventId = z
  .string({ error: NO_EVENT })
  .trim()
  .regex(/^\d{1,16}$/, NO_EVENT)
  .transform(BigInt)
  .refine((id) => id <= BigInt(Number.MAX_SAFE_INTEGER), NO_EVENT);
const Since = z.iso
  .datetime({ offset: true, error: "Enter a date and a time with its zone." })
  .transform((text) => new Date(text));

/** Where a replay starts: with that event, or with the first created at that moment. Jetpay takes one of the two. */
const ReplayFrom = z
  .strictObject({ eventId: EventId.optional(), since: Since.optional() })
  .transform(({ eventId, since }, issue): ReplayFrom => {
    if (eventId !== undefined && since === undefined) return { eventId };
    if (since !== undefined && eventId === undefined) return { createdAt: since };
    issue.addIssue({ code: "custom", message: "Choose an event or a time to start from, one of the two." });
    return z.NEVER;
  });
export type ReplayFrom = { readonly eventId: bigint } | { readonly createdAt: Date };

const Identifier = z
  .string({ error: "Choose one of the webhooks." })
  .regex(/^(?!\.+$)[\x21-\x7e]{1,100}$/, "Choose one of the webhooks.");

const whole = (what: string, { least, most }: { readonly least: number; readonly most: number }) => {
  const error = `${what} is a whole number from ${least} to ${most}.`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};

/** Nothing else of it comes from the page: the desk knows its own address and key. */
export const RegisterWebhook = z.strictObject({ replayFrom: ReplayFrom.nullable().default(null) });
export type RegisterWebhook = z.infer<typeof RegisterWebhook>;

export const ChangeWebhook = z.strictObject({
  identifier: Identifier,
  maxBatchSize: whole("The number of events in a delivery", BATCH_SIZE),
  maxWaitSeconds: whole("The longest wait in seconds", WAIT_S),
});
export type ChangeWebhook = z.infer<typeof ChangeWebhook>;

export const ReplayEvents = z.strictObject({ identifier: Identifier, from: ReplayFrom });
export type ReplayEvents = z.infer<typeof ReplayEvents>;

export const DeleteWebhook = z.strictObject({ identifier: Identifier });
export type DeleteWebhook = z.infer<typeof DeleteWebhook>;

/** For the record. */
export const replayText = (from: ReplayFrom): string =>
  "eventId" in from ? `event ${from.eventId}` : from.createdAt.toISOString();
