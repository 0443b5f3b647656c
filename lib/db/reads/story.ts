import { progressOf, type Progress } from "../../domain/transaction";
import type { AttemptState } from "../../domain/attempt";
import { Prisma } from "../generated/client";
import type { Sql } from "../client";
import type { StoryLine, TransactionFacts } from "../rows";
import { rowOf, rowsOf } from "./shape";

type Tone = StoryLine["tone"];
type Told = { title: string; tone: Tone };
type Subject = {
  readonly kind: "payout" | "collection";
  readonly id: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly transaction: TransactionFacts | null;
};

const MADE: Record<Subject["kind"], string> = {
  payout: "Payout prepared",
  collection: "Collection asked for",
};
const DECIDED: Record<"approve" | "reject" | "undo", Told> = {
  approve: { title: "Approved", tone: "good" },
  reject: { title: "Rejected", tone: "bad" },
  undo: { title: "Approval taken back", tone: "attention" },
};
const ANSWERED: Record<Exclude<AttemptState, "sending">, Told> = {
  accepted: { title: "Jetpay accepted it", tone: "good" },
  refused: { title: "Jetpay refused it", tone: "bad" },
  unknown: { title: "Jetpay did not answer: nobody knows yet whether it was done", tone: "attention" },
  not_sent: { title: "It was not sent and will be tried again", tone: "waiting" },
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

const cancellations = async (db: Sql, { kind, id }: Subject): Promise<StoryLine[]> => {
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

type AttemptRow = { startedAt: string; finishedAt: string | null; state: AttemptState; words: string | null };
const attempts = async (db: Sql, { kind, id }: Subject): Promise<StoryLine[]> => {
  const rows = await rowsOf<AttemptRow>(
    db,
    Prisma.sql`
      SELECT started_at AS "startedAt", finished_at AS "finishedAt", state, words
      FROM attempt WHERE intent_kind = ${kind} AND intent_id = ${id}::uuid ORDER BY id`,
  );
  return rows.flatMap(({ startedAt, finishedAt, state, words }) => {
    const begun: StoryLine = {
      at: startedAt,
      title: "Sent to Jetpay",
      detail: null,
      tone: "waiting",
      source: "attempt",
    };
    if (state === "sending" || finishedAt === null) return [begun];
    return [begun, { ...ANSWERED[state], at: finishedAt, detail: words, source: "attempt" }];
  });
};

/** Jetpay's word as a person reads it: `awaiting_funds` is "Awaiting funds". */
const plain = (state: string) => {
  const words = state.replaceAll(/[_-]+/g, " ").trim();
  return words === "" ? "A state without a name" : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

function toldOf(state: string, isAfterCompletion: boolean): Told {
  const progress = progressOf(state);
  if (progress === "failed" && isAfterCompletion)
    return { title: "Returned after it had completed", tone: "bad" };
  return progress === "in_flight" ? { title: plain(state), tone: "waiting" } : MOVED[progress];
}

const events = async (db: Sql, transaction: TransactionFacts): Promise<StoryLine[]> => {
  const rows = await rowsOf<{ at: string; state: string }>(
    db,
    Prisma.sql`SELECT created_at AS at, state FROM event WHERE transaction_id = ${transaction.id} ORDER BY id LIMIT 500`,
  );
  const completed = rows.findIndex(({ state }) => progressOf(state) === "completed");
  const lastFailure = rows.findLastIndex(({ state }) => progressOf(state) === "failed");
  return rows.map(({ at, state }, index) => ({
    ...toldOf(state, completed !== -1 && completed < index),
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
export async function storyOf(db: Sql, subject: Subject): Promise<StoryLine[]> {
  const { kind, id, madeAt, madeBy, transaction } = subject;
  const made: StoryLine = {
    at: madeAt,
    title: MADE[kind],
    detail: `By ${madeBy}`,
    tone: "neutral",
    source: "staff",
  };
  const decided = kind === "payout" ? await decisions(db, id) : [];
  const cancelled = await cancellations(db, subject);
  const tried = await attempts(db, subject);
  const told = transaction === null ? [] : await events(db, transaction);
  return [made, ...decided, ...cancelled, ...tried, ...told].toSorted(byTime);
}
