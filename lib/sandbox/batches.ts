import type { CourierParts } from "./courier";
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
  const reversed = pending.length > 1 && (await faults.meetNamed("reorder_deliveries")) !== null;
  const events = reversed ? pending : pending.slice(0, size);
  const upTo = events.at(-1)?.id ?? webhook.cursor;
  while (events.length > 0 && (await faults.meetNamed("skip_event"))) events.shift();
  return { events, upTo, reversed };
}

/** The requests a batch is sent in: one, unless a fault says otherwise. */
export async function planOf(faults: Faults, webhook: WebhookRow, batch: Batch): Promise<EventRow[][]> {
  const { events } = batch;
  if (batch.reversed) {
    const half = Math.min(webhook.max_batch_size, Math.ceil(events.length / 2));
    return chunks(events, half).toReversed();
  }
  if (await faults.meetNamed("split_delivery")) return chunks(events, 1);
  const plan = chunks(events, webhook.max_batch_size);
  return (await faults.meetNamed("duplicate_delivery")) ? [...plan, ...plan] : plan;
}

function chunks(events: readonly EventRow[], size: number): EventRow[][] {
  const count = Math.ceil(events.length / size);
  return Array.from({ length: count }, (_, index) => events.slice(index * size, (index + 1) * size));
}
