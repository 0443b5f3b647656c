/** What each list can be asked for. The addresses, the screens and the database read these same words. */
export const CONTACT_VIEWS = ["all", "vendors", "customers", "attention"] as const;
export const CONTACT_SORTS = ["-created", "created", "name", "-name"] as const;

export const PAYOUT_VIEWS = ["waiting", "mine", "moving", "unknown", "completed", "failed", "all"] as const;
export const PAYOUT_SORTS = ["-made", "made", "-amount", "amount"] as const;

export const COLLECTION_VIEWS = ["open", "moving", "completed", "failed", "unknown", "all"] as const;
export const COLLECTION_SORTS = ["-asked", "asked", "-amount", "amount"] as const;

export const FAILURE_VIEWS = [
  "all",
  "collections",
  "payouts",
  "returned",
  "declined",
  "refused",
  "unknown",
] as const;
export const FAILURE_SORTS = ["-at", "at"] as const;

export const AUDIT_VIEWS = ["all", "done", "refused"] as const;
export const AUDIT_SORTS = ["-at", "at"] as const;

export const EVENT_VIEWS = ["deliveries", "events", "quarantined", "unclaimed"] as const;

export type ContactView = (typeof CONTACT_VIEWS)[number];
export type ContactSort = (typeof CONTACT_SORTS)[number];
export type PayoutView = (typeof PAYOUT_VIEWS)[number];
export type PayoutSort = (typeof PAYOUT_SORTS)[number];
export type CollectionView = (typeof COLLECTION_VIEWS)[number];
export type CollectionSort = (typeof COLLECTION_SORTS)[number];
export type FailureView = (typeof FAILURE_VIEWS)[number];
export type FailureSort = (typeof FAILURE_SORTS)[number];
export type AuditView = (typeof AUDIT_VIEWS)[number];
export type AuditSort = (typeof AUDIT_SORTS)[number];
export type EventView = (typeof EVENT_VIEWS)[number];

/** One question to a list. `after` and `before` are cursors handed out with an earlier page; at most one is set. */
export type ListQuery<View, Sort> = {
  readonly q: string;
  readonly view: View;
  readonly sort: Sort;
  readonly after: string | null;
  readonly before: string | null;
  /** Days in UTC, `YYYY-MM-DD`, both included. They speak of the day a payment completed in the view of completed ones, of the day of the failure among failures, and else of the day it was asked for or made. */
  readonly from?: string | null;
  readonly to?: string | null;
};
/** `reason` is Jetpay's own word for why. */
export type FailureQuery = ListQuery<FailureView, FailureSort> & { readonly reason?: string | null };
/** `by` is a colleague's id, or the kind of another actor; `about` is a subject as `kind:id`. */
export type AuditQuery = ListQuery<AuditView, AuditSort> & {
  readonly by?: string | null;
  readonly deed?: string | null;
  readonly about?: string | null;
};

export const PAGE_SIZE = 50;
/** Counts stop here, and say so. */
export const COUNT_LIMIT = 1_000;
