import type pg from "pg";
import { arrayText } from "./array-text";
import { gatherCards, gatherTransactions, type TransactionFacts } from "./gathered";
import type { Incoming, IncomingEvent, Ingested } from "./incoming";
import * as sql from "./statements";

export type { Incoming, Ingested, MalformedEvent } from "./incoming";

const DEADLINE_MS = 8_000;
/** More subjects than this in one notice are told as "everything". PostgreSQL's notices end at 8,000 bytes. */
const MOST_SUBJECTS = 60;

function verdictOf(incoming: Incoming, fresh: number): string {
  if (incoming.problem !== null) return "unreadable";
  if (incoming.malformed.length > 0) return "partly";
  return fresh === 0 && incoming.events.length > 0 ? "duplicate" : "applied";
}

/** What a projection did to transactions: how many it changed, and which of them want more. */
type Projected = {
  changed: number;
  claimed: string[] | null;
  failing: string[] | null;
  unexplained: string[] | null;
};
type Kept = Projected & { delivery_id: string; fresh: string[] | null };

const factsOf = (facts: readonly TransactionFacts[]) => [
  arrayText(facts.map((fact) => fact.transactionId)),
  arrayText(facts.map((fact) => fact.direction)),
  arrayText(facts.map((fact) => fact.newest.transaction.state)),
  arrayText(facts.map((fact) => fact.newest.transaction.progress)),
  arrayText(facts.map((fact) => fact.newest.id)),
  arrayText(facts.map((fact) => fact.newest.at)),
  arrayText(facts.map((fact) => fact.first.id)),
  arrayText(facts.map((fact) => fact.first.at)),
  arrayText(facts.map((fact) => fact.started?.id ?? null)),
  arrayText(facts.map((fact) => fact.started?.at ?? null)),
  arrayText(facts.map((fact) => fact.completed?.id ?? null)),
  arrayText(facts.map((fact) => fact.completed?.at ?? null)),
  arrayText(facts.map((fact) => fact.failed?.id ?? null)),
  arrayText(facts.map((fact) => fact.failed?.at ?? null)),
];

const newestOf = (events: readonly IncomingEvent[]) =>
  events.reduce<string | null>((late, { createdAt }) => ((late ?? "") > createdAt ? late : createdAt), null);

/** Keeps the delivery and projects what it brought. `fresh` are the events that were not known before. */
async function keepAndProject(db: pg.PoolClient, incoming: Incoming, topics: Set<string>) {
  const { malformed } = incoming;
  const events = incoming.events.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { rows } = await db.query<Kept>({
    name: "keep_and_project",
    text: sql.KEEP_AND_PROJECT,
    values: [
      incoming.receivedAt,
      incoming.webhookId,
      incoming.tokenId,
      incoming.keyId,
      Buffer.from(incoming.body),
      Buffer.from(incoming.sha256),
      verdictOf(incoming, events.length),
      incoming.problem,
      events.length + malformed.length,
      events.length,
      malformed.length,
      events[0]?.id ?? null,
      events.at(-1)?.id ?? null,
      newestOf(events),
      arrayText(events.map((event) => event.id)),
      arrayText(events.map((event) => event.type)),
      arrayText(events.map((event) => event.createdAt)),
      arrayText(events.map((event) => event.transaction?.id ?? null)),
      arrayText(events.map((event) => event.transaction?.direction ?? null)),
      arrayText(events.map((event) => event.transaction?.state ?? null)),
      arrayText(events.map((event) => (event.card === null ? null : JSON.stringify(event.card)))),
      arrayText(events.map((event) => event.rawAt)),
      arrayText(events.map((event) => event.rawBytes)),
      ...factsOf(gatherTransactions(events)),
    ],
  });
  const [kept] = rows;
  if (kept === undefined) throw new Error("a delivery was not kept");
  const { delivery_id: id } = kept;
  if (kept.fresh === null) {
    await follow(db, kept, topics);
    return { id, fresh: events };
  }
  const fresh = onlyKept(events, kept.fresh);
  await db.query({
    name: "correct_delivery",
    text: sql.CORRECT_DELIVERY,
    values: [id, fresh.length, verdictOf(incoming, fresh.length)],
  });
  const facts = gatherTransactions(fresh);
  if (facts.length > 0) {
    const projected = await db.query<Projected>({
      name: "project",
      text: sql.PROJECT,
      values: factsOf(facts),
    });
    if (projected.rows[0]) await follow(db, projected.rows[0], topics);
  }
  return { id, fresh };
}

/** One event for each id that was new; an id twice in one delivery was kept with its first wording. */
function onlyKept(events: readonly IncomingEvent[], keptIds: readonly string[]): IncomingEvent[] {
  const kept = new Set(keptIds);
  return events.filter(({ id }) => kept.delete(String(id)));
}

/** Brings along what hangs on changed transactions: the intents they belong to, the failure list, the jobs that ask why. */
async function follow(db: pg.PoolClient, projected: Projected, topics: Set<string>): Promise<void> {
  const { changed, claimed, failing, unexplained } = projected;
  if (changed === 0) return;
  for (const list of ["payouts", "collections", "failures", "overview"]) topics.add(list);
  if (claimed !== null) {
    const moved = await db.query<{ topic: string }>({
      name: "move_intents",
      text: sql.MOVE_INTENTS,
      values: [arrayText(claimed)],
    });
    for (const { topic } of moved.rows) topics.add(topic);
  }
  if (failing !== null)
    await db.query({ name: "follow_failed", text: sql.FOLLOW_FAILED, values: [arrayText(failing)] });
  if (unexplained !== null)
    await db.query({ name: "ask_why", text: sql.ASK_WHY, values: [arrayText(unexplained)] });
}

async function projectCards(db: pg.PoolClient, events: readonly IncomingEvent[], topics: Set<string>) {
  const cards = gatherCards(events);
  if (cards.length === 0) return;
  await db.query(sql.LOCK_CARDS, [cards.map((card) => card.id)]);
  const { rows } = await db.query<{ contact_id: string }>(sql.PROJECT_CARDS, [
    arrayText(cards.map((card) => card.id)),
    arrayText(cards.map((card) => card.outcome)),
    arrayText(cards.map((card) => card.eventId)),
    arrayText(cards.map((card) => card.at)),
    arrayText(cards.map((card) => card.brand)),
    arrayText(cards.map((card) => card.lastFour)),
    arrayText(cards.map((card) => card.reason)),
  ]);
  for (const { contact_id } of rows) topics.add(`contact:${contact_id}`);
}

async function quarantine(
  db: pg.PoolClient,
  deliveryId: string,
  { malformed, receivedAt }: Incoming,
): Promise<number> {
  if (malformed.length === 0) return 0;
  const put = await db.query(sql.QUARANTINE, [
    deliveryId,
    receivedAt,
    malformed.map((event) => Buffer.from(event.fingerprint)),
    malformed.map((event) => event.position),
    malformed.map((event) => event.id),
    malformed.map((event) => event.problem),
    malformed.map((event) => event.raw),
  ]);
  const count = put.rows.length;
  const words = "Jetpay sent events that could not be read. They are kept in quarantine.";
  if (count > 0) await db.query(sql.RAISE, ["quarantined_event", words, count, receivedAt]);
  return count;
}

async function apply(db: pg.PoolClient, incoming: Incoming): Promise<Ingested> {
  const topics = new Set(["events"]);
  const { id, fresh } = await keepAndProject(db, incoming, topics);
  await projectCards(db, fresh, topics);
  const quarantined = await quarantine(db, id, incoming);
  if (incoming.problem !== null) {
    const words = `A signed delivery could not be read: ${incoming.problem}`;
    await db.query(sql.RAISE, ["unreadable_delivery", words, 1, incoming.receivedAt]);
  }
  return { deliveryId: BigInt(id), fresh: fresh.length, quarantined, topics: shortened(topics) };
}

const shortened = (topics: ReadonlySet<string>): string[] => {
  const lists = [...topics].filter((topic) => !topic.includes(":"));
  const subjects = [...topics].filter((topic) => topic.includes(":"));
  return subjects.length > MOST_SUBJECTS ? [...lists, "everything"] : [...lists, ...subjects];
};

/**
 * Keeps a delivery and everything it changes in one transaction, in a fixed handful of statements. May be repeated: what
 * is known already changes nothing. Rejects within ten seconds when the database does not answer, with nothing half done.
 */
export async function ingest(pool: pg.Pool, incoming: Incoming): Promise<Ingested> {
  const db = await pool.connect();
  let broken: Error | undefined;
  try {
    await db.query(
      `BEGIN; SET LOCAL statement_timeout = ${DEADLINE_MS}; SET LOCAL lock_timeout = ${DEADLINE_MS}`,
    );
    const done = await apply(db, incoming);
    const notice = db.escapeLiteral(JSON.stringify({ topics: done.topics }));
    await db.query(`SELECT pg_notify('jetdesk', ${notice}); COMMIT`);
    return done;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    await db.query("ROLLBACK").then(
      () => (broken = undefined),
      () => undefined,
    );
    throw error;
  } finally {
    db.release(broken);
  }
}

/** Counts a request that was not Jetpay's, by minute and reason. */
export async function countRefused(pool: pg.Pool, at: Date, reason: string): Promise<void> {
  await pool.query(
    `INSERT INTO refused_delivery (minute, reason, count) VALUES (date_trunc('minute', $1::timestamptz), $2, 1)
     ON CONFLICT (minute, reason) DO UPDATE SET count = refused_delivery.count + 1`,
    [at, reason],
  );
}

/** Folds what was appended to the totals by day into them. May be run at any time, by any number of processes. */
export async function foldRollups(pool: pg.Pool): Promise<void> {
  await pool.query("SELECT fold_rollups()");
}
