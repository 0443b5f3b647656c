import { z } from "zod";
import { FIRST_STEP } from "../../domain/collection";
import { Id } from "../../domain/ids";
import { AmountInput } from "../../domain/money-input";
import { referenceFrom } from "../../domain/reference";
import { Refusal } from "../../domain/refusal";
import { Note, Statement } from "../../domain/statement-input";
import type { Ctx, StaffCtx } from "../context";
import { addOnce } from "../once";

/** What every form says that asks a customer for money. */
export const CollectionForm = {
  collectionId: Id,
  contactId: Id,
  amount: AmountInput,
  statement: Statement,
  note: Note,
  merchantAccountId: z.string().min(1, "Choose the account where the money should land.").max(100),
};
type CollectionForm = z.infer<z.ZodObject<typeof CollectionForm>>;

/** How the customer pays. `agreedOn` is a day, `YYYY-MM-DD`. */
export type Source =
  | { readonly method: "link" }
  | { readonly method: "card"; readonly cardId: string }
  | { readonly method: "bank_account"; readonly bankAccountId: string; readonly agreedOn: string };

export type Payer = NonNullable<Awaited<ReturnType<Ctx["work"]["contactOrder"]>>>;

/** Who should pay. Throws a Refusal when this contact cannot be asked for money. */
export async function payer(ctx: Ctx, contactId: string): Promise<Payer> {
  const contact = await ctx.work.contactOrder(contactId);
  if (contact === null)
    throw new Refusal("not_found", "Choose who should pay.", { contactId: "Choose who should pay." });
  if (contact.jetpayId === null)
    throw new Refusal("not_ready", "Jetpay does not know this contact yet, so it cannot be asked for money.");
  if (!contact.isCustomer)
    throw new Refusal("bad_input", `${contact.name} is not a customer.`, {
      contactId: "Only a customer can be asked for money.",
    });
  return contact;
}

/** Adds a collection whose first step is due at once. The same form sent twice adds one; with other values it is refused. */
export async function addCollection(
  ctx: StaffCtx,
  deed: "collection.ask" | "collection.charge",
  contact: Payer,
  form: CollectionForm,
  source: Source,
): Promise<void> {
  const { collectionId, amount, statement, merchantAccountId } = form;
  const reference = referenceFrom(ctx.random(6));
  const note = form.note ?? "";
  const { method } = source;
  const cardId = source.method === "card" ? source.cardId : null;
  const bankAccountId = source.method === "bank_account" ? source.bankAccountId : null;
  const agreedOn = source.method === "bank_account" ? source.agreedOn : null;
  const shown = { reference, contactId: contact.id, statement, method, cardId, bankAccountId, agreedOn };
  const added = await addOnce(
    ctx,
    {
      deed,
      subject: { kind: "collection", id: collectionId },
      after: { ...shown, amountCents: `${amount}` },
    },
    (writes) =>
      writes.addCollection({
        ...shown,
        id: collectionId,
        state: "waiting",
        nextStep: FIRST_STEP[method],
        merchantAccountId,
        amountCents: amount,
        note,
        agreedOn: agreedOn === null ? null : new Date(`${agreedOn}T00:00:00Z`),
        askedBy: ctx.actor.id,
        askedAt: ctx.now(),
        sendAt: ctx.now(),
        search: `${reference} ${contact.name} ${contact.email} ${statement} ${note}`.toLowerCase(),
      }),
  );
  if (added) return;
  const there = await ctx.work.collectionOrder(collectionId);
  const isSame =
    there?.contactId === contact.id &&
    there.amountCents === amount &&
    there.merchantAccountId === merchantAccountId &&
    there.statement === statement &&
    there.note === note &&
    there.method === method &&
    there.cardId === cardId &&
    there.bankAccountId === bankAccountId &&
    (there.agreedOn?.toISOString().slice(0, 10) ?? null) === agreedOn;
  if (!isSame)
    throw new Refusal(
      "already_exists",
      "This form was already sent with other values. Look at what became of it before you send another.",
    );
}
