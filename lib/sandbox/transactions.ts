import { randomInt } from "node:crypto";
import { withMicroseconds } from "./clock";
import { one } from "./store";
import type { Fate } from "./outcomes";
import type { Queryable } from "./store";
import type { Variants } from "./variants";

export type Step = "initiate" | "pull" | "settle" | "return";
export type LedgerKind = "created" | "pulled" | "pushed" | "completed" | "failed" | "returned" | "cancelled";

export type TransactionRow = {
  id: string;
  direction: "debit" | "credit";
  amount: number;
  statement: string;
  note: string | null;
  contact_id: string | null;
  contact_name: string;
  contact_email: string;
  merchant_account: string;
  bank_account_id: string | null;
  has_link: boolean;
  state: string;
  fail_reason: string | null;
  fail_direction: string | null;
  method: "card" | "bank" | null;
  account_number: string | null;
  card_id: string | null;
  card_result: string | null;
  fate: Fate | null;
  mandate_name: string | null;
  next_step: Step | null;
  due_at: Date | null;
  origin: "api" | "elsewhere";
  created_at: Date;
  updated_at: Date;
};

/** What happened to a transaction: its row afterwards, what the ledger says, and the kind of event. */
export type Change = {
  readonly after: TransactionRow;
  readonly ledger: readonly LedgerKind[];
  readonly event: "created" | "changed" | null;
  readonly at: Date;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isUuid = (text: string) => UUID.test(text);

/** The transaction, locked until the commit; undefined for an id of nobody. */
export async function lockTransaction(db: Queryable, id: string): Promise<TransactionRow | undefined> {
  if (!isUuid(id)) return undefined;
  return one<TransactionRow>(db, "select * from sandbox.transactions where id = $1 for update", [id]);
}

export async function findTransaction(db: Queryable, id: string): Promise<TransactionRow | undefined> {
  if (!isUuid(id)) return undefined;
  return one<TransactionRow>(db, "select * from sandbox.transactions where id = $1", [id]);
}

export async function insertTransaction(db: Queryable, row: TransactionRow) {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  await db.rows(
    `insert into sandbox.transactions (${columns.join(", ")}) values (${places.join(", ")})`,
    Object.values(row),
  );
}

/** Writes changes, oldest first: the rows, the ledger, and last the events, whose counter is locked to the commit. */
export async function record(db: Queryable, variants: Variants, changes: readonly Change[]) {
  const known = changes.filter(({ event }) => event !== "created");
  if (known.length > 0) await updateRows(db, known);
  await writeLedger(db, changes);
  await raiseEvents(
    db,
    changes.flatMap(({ after, event, at }) =>
      event === null
        ? []
        : [
            {
              at,
              type: eventType(variants, after, event),
              data: JSON.stringify({ state: after.state, transactionId: after.id }),
              transactionId: after.id,
              override: null,
            },
          ],
    ),
  );
}

async function updateRows(db: Queryable, changes: readonly Change[]) {
  const rows = [...new Map(changes.map(({ after }) => [after.id, after])).values()];
  await db.rows(
    `update sandbox.transactions t set state = c.state, fail_reason = c.fail_reason,
       fail_direction = c.fail_direction, next_step = c.next_step, due_at = c.due_at, updated_at = c.updated_at
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
       as c(id, state, fail_reason, fail_direction, next_step, due_at, updated_at)
     where t.id = c.id`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.state),
      rows.map((row) => row.fail_reason),
      rows.map((row) => row.fail_direction),
      rows.map((row) => row.next_step),
      rows.map((row) => row.due_at),
      rows.map((row) => row.updated_at),
    ],
  );
}

async function writeLedger(db: Queryable, changes: readonly Change[]) {
  const lines = changes.flatMap(({ after, ledger, at }) => ledger.map((kind) => ({ after, kind, at })));
  if (lines.length === 0) return;
  await db.rows(
    `insert into sandbox.ledger (at, transaction_id, kind, amount, direction, contact, note)
     select * from unnest(
       $1::timestamptz[], $2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[])`,
    [
      lines.map(({ at }) => at),
      lines.map(({ after }) => after.id),
      lines.map(({ kind }) => kind),
      lines.map(({ after }) => after.amount),
      lines.map(({ after }) => after.direction),
      lines.map(({ after }) => after.contact_name),
      lines.map(({ after }) => after.note),
    ],
  );
}

function eventType(variants: Variants, { direction, state }: TransactionRow, event: "created" | "changed") {
  const verb = event === "created" ? "created" : variants.laterEvents === "updated" ? "updated" : state;
  return `transactions.${direction}s.${verb}`;
}

export type RaisedEvent = {
  at: Date;
  type: string;
  /** JSON text. */
  data: string;
  transactionId: string | null;
  /** JSON text of an object laid over the event as it is delivered, for events no honest Jetpay sends. */
  override: string | null;
};

/**
 * Gives events their ids: rising in the order of commits, with holes, as the ids are shared by all companies.
 * The counter's row stays locked to the commit, so a reader that sees an id has seen every lower one.
 */
export async function raiseEvents(db: Queryable, events: readonly RaisedEvent[]): Promise<number[]> {
  if (events.length === 0) return [];
  let total = 0;
  const offsets = events.map(() => (total += 1 + randomInt(3)));
  const rows = await db.rows<{ id: number }>(
    `with counter as (update sandbox.meta set last_event_id = last_event_id + $1 returning last_event_id - $1 as base)
     insert into sandbox.events (id, created_at, type, data, transaction_id, override)
     select base + step, at, type, data, transaction_id, override from counter, unnest(
       $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::uuid[], $7::text[])
       as e(step, at, type, data, transaction_id, override)
     returning id`,
    [
      total,
      offsets,
      events.map((event) => withMicroseconds(event.at)),
      events.map((event) => event.type),
      events.map((event) => event.data),
      events.map((event) => event.transactionId),
      events.map((event) => event.override),
    ],
  );
  return rows.map((row) => row.id);
}
