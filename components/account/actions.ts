import type { Action } from "@/lib/domain/answer";

type Nothing = Readonly<Record<string, never>>;

export type SetUp = { factorId: string; secret: string; path: string; size: number };

/** What people may do about their own account. */
export type AccountActions = {
  readonly begin: Action<Nothing, SetUp>;
  readonly confirm: Action<{ factorId: string; code: string }, { codes: string[] }>;
  readonly remove: Action<{ factorId: string }, unknown>;
  readonly makeCodes: Action<Nothing, { codes: string[] }>;
  readonly endSession: Action<{ sessionId: string }, unknown>;
  readonly endOthers: Action<Nothing, { ended: number }>;
};
