import type { Action } from "@/lib/domain/answer";

type Seen = { payoutId: string; version: number; seal: string };

/** What a payout's page can ask for. An action is null for those who may not. */
export type PayoutActions = {
  readonly approve: Action<Seen, { undoUntil: string | null }> | null;
  readonly reject: Action<Seen & { reason: string }, unknown> | null;
  readonly undo: Action<{ payoutId: string; version: number }, unknown> | null;
  readonly cancel: Action<{ payoutId: string; version: number }, unknown> | null;
};

export type MakePayoutInput = {
  payoutId: string;
  contactId: string;
  bankAccountId: string | null;
  amount: string;
  statement: string;
  note: string;
  merchantAccountId: string;
};
