import { createHash } from "node:crypto";
import { log } from "./log";
import { cutBatch, eventsById, factsOf, planOf } from "./batches";
import { one } from "./store";
import type { Batch, EventRow } from "./batches";
import type { Facts } from "./fault-rules";
import type { Faults } from "./faults";
import type { Keys } from "./keys";
import type { Store } from "./store";
import type { VariantSettings } from "./variants";
import type { WebhookRow } from "./webhooks";

const ANSWER_WITHIN_MS = 15_000;
const LAST_TRY = 12;
const LONGEST_PAUSE_S = 60;
const SKEW_S = 300;

export type CourierParts = {
  store: Store;
  keys: Keys;
  faults: Faults;
  variants: VariantSettings;
  /** Real seconds per second of `max_wait_seconds`, and per second of the pause between tries. */
  waitScale: number;
  retryScale: number;
};

export type Courier = {
  /** Sends what is due; returns at once, as each webhook goes at its own pace. */
  tick(): Promise<void>;
  /** Sends everything there is without waiting, until it is delivered or a try fails. */
  flush(): Promise<{ pending: number }>;
  stop(): Promise<void>;
};

type Outcome = "idle" | "sent" | "failed";

export async function openCourier(parts: CourierParts): Promise<Courier> {
  const { store, faults } = parts;
  const stopping = new AbortController();
  const running = new Map<number, Promise<Outcome>>();
  // A delivery cut off by the end of the last process may have arrived: the same batch goes again.
  await store.rows(
    "update sandbox.webhooks set state = 'backing_off', next_try_at = null where state = 'dispatching'",
  );

  function run(id: number, hurry: boolean): Promise<Outcome> {
    const busy = running.get(id);
    if (busy) return hurry ? busy.then(() => run(id, hurry)) : busy;
    const work = repeat(id, hurry)
      .catch((error: unknown): Outcome => {
        if (!stopping.signal.aborted) log("delivery", error);
        return "failed";
      })
      .finally(() => running.delete(id));
    running.set(id, work);
    return work;
  }

  async function repeat(id: number, hurry: boolean): Promise<Outcome> {
    for (;;) {
      if (faults.held || stopping.signal.aborted) return "idle";
      const outcome = await advance(parts, id, hurry, stopping.signal);
      if (outcome !== "sent") return outcome;
    }
  }

  return {
    async tick() {
      if (faults.held) return;
      const due = await store.rows<{ id: number }>(
        `select w.id from sandbox.webhooks w where w.state <> 'failed'
           and (w.next_try_at is null or w.next_try_at <= clock_timestamp())
           and (w.batch is not null or exists (select 1 from sandbox.events e where e.id > w.cursor))`,
      );
      for (const { id } of due) void run(id, false);
    },
    async flush() {
      const webhooks = await store.rows<{ id: number }>("select id from sandbox.webhooks");
      await Promise.all(webhooks.map(({ id }) => run(id, true)));
      return { pending: await countPending(store) };
    },
    async stop() {
      stopping.abort();
      await Promise.all(running.values());
    },
  };
}

async function countPending(store: Store): Promise<number> {
  const row = await one<{ pending: number }>(
    store,
    `select count(*) as pending from sandbox.webhooks w
     join sandbox.events e on e.id > w.cursor and e.id <> all (w.skipped)`,
  );
  return row?.pending ?? 0;
}

/** One delivery to one webhook, if it is due. */
async function advance(
  parts: CourierParts,
  id: number,
  hurry: boolean,
  stopping: AbortSignal,
): Promise<Outcome> {
  const { store, variants } = parts;
  const webhook = await one<WebhookRow>(store, "select * from sandbox.webhooks where id = $1", [id]);
  if (!webhook || webhook.state === "failed") return "idle";
  if (!hurry && webhook.next_try_at && webhook.next_try_at > new Date()) return "idle";
  const retried = variants.current.retriedBatch === "same" ? webhook.batch : null;
  const batch: Batch | null = retried
    ? { events: await eventsById(store, retried), upTo: retried.at(-1) ?? webhook.cursor, reversed: false }
    : await cutBatch(parts, webhook, hurry);
  if (!batch) return "idle";
  if (batch.events.length === 0) {
    await settle(store, webhook, batch);
    return "sent";
  }
  await store.rows(
    "update sandbox.webhooks set state = 'dispatching', batch = $3 where id = $1 and generation = $2",
    [webhook.id, webhook.generation, batch.events.map((event) => event.id)],
  );
  const facts = await factsOf(parts, webhook, batch.events);
  for (const events of await planOf(parts.faults, webhook, batch, facts)) {
    const accepted = await deliver(parts, webhook, events, stopping);
    if (stopping.aborted) return "idle";
    if (!accepted) return backOff(parts, webhook);
  }
  await settle(store, webhook, batch);
  return "sent";
}

/** A change of the webhook meanwhile wins: its cursor is not moved by a delivery that began before. */
async function settle(store: Store, webhook: WebhookRow, batch: Batch) {
  await store.rows(
    `update sandbox.webhooks set cursor = greatest(cursor, $3), batch = null, attempts = 0, next_try_at = null,
       state = 'active', last_sent_event_id = greatest(last_sent_event_id, $4)
     where id = $1 and generation = $2`,
    [webhook.id, webhook.generation, batch.upTo, batch.events.at(-1)?.id ?? null],
  );
}

async function backOff({ store, retryScale }: CourierParts, webhook: WebhookRow): Promise<Outcome> {
  const attempts = webhook.attempts + 1;
  const pauseS = Math.min(LONGEST_PAUSE_S, 2 ** webhook.attempts) * retryScale;
  const gaveUp = attempts >= LAST_TRY;
  await store.rows(
    `update sandbox.webhooks set attempts = $3, state = $4, next_try_at = $5 where id = $1 and generation = $2`,
    [
      webhook.id,
      webhook.generation,
      attempts,
      gaveUp ? "failed" : "backing_off",
      gaveUp ? null : new Date(Date.now() + pauseS * 1000),
    ],
  );
  if (gaveUp) log("webhook_failed", `no 2xx in ${LAST_TRY} tries from ${webhook.callback_url}`);
  return "failed";
}

async function deliver(
  parts: CourierParts,
  webhook: WebhookRow,
  events: readonly EventRow[],
  stopping: AbortSignal,
): Promise<boolean> {
  const startedAt = Date.now();
  const facts = await factsOf(parts, webhook, events);
  let result = await post(parts, webhook, events, facts, stopping);
  if (stopping.aborted) return false;
  if (await parts.faults.meetNamed("drop_response", facts))
    result = { status: null, problem: "answer lost (planned)" };
  await parts.store.rows(
    `insert into sandbox.deliveries (webhook_id, event_ids, attempt, status, problem, duration_ms)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      webhook.id,
      events.map((event) => event.id),
      webhook.attempts + 1,
      result.status,
      result.problem,
      Date.now() - startedAt,
    ],
  );
  return result.status !== null && result.status >= 200 && result.status < 300;
}

type Answer = { status: number | null; problem: string | null };

async function post(
  { keys, faults, variants }: CourierParts,
  webhook: WebhookRow,
  events: readonly EventRow[],
  facts: Facts,
  stopping: AbortSignal,
): Promise<Answer> {
  if (await faults.meetNamed("rotate_keys", facts)) await keys.rotate();
  const unreadable = await faults.meetNamed("unreadable_delivery", facts);
  const skew = await faults.meetNamed("clock_skew", facts);
  const withdrawn = await faults.meetNamed("withdrawn_key", facts);
  const body = unreadable
    ? '{"webhookId":'
    : JSON.stringify({ webhookId: webhook.id, events: events.map(onTheWire) });
  const hash = createHash("sha256").update(body).digest("base64url");
  const token = await keys.sign(hash, {
    skewS: skew ? (skew.skewSeconds ?? SKEW_S) : 0,
    byWithdrawn: withdrawn !== null,
  });
  try {
    const response = await fetch(webhook.callback_url, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${token}`,
        ...(webhook.callback_api_key
          ? { [variants.current.callbackKeyHeader]: webhook.callback_api_key }
          : {}),
      },
      body,
      signal: AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN_MS), stopping]),
    });
    await response.arrayBuffer();
    return { status: response.status, problem: null };
  } catch (error) {
    return { status: null, problem: wordsOf(error) };
  }
}

/** What `fetch` says of a connection that failed stands in its cause. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const because = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.name}: ${error.message}${because}`;
}

function onTheWire(event: EventRow) {
  return {
    id: event.id,
    createdAt: event.created_at,
    type: event.type,
    data: JSON.parse(event.data) as unknown,
    ...(event.override === null ? {} : (JSON.parse(event.override) as Record<string, unknown>)),
  };
}
