import type { Action } from "@/lib/domain/answer";

export type AskInput = {
  collectionId: string;
  contactId: string;
  amount: string;
  statement: string;
  note: string;
  merchantAccountId: string;
};
export type AskAction = Action<AskInput, { collectionId: string; state: string }>;

/** Whose account number is null where Jetpay does not ask for it. */
export type From =
  | { kind: "card"; cardId: string }
  | { kind: "bank_account"; bankAccountId: string; agreedOn: string; accountNumber: string | null };
/** The same, from a saved method: charged or debited at once. */
export type CollectInput = AskInput & { from: From };
/** A card's "no" is an answer too: its state is "declined", and the reason is Jetpay's own word. */
export type CollectAction = Action<
  CollectInput,
  { collectionId: string; state: string; declineReason: string | null }
>;

/** Pays a debit that Jetpay has already made. Null for those who may not. */
export type PayAction = Action<
  { collectionId: string; accountNumber: string },
  { collectionId: string; state: string }
> | null;

/** Null for those who may not. */
export type CancelAction = Action<{ collectionId: string }, unknown> | null;
