import type { AttemptState, AttemptStep, IntentKind } from "../../domain/attempt";
import type { CollectionMethod } from "../../domain/collection";
import { Prisma } from "../generated/client";
import type { Sql } from "../client";
import type { StoryLine } from "../rows";
import { rowsOf } from "./shape";

export type Told = { title: string; tone: StoryLine["tone"] };
type Tried = {
  readonly kind: IntentKind;
  readonly id: string;
  /** Of a collection. */
  readonly method?: CollectionMethod;
  readonly declineReason?: string | null;
};
type AttemptRow = {
  startedAt: string;
  finishedAt: string | null;
  step: AttemptStep;
  state: AttemptState;
  words: string | null;
};

const BEGUN: Record<AttemptStep, string> = {
  create: "Sent to Jetpay",
  pay: "Asked Jetpay to pay it from the account",
  charge: "Asked Jetpay to charge the card",
};
const ACCEPTED: Record<AttemptStep, string> = {
  create: "Jetpay accepted it",
  pay: "Jetpay accepted the account",
  charge: "Card charged",
};
const ANSWERED: Record<Exclude<AttemptState, "sending" | "accepted">, Told> = {
  refused: { title: "Jetpay refused it", tone: "bad" },
  unknown: { title: "Jetpay did not answer: nobody knows yet whether it was done", tone: "attention" },
  not_sent: { title: "It was not sent and will be tried again", tone: "waiting" },
};

const inWords = (reason: string) => reason.replaceAll(/[_-]+/g, " ").trim();

function answerTo(
  { method, declineReason = null }: Tried,
  { step, state, words }: AttemptRow,
  isLast: boolean,
) {
  if (state === "sending") return null;
  const isDecline = step === "charge" && isLast && declineReason !== null;
  if (isDecline && (state === "refused" || state === "accepted"))
    return { title: `Card declined: ${inWords(declineReason)}`, tone: "bad", detail: words } as const;
  if (state !== "accepted") return { ...ANSWERED[state], detail: words };
  const title = step === "create" && method === "bank_account" ? "Debit created at Jetpay" : ACCEPTED[step];
  return { title, tone: "good", detail: words } as const;
}

/** Our calls for one intent and what came of each, oldest first. */
export async function attemptLines(db: Sql, tried: Tried): Promise<StoryLine[]> {
  const rows = await rowsOf<AttemptRow>(
    db,
    Prisma.sql`
      SELECT started_at AS "startedAt", finished_at AS "finishedAt", step, state, words
      FROM attempt WHERE intent_kind = ${tried.kind} AND intent_id = ${tried.id}::uuid ORDER BY id`,
  );
  return rows.flatMap((row, index) => {
    const { startedAt, finishedAt, step } = row;
    const begun: StoryLine = {
      at: startedAt,
      title: BEGUN[step],
      detail: null,
      tone: "waiting",
      source: "attempt",
    };
    const answer = answerTo(tried, row, index === rows.length - 1);
    if (answer === null || finishedAt === null) return [begun];
    return [begun, { ...answer, at: finishedAt, source: "attempt" }];
  });
}
