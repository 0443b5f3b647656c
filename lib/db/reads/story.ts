import { cardName } from "../../domain/card";
import type { CollectionMethod } from "../../domain/collection";
import { progressOf, type Progress } from "../../domain/transaction";
import { Prisma } from "../generated/client";
import type { Sql } from "../client";
import type { StoryLine, TransactionFacts } from "../rows";
import { attemptLines, type Told } from "./attempts";
import { rowOf, rowsOf } from "./shape";

type Payment = {
  readonly kind: "payout" | "collection";
  readonly id: string;
  /** Of a collection. */
  readonly method?: CollectionMethod;
  readonly declineReason?: string | null;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly transaction: TransactionFacts | null;
};

const MADE: Record<Payment["kind"], string> = {
  payout: "Payout prepared",
  collection: "Collection asked for",
};
const DECIDED: Record<"approve" | "reject" | "undo", Told> = {
  approve: { title: "Approved", tone: "good" },
  reject: { title: "Rejected", tone: "bad" },
  undo: { title: "Approval taken back", tone: "attention" },
};
const MOVED: Record<Exclude<Progress, "in_flight">, Told> = {
  requested: { title: "Jetpay has it", tone: "waiting" },
  completed: { title: "Completed", tone: "good" },
  failed: { title: "Failed", tone: "bad" },
  cancelled: { title: "Cancelled at Jetpay", tone: "neutral" },
};
/** Of lines at the same moment, the one that caused the others comes first. */
const RANK: Record<StoryLine["source"], number> = { staff: 0, decision: 1, attempt: 2, event: 3 };

export const transactionFacts = (db: Sql, id: string): Promise<TransactionFacts | null> =>
  rowOf(
    db,
    Prisma.sql`
      SELECT id, direction, state, is_return AS "isReturn", announced_at AS "announcedAt",
        started_at AS "startedAt", completed_at AS "completedAt", failed_at AS "failedAt",
        fail_reason AS "failReason", fail_direction AS "failDirection"
      FROM transaction WHERE id = ${id}`,
  );

type DecisionRow = { at: string; verdict: keyof typeof DECIDED; by: string; reason: string | null };
const decisions = async (db: Sql, payoutId: string): Promise<StoryLine[]> => {
  const rows = await rowsOf<DecisionRow>(
    db,
    Prisma.sql`
      SELECT d.decided_at AS at, d.verdict, s.name AS by, d.reason
      FROM decision d JOIN staff s ON s.id = d.checker_id WHERE d.payout_id = ${payoutId}::uuid ORDER BY d.id`,
  );
  return rows.map(({ at, verdict, by, reason }) => ({
    ...DECIDED[verdict],
    at,
    detail: reason === null ? `By ${by}` : `By ${by}: ${reason}`,
    source: "decision",
  }));
};

const cancellations = async (db: Sql, { kind, id }: Payment): Promise<StoryLine[]> => {
  const rows = await rowsOf<{ at: string; by: string }>(
    db,
    Prisma.sql`
      SELECT a.at, s.name AS by FROM audit_entry a JOIN staff s ON s.id = a.actor_id
      WHERE a.subject_kind = ${kind} AND a.subject_id = ${id} AND a.deed = ${`${kind}.cancel`} AND a.outcome = 'done'
      ORDER BY a.id`,
  );
  return rows.map(({ at, by }) => ({
    at,
    title: "Cancelled",
    detail: `By ${by}`,
    tone: "neutral",
    source: "staff",
  }));
};

/** Jetpay's word as a person reads it: `awaiting_funds` is "Awaiting funds". */
const plain = (state: string) => {
  const words = state.replaceAll(/[_-]+/g, " ").trim();
  return words === "" ? "A state without a name" : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

function toldOf(state: string, progress: Progress, isAfterCompletion: boolean): Told {
  if (progress === "failed" && isAfterCompletion)
    return { title: "Returned after it had completed", tone: "bad" };
  return progress === "in_flight" ? { title: plain(state), tone: "waiting" } : MOVED[progress];
}

type EventRow = { at: string; state: string; lastState: string | null; lastProgress: Progress | null };
/** The word a transaction stands at was read when it came in, with whatever words mean that it was cancelled. */
const readAs = ({ state, lastState, lastProgress }: EventRow): Progress =>
  state === lastState && lastProgress !== null ? lastProgress : progressOf(state);

const events = async (db: Sql, transaction: TransactionFacts): Promise<StoryLine[]> => {
  const rows = await rowsOf<EventRow>(
    db,
    Prisma.sql`
      SELECT e.created_at AS at, e.state, t.state AS "lastState", t.progress AS "lastProgress"
      FROM transaction t JOIN event e ON e.id = ANY (t.event_ids)
      WHERE t.id = ${transaction.id} ORDER BY e.id LIMIT 500`,
  );
  const progresses = rows.map(readAs);
  const completed = progresses.indexOf("completed");
  const lastFailure = progresses.lastIndexOf("failed");
  return rows.map(({ at, state }, index) => ({
    ...toldOf(state, progresses[index] ?? "in_flight", completed !== -1 && completed < index),
    at,
    detail:
      index === lastFailure && transaction.failReason !== null ? `Reason: ${transaction.failReason}` : null,
    source: "event",
  }));
};

const byTime = (a: StoryLine, b: StoryLine) => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return RANK[a.source] - RANK[b.source];
};

/** What happened to a transaction that nobody here asked for. */
export const storyOfTransaction = async (db: Sql, transaction: TransactionFacts): Promise<StoryLine[]> =>
  (await events(db, transaction)).toSorted(byTime);

/** Everything that happened to a payment, oldest first. */
export async function storyOf(db: Sql, payment: Payment): Promise<StoryLine[]> {
  const { kind, id, madeAt, madeBy, transaction } = payment;
  const made: StoryLine = {
    at: madeAt,
    title: MADE[kind],
    detail: `By ${madeBy}`,
    tone: "neutral",
    source: "staff",
  };
  const decided = kind === "payout" ? await decisions(db, id) : [];
  const cancelled = await cancellations(db, payment);
  const tried = await attemptLines(db, payment);
  const told = transaction === null ? [] : await events(db, transaction);
  return [made, ...decided, ...cancelled, ...tried, ...told].toSorted(byTime);
}

const BEGUN = {
  contact: {
    title: "Contact added",
    from: Prisma.sql`contact`,
    at: Prisma.sql`created_at`,
    by: Prisma.sql`created_by`,
  },
  bank_account: {
    title: "Bank account added",
    from: Prisma.sql`bank_account`,
    at: Prisma.sql`added_at`,
    by: Prisma.sql`added_by`,
  },
  card: {
    title: "Capture page asked for",
    from: Prisma.sql`card`,
    at: Prisma.sql`asked_at`,
    by: Prisma.sql`asked_by`,
  },
} as const;

/** Everything that happened while a contact, a bank account or a card was made at Jetpay, oldest first. */
export async function storyOfMethod(db: Sql, kind: keyof typeof BEGUN, id: string): Promise<StoryLine[]> {
  const { title, from, at, by } = BEGUN[kind];
  const begun = await rowOf<{ at: string; by: string | null }>(
    db,
    Prisma.sql`SELECT m.${at} AS at, s.name AS by FROM ${from} m LEFT JOIN staff s ON s.id = m.${by} WHERE m.id = ${id}::uuid`,
  );
  const made: StoryLine[] =
    begun === null
      ? []
      : [{ at: begun.at, title, detail: begun.by && `By ${begun.by}`, tone: "neutral", source: "staff" }];
  const captured = kind === "card" ? await captures(db, id) : [];
  return [...made, ...(await attemptLines(db, { kind, id })), ...captured].toSorted(byTime);
}

type Capture = {
  at: string;
  outcome: "captured" | "failed";
  brand: string | null;
  lastFour: string | null;
  reason: string | null;
};
const captures = async (db: Sql, cardId: string): Promise<StoryLine[]> => {
  const rows = await rowsOf<Capture>(
    db,
    Prisma.sql`
      SELECT k.at, k.outcome, k.brand, k.last_four AS "lastFour", k.reason
      FROM card d JOIN captured_card k ON k.id = d.jetpay_id WHERE d.id = ${cardId}::uuid`,
  );
  return rows.map(({ at, outcome, reason, ...card }) =>
    outcome === "captured"
      ? { at, title: "Card captured", detail: cardName(card), tone: "good", source: "event" }
      : {
          at,
          title: "Card not captured",
          detail: reason && `Reason: ${reason}`,
          tone: "bad",
          source: "event",
        },
  );
};
