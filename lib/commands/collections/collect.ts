import { z } from "zod";
import { AccountNumber } from "../../domain/bank-account-input";
import { Id } from "../../domain/ids";
import { Refusal } from "../../domain/refusal";
import type { Ctx, StaffCtx } from "../context";
import { addCollection, CollectionForm, payer, type Source } from "./add";
import { answerFor, type CollectionAnswer } from "./answer";
import { obstacleToNumber } from "./account-number";
import { sendCollection } from "./send";

/** Before any agreement that could still hold, and before PostgreSQL's and JavaScript's calendars part. */
const EARLIEST_AGREEMENT = "1970-01-01";

const FromCard = z.object({ kind: z.literal("card"), cardId: Id });
const FromBankAccount = z.object({
  kind: z.literal("bank_account"),
  bankAccountId: Id,
  /** The day the customer signed the pre-authorized debit agreement, which the marketplace obtains. */
  agreedOn: z.iso
    .date({ error: "Enter the day the customer signed the debit agreement." })
    .refine((day) => day >= EARLIEST_AGREEMENT, "That day is too long ago."),
  /** Only where Jetpay asks for it at every payment; it goes there and nowhere else. */
  accountNumber: AccountNumber.nullable().default(null),
});

export const CollectFromMethod = z.object({
  ...CollectionForm,
  from: z.discriminatedUnion("kind", [FromCard, FromBankAccount], {
    error: "Choose a card or a bank account.",
  }),
});
export type CollectFromMethod = z.infer<typeof CollectFromMethod>;
type FromCard = z.infer<typeof FromCard>;
type FromBankAccount = z.infer<typeof FromBankAccount>;

/**
 * Takes money from a customer's saved card or bank account. The same form sent twice takes it once. Throws
 * Refusal("jetpay_refused") for a card that was declined.
 */
export async function collectFromMethod(ctx: StaffCtx, input: CollectFromMethod): Promise<CollectionAnswer> {
  const { collectionId, from } = input;
  const contact = await payer(ctx, input.contactId);
  const source =
    from.kind === "card" ? await cardOf(ctx, contact.id, from) : await accountOf(ctx, contact.id, from);
  await addCollection(ctx, "collection.charge", contact, input, source);
  const accountNumber = from.kind === "card" ? null : from.accountNumber;
  return answerFor(ctx, collectionId, await sendCollection(ctx, collectionId, accountNumber));
}

async function cardOf(ctx: Ctx, contactId: string, { cardId }: FromCard): Promise<Source> {
  const card = await ctx.work.cardOrder(cardId);
  if (card?.contactId !== contactId || card.state !== "active")
    throw new Refusal("bad_input", "That card cannot be charged.", {
      "from.cardId": "Choose one of this customer’s cards that is ready to be charged.",
    });
  return { method: "card", cardId };
}

async function accountOf(
  ctx: Ctx,
  contactId: string,
  { bankAccountId, agreedOn, accountNumber }: FromBankAccount,
): Promise<Source> {
  const account = await ctx.work.bankAccountOrder(bankAccountId);
  if (account?.contactId !== contactId || account.state !== "active")
    throw new Refusal("bad_input", "That account cannot be debited.", {
      "from.bankAccountId": "Choose one of this customer’s usable accounts.",
    });
  if (agreedOn > ctx.now().toISOString().slice(0, 10))
    throw new Refusal("bad_input", "A debit needs an agreement that is signed already.", {
      "from.agreedOn": "This day has not come yet.",
    });
  const obstacle = obstacleToNumber(ctx, account, accountNumber);
  if (obstacle !== null) throw new Refusal("bad_input", obstacle, { "from.accountNumber": obstacle });
  return { method: "bank_account", bankAccountId, agreedOn };
}
