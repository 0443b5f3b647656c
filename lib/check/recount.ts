import { progressOf, type Direction } from "../domain/transaction";
import type { Rig } from "./rig";

/** Why Jetpay said a transaction failed, and which of its failures that was about. */
export type ReadReason = {
  readonly reason: string;
  readonly direction: string;
  readonly failedEventId: bigint;
};

type EventRow = { id: bigint; transaction_id: string; direction: Direction; state: string; created_at: Date };
type IntentRow = {
  kind: "payout" | "collection";
  id: string;
  reference: string;
  state: string;
  amount_cents: bigint;
  contact_id: string;
  name: string;
  transaction_id: string | null;
  decline_reason: string | null;
  problem: string | null;
  finished_at: Date | null;
  made_at: Date;
};
type Failure = Record<string, unknown> & { id: string; at: Date; kind: string; direction: Direction };

const searchOf = (...words: (string | null | undefined)[]) =>
  words
    .filter((word) => word != null)
    .join(" ")
    .toLowerCase();

const keptEvents = ({ prisma }: Rig) =>
  prisma.$queryRaw<EventRow[]>`
    SELECT id, transaction_id, direction, state, created_at FROM event WHERE transaction_id IS NOT NULL ORDER BY id`;
const intents = ({ prisma }: Rig) =>
  prisma.$queryRaw<IntentRow[]>`
    SELECT i.*, k.name, a.finished_at FROM (
      SELECT 'payout' AS kind, id, reference, state, amount_cents, contact_id, transaction_id, NULL AS decline_reason,
        problem, made_at FROM payout
      UNION ALL SELECT 'collection', id, reference, state, amount_cents, contact_id, transaction_id, decline_reason,
        problem, asked_at FROM collection
    ) i JOIN contact k ON k.id = i.contact_id
    LEFT JOIN LATERAL (
      SELECT finished_at FROM attempt WHERE intent_kind = i.kind AND intent_id = i.id ORDER BY attempt.id DESC LIMIT 1
    ) a ON true`;

/** What a transaction's events say, read from the first to the last. */
function historyOf(events: readonly EventRow[]) {
  const last = events.at(-1);
  const completed = events.find(({ state }) => progressOf(state) === "completed") ?? null;
  const failed = events.findLast(({ state }) => progressOf(state) === "failed") ?? null;
  const stands = last === undefined ? null : progressOf(last.state);
  return {
    completed,
    failed: stands === "failed" ? failed : null,
    isReturn: completed !== null && failed !== null && completed.id < failed.id,
  };
}

function failureOfTransaction(
  id: string,
  events: readonly EventRow[],
  owner: IntentRow | undefined,
  read: ReadReason | undefined,
): Failure | null {
  const { failed, isReturn } = historyOf(events);
  if (failed === null) return null;
  const declined = owner?.decline_reason ?? null;
  const unreturned = declined === null ? "failed" : "declined";
  return {
    id,
    at: failed.created_at,
    kind: isReturn ? "returned" : unreturned,
    subject: "payment",
    direction: failed.direction,
    amount_cents: owner?.amount_cents ?? null,
    contact_id: owner?.contact_id ?? null,
    reason: read?.reason ?? declined,
    fail_direction: read?.direction ?? null,
    payout_id: owner?.kind === "payout" ? owner.id : null,
    collection_id: owner?.kind === "collection" ? owner.id : null,
    reference: owner?.reference ?? null,
    transaction_id: id,
    words: null,
    is_unexplained: read?.failedEventId !== failed.id,
    search: searchOf(owner?.name, owner?.reference, read?.reason, id),
  };
}

function failureOfIntent(intent: IntentRow, hasFailedTransaction: boolean): Failure | null {
  const { id, kind, state, decline_reason: declined } = intent;
  const isCollection = kind === "collection";
  if (!["refused", "unknown", ...(isCollection ? ["declined"] : [])].includes(state)) return null;
  if (isCollection && hasFailedTransaction) return null;
  return {
    id,
    at: intent.finished_at ?? intent.made_at,
    kind: state,
    subject: "payment",
    direction: isCollection ? "debit" : "credit",
    amount_cents: intent.amount_cents,
    contact_id: intent.contact_id,
    reason: declined,
    fail_direction: state === "declined" ? "pull" : null,
    payout_id: isCollection ? null : id,
    collection_id: isCollection ? id : null,
    reference: intent.reference,
    transaction_id: intent.transaction_id,
    words: intent.problem,
    is_unexplained: false,
    search: searchOf(intent.name, intent.reference, declined),
  };
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

/** Lines of `day direction kind reason`, each with how many and their cents, of what has not cancelled out. */
class Totals {
  private readonly lines = new Map<string, { n: bigint; cents: bigint }>();
  add(at: Date, direction: string, kind: string, reason: string | null, cents: bigint | null): void {
    const key = [dayOf(at), direction, kind, reason ?? ""].join("|");
    const known = this.lines.get(key) ?? { n: 0n, cents: 0n };
    this.lines.set(key, { n: known.n + 1n, cents: known.cents + (cents ?? 0n) });
  }
  all() {
    return [...this.lines].map(([key, { n, cents }]) => `${key}|${n}|${cents}`).toSorted();
  }
}

/** What the derived tables must hold, worked out anew from the kept events, the intents and the reasons that were read. */
export async function recount(rig: Rig, reasons: ReadonlyMap<string, ReadReason>) {
  const [events, owned] = await Promise.all([keptEvents(rig), intents(rig)]);
  const byTransaction = new Map<string, EventRow[]>();
  for (const event of events)
    byTransaction.set(event.transaction_id, [...(byTransaction.get(event.transaction_id) ?? []), event]);
  const ownerOf = new Map(owned.map((intent) => [intent.transaction_id, intent]));
  const totals = new Totals();
  const failures: Failure[] = [];
  for (const [id, told] of byTransaction) {
    const owner = ownerOf.get(id);
    const { completed } = historyOf(told);
    if (completed !== null)
      totals.add(completed.created_at, completed.direction, "completed", null, owner?.amount_cents ?? null);
    const failure = failureOfTransaction(id, told, owner, reasons.get(id));
    if (failure !== null) failures.push(failure);
  }
  const failed = new Set(failures.map(({ id }) => id));
  for (const intent of owned) {
    const failure = failureOfIntent(intent, failed.has(intent.transaction_id ?? ""));
    if (failure !== null) failures.push(failure);
  }
  for (const { at, direction, kind, reason, amount_cents: cents } of failures)
    totals.add(at, direction, kind, reason as string | null, cents as bigint | null);
  return { failures: failures.toSorted((a, b) => (a.id < b.id ? -1 : 1)), totals: totals.all() };
}

type TotalRow = { line: string };
/** What the derived tables do hold, in the same shape. */
export async function held({ prisma }: Rig) {
  const failures = await prisma.$queryRaw<Failure[]>`SELECT * FROM failure ORDER BY id COLLATE "C"`;
  const totals = await prisma.$queryRaw<TotalRow[]>`
    SELECT concat_ws('|', to_char(day, 'YYYY-MM-DD'), direction, kind, reason, n, cents) AS line FROM rollup`;
  return { failures, totals: totals.map(({ line }) => line).toSorted() };
}
