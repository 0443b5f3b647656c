import type { Action } from "@/lib/domain/answer";

export type AskCollectionInput = {
  collectionId: string;
  contactId: string;
  amount: string;
  statement: string;
  note: string;
  merchantAccountId: string;
};
export type AskAction = Action<AskCollectionInput, { collectionId: string; state: string }>;

/** Null for those who may not. */
export type CancelAction = Action<{ collectionId: string }, unknown> | null;
