import { randomUUID } from "node:crypto";
import { z } from "zod";
import { one } from "./store";
import { isUuid } from "./transactions";
import { readBodyAs, refuse, text, unknownId } from "./validation";
import type { Call, Reply, Route } from "./http";
import type { Queryable } from "./store";
import type { World } from "./world";

export type WebhookRow = {
  id: number;
  identifier: string;
  callback_url: string;
  callback_api_key: string | null;
  state: "active" | "dispatching" | "backing_off" | "failed";
  max_batch_size: number;
  max_wait_seconds: number;
  cursor: number;
  last_sent_event_id: number | null;
  batch: number[] | null;
  /** Events a fault keeps from this webhook, until a replay asks for them. */
  skipped: number[];
  attempts: number;
  next_try_at: Date | null;
  generation: number;
};

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isCallbackUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
}

const callbackUrl = text(2000).refine(isCallbackUrl, "URL should be https (http only on loopback)");
const batchSize = z.int().min(1).max(100);
const waitSeconds = z.int().min(60).max(3600);
const replay = {
  replay_from_event_id: z.int().min(0).nullish(),
  replay_from_timestamp: z.iso.datetime({ offset: true, local: true }).nullish(),
};

const NewWebhook = z.object({
  callback_url: callbackUrl,
  callback_api_key: text(500).nullish(),
  max_batch_size: batchSize.default(10),
  max_wait_seconds: waitSeconds.default(60),
  ...replay,
});

const WebhookChanges = z.object({
  callback_url: callbackUrl.optional(),
  callback_api_key: text(500).nullish(),
  max_batch_size: batchSize.optional(),
  max_wait_seconds: waitSeconds.optional(),
  ...replay,
});
type WebhookChanges = z.infer<typeof WebhookChanges>;

type Replay = Pick<z.infer<typeof NewWebhook>, "replay_from_event_id" | "replay_from_timestamp">;

/** The event id a replay puts the cursor before, or null when none was asked for. */
async function replayCursor({ store: db, variants }: World, wanted: Replay): Promise<number | null> {
  const { replay_from_event_id: id, replay_from_timestamp: at } = wanted;
  if (id != null && at != null && variants.current.bothReplayFields === "422") {
    throw refuse(
      ["replay_from_timestamp"],
      "replay_from_event_id and replay_from_timestamp exclude each other",
    );
  }
  if (id != null) return id - 1;
  if (at == null) return null;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(at) ? at : `${at}Z`;
  const first = await one<{ id: number | null }>(
    db,
    "select min(id) as id from sandbox.events where created_at >= $1",
    [zoned],
  );
  return first?.id == null ? lastEventId(db) : first.id - 1;
}

async function lastEventId(db: Queryable): Promise<number> {
  const meta = await one<{ last_event_id: number }>(db, "select last_event_id from sandbox.meta");
  return meta?.last_event_id ?? 0;
}

/** 0 when there is none to deliver, whatever the counter says. */
async function newestEvent(db: Queryable): Promise<number> {
  const newest = await one<{ id: number | null }>(db, "select max(id) as id from sandbox.events");
  return newest?.id ?? 0;
}

const duplicateUrl = () => refuse(["callback_url"], "A webhook with this callback_url already exists");

async function mustBeFree(db: Queryable, url: string, ownId: number) {
  const twin = await one(db, "select 1 from sandbox.webhooks where callback_url = $1 and id <> $2", [
    url,
    ownId,
  ]);
  if (twin) throw duplicateUrl();
}

async function register(world: World, call: Call): Promise<Reply> {
  const wanted = readBodyAs(NewWebhook, call);
  const all = world.variants.current.newRegistration === "all_events";
  const cursor = (await replayCursor(world, wanted)) ?? (all ? 0 : await lastEventId(world.store));
  const row = await one<WebhookRow>(
    world.store,
    `insert into sandbox.webhooks
       (identifier, callback_url, callback_api_key, max_batch_size, max_wait_seconds, cursor)
     values ($1, $2, $3, $4, $5, $6) on conflict (callback_url) do nothing returning *`,
    [
      randomUUID(),
      wanted.callback_url,
      wanted.callback_api_key ?? null,
      wanted.max_batch_size,
      wanted.max_wait_seconds,
      cursor,
    ],
  );
  if (!row) throw duplicateUrl();
  return { status: 201, body: shown(row, 0) };
}

async function find(world: World, call: Call): Promise<WebhookRow> {
  const identifier = call.params.identifier ?? "";
  const row = isUuid(identifier)
    ? await one<WebhookRow>(world.store, "select * from sandbox.webhooks where identifier = $1", [identifier])
    : undefined;
  if (!row) throw unknownId(world, "identifier", "Webhook");
  return row;
}

async function change(world: World, call: Call): Promise<Reply> {
  const { patchRevives, lastSentAfterReplay } = world.variants.current;
  const asked = readBodyAs(WebhookChanges, call);
  const { max_batch_size, max_wait_seconds } = asked;
  const changes: WebhookChanges = patchRevives ? asked : { max_batch_size, max_wait_seconds };
  const before = await find(world, call);
  if (changes.callback_url) await mustBeFree(world.store, changes.callback_url, before.id);
  const replayed = await replayCursor(world, changes);
  const revived = patchRevives ? { state: "active", attempts: 0, next_try_at: null } : before;
  const goesBack = replayed !== null && lastSentAfterReplay === "goes_back";
  await world.store.rows(
    `update sandbox.webhooks set callback_url = $2, callback_api_key = $3, max_batch_size = $4,
       max_wait_seconds = $5, cursor = coalesce($6, cursor), batch = null, state = $7,
       attempts = $8, next_try_at = $9, generation = generation + 1,
       skipped = array(select id from unnest(skipped) id where $6::bigint is null or id <= $6),
       last_sent_event_id = case when $10 and last_sent_event_id > $6 then $6 else last_sent_event_id end
     where id = $1`,
    [
      before.id,
      changes.callback_url ?? before.callback_url,
      changes.callback_api_key === undefined ? before.callback_api_key : changes.callback_api_key,
      changes.max_batch_size ?? before.max_batch_size,
      changes.max_wait_seconds ?? before.max_wait_seconds,
      replayed,
      revived.state,
      revived.attempts,
      revived.next_try_at,
      goesBack,
    ],
  );
  return get(world, call);
}

async function get(world: World, call: Call): Promise<Reply> {
  const row = await find(world, call);
  return { status: 200, body: shown(row, await newestEvent(world.store)) };
}

async function list(world: World): Promise<Reply> {
  return { status: 200, body: await listWebhooks(world) };
}

async function remove(world: World, call: Call): Promise<Reply> {
  const { id } = await find(world, call);
  await world.store.rows("delete from sandbox.webhooks where id = $1", [id]);
  return { status: 200, body: { ok: true } };
}

export async function listWebhooks(world: World) {
  const rows = await world.store.rows<WebhookRow>("select * from sandbox.webhooks order by id");
  const newest = await newestEvent(world.store);
  return rows.map((row) => shown(row, newest));
}

/** `scheduled` is a webhook at rest that has events waiting for it. */
function shown(row: WebhookRow, lastEvent: number) {
  return {
    id: row.id,
    identifier: row.identifier,
    callback_url: row.callback_url,
    callback_api_key: row.callback_api_key,
    state: row.state === "active" && row.cursor < lastEvent ? "scheduled" : row.state,
    last_sent_event_id: row.last_sent_event_id,
    max_batch_size: row.max_batch_size,
    max_wait_seconds: row.max_wait_seconds,
  };
}

export const webhookRoutes: readonly Route[] = [
  { method: "POST", path: "/webhooks/", handle: register },
  { method: "GET", path: "/webhooks/", handle: list },
  { method: "GET", path: "/webhooks/:identifier", handle: get },
  { method: "PATCH", path: "/webhooks/:identifier", handle: change },
  { method: "DELETE", path: "/webhooks/:identifier", handle: remove },
];
