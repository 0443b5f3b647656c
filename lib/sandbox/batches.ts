import type { CourierParts } from "./courier";
import type { Facts } from "./fault-rules";
import type { Faults } from "./faults";
import type { Store } from "./store";
import type { WebhookRow } from "./webhooks";

export type EventRow = {
  id: number;
  /** As it is sent: ISO 8601 with microseconds. */
  created_at: string;
  recorded_at: Date;
  type: string;
  data: string;
  override: string | null;
};

/** Events to send, in order; `upTo` is where the cursor goes once they arrived. */
export type Batch = { events: EventRow[]; upTo: number; reversed: boolean };

export const EVENT_COLUMNS = `id, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at,
  recorded_at, type, data, override`;

export function eventsById(store: Store, ids: readonly number[]): Promise<EventRow[]> {
  return store.rows<EventRow>(`select ${EVENT_COLUMNS} from sandbox.events where id = any($1) order by id`, [
    ids,
  ]);
}

/** The next batch, once it is full or its oldest event has waited long enough; null while it is not due. */
export async function cutBatch(
  parts: CourierParts,
  webhook: WebhookRow,
  hurry: boolean,
): Promise<Batch | null> {
  const { store, faults, waitScale } = parts;
  const size = webhook.max_batch_size;
  const pending = await store.rows<EventRow>(
    `select ${EVENT_COLUMNS} from sandbox.events where id > $1 order by id limit $2`,
    [webhook.cursor, size * 2],
  );
  const [oldest] = pending;
  if (!oldest) return null;
  const dueAt = oldest.recorded_at.getTime() + webhook.max_wait_seconds * waitScale * 1000;
  if (!hurry && pending.length < size && dueAt > Date.now()) return null;
  const reversed =
    pending.length > 1 &&
    (await faults.meetNamed("reorder_deliveries", await factsOf(parts, webhook, pending))) !== null;
  const taken = reversed ? pending : pending.slice(0, size);
  const upTo = taken.at(-1)?.id ?? webhook.cursor;
  return { events: await withoutSkipped(parts, webhook, taken), upTo, reversed };
}

/** An event once skipped stays so however often its batch is cut, until a replay asks for it. */
async function withoutSkipped(
  parts: CourierParts,
  webhook: WebhookRow,
  events: readonly EventRow[],
): Promise<EventRow[]> {
  const known = new Set(webhook.skipped);
  const left: EventRow[] = [];
  const skipped: number[] = [];
  for (const event of events.filter(({ id }) => !known.has(id))) {
    const facts = await factsOf(parts, webhook, [event]);
    if (await parts.faults.meetNamed("skip_event", facts)) skipped.push(event.id);
    else left.push(event);
  }
  if (skipped.length > 0) {
    await parts.store.rows(
      "update sandbox.webhooks set skipped = skipped || $3::bigint[] where id = $1 and generation = $2",
      [webhook.id, webhook.generation, skipped],
    );
  }
  return left;
}

/** The requests a batch is sent in: one, unless a fault says otherwise. */
export async function planOf(faults: Faults, webhook: WebhookRow, batch: Batch, facts: Facts) {
  const { events } = batch;
  if (batch.reversed) {
    const half = Math.min(webhook.max_batch_size, Math.ceil(events.length / 2));
    return chunks(events, half).toReversed();
  }
  if (await faults.meetNamed("split_delivery", facts)) return chunks(events, 1);
  const plan = chunks(events, webhook.max_batch_size);
  return (await faults.meetNamed("duplicate_delivery", facts)) ? [...plan, ...plan] : plan;
}

/** What a rule may ask about a delivery; amounts and contacts are looked up only when a rule names one. */
export async function factsOf(
  { store, faults }: Pick<CourierParts, "store" | "faults">,
  webhook: WebhookRow,
  events: readonly EventRow[],
): Promise<Facts> {
  const { pathname: path } = new URL(webhook.callback_url);
  if (!faults.asksWho) return { method: "POST", path, amounts: [], contactIds: [] };
  const about = await store.rows<{ amount: number; contact_id: string | null }>(
    `select t.amount, t.contact_id from sandbox.events e join sandbox.transactions t on t.id = e.transaction_id
     where e.id = any($1)`,
    [events.map((event) => event.id)],
  );
  const contactIds = [...about.map((row) => row.contact_id), ...events.map(namedContact)];
  return {
    method: "POST",
    path,
    amounts: about.map((row) => row.amount),
    contactIds: contactIds.filter((id) => typeof id === "string"),
  };
}

function namedContact(event: EventRow): unknown {
  const data = JSON.parse(event.data) as unknown;
  return typeof data === "object" && data !== null && "contactId" in data ? data.contactId : null;
}

function chunks(events: readonly EventRow[], size: number): EventRow[][] {
  const count = Math.ceil(events.length / size);
  return Array.from({ length: count }, (_, index) => events.slice(index * size, (index + 1) * size));
}
