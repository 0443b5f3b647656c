import { isUuid } from "./transactions";
import { EVENT_COLUMNS } from "./batches";
import type { EventRow } from "./batches";
import type { Call, Reply, Route } from "./http";
import type { LedgerKind, TransactionRow } from "./transactions";
import type { World } from "./world";

const LIMIT = 1000;
const ok = (body: unknown): Reply => ({ status: 200, body });

function limitOf(call: Call): number {
  const wanted = Number(call.query.get("limit"));
  return Number.isInteger(wanted) && wanted > 0 ? wanted : LIMIT;
}

function idIn(call: Call, name: string): string | null {
  const id = call.query.get(name);
  return id !== null && isUuid(id) ? id : null;
}

type LedgerRow = {
  id: number;
  at: Date;
  transaction_id: string;
  kind: LedgerKind;
  amount: number;
  direction: string;
  contact: string;
  note: string | null;
};

async function ledger({ store }: World, call: Call): Promise<Reply> {
  const rows = await store.rows<LedgerRow>(
    `select * from sandbox.ledger where ($1::uuid is null or transaction_id = $1)
       and ($2::text is null or position($2 in coalesce(note, '')) > 0)
     order by id limit $3`,
    [idIn(call, "transaction"), call.query.get("note"), limitOf(call)],
  );
  return ok(rows.map(({ transaction_id, ...row }) => ({ ...row, transaction: transaction_id })));
}

type Listed = TransactionRow & { events: { id: number; type: string; state: string }[] };

async function transactions({ store }: World, call: Call): Promise<Reply> {
  const rows = await store.rows<Listed>(
    `select t.*, coalesce((select json_agg(json_build_object(
         'id', e.id, 'type', e.type, 'state', e.data::json ->> 'state') order by e.id)
       from sandbox.events e where e.transaction_id = t.id), '[]') as events
     from sandbox.transactions t
     where ($1::text is null or position($1 in coalesce(t.note, '')) > 0) and ($2::uuid is null or t.id = $2)
     order by t.created_at, t.id limit $3`,
    [call.query.get("note"), idIn(call, "id"), limitOf(call)],
  );
  return ok(rows.map(shownTransaction));
}

function shownTransaction(row: Listed) {
  return {
    id: row.id,
    direction: row.direction,
    amount: row.amount,
    state: row.state,
    failReason: row.fail_reason,
    failDirection: row.fail_direction,
    statement: row.statement,
    note: row.note,
    contact: { id: row.contact_id, name: row.contact_name, email: row.contact_email },
    method: row.method,
    origin: row.origin,
    createdAt: row.created_at.toISOString(),
    nextStepAt: row.due_at?.toISOString() ?? null,
    events: row.events,
  };
}

async function events({ store }: World, call: Call): Promise<Reply> {
  const after = Number(call.query.get("after") ?? 0);
  const rows = await store.rows<EventRow>(
    `select ${EVENT_COLUMNS} from sandbox.events where id > $1 order by id limit $2`,
    [Number.isSafeInteger(after) ? after : 0, limitOf(call)],
  );
  return ok(
    rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at,
      type: row.type,
      data: JSON.parse(row.data) as unknown,
    })),
  );
}

async function deliveries({ store }: World, call: Call): Promise<Reply> {
  return ok(
    await store.rows(
      `select id, recorded_at as at, webhook_id as "webhookId", event_ids as "eventIds", attempt, status, problem,
         duration_ms as "durationMs"
       from (select * from sandbox.deliveries order by id desc limit $1) latest order by id`,
      [limitOf(call)],
    ),
  );
}

export const inspectRoutes: readonly Route[] = [
  { method: "GET", path: "/_sandbox/ledger", handle: ledger },
  { method: "GET", path: "/_sandbox/transactions", handle: transactions },
  { method: "GET", path: "/_sandbox/events", handle: events },
  { method: "GET", path: "/_sandbox/deliveries", handle: deliveries },
];
