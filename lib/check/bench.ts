import { randomUUID } from "node:crypto";
import pg from "pg";
import { receiveDelivery } from "../commands/deliveries";
import { startRig } from "./rig";

const DELIVERIES = 400;
const EVENTS_EACH = 100;
const AT_ONCE = 4;
const STATES = ["requested", "initiated", "completed"] as const;

const BARE = `
  INSERT INTO bare AS b (id, state, event_id)
  SELECT DISTINCT ON (id) id, state, event_id FROM unnest($1::text[], $2::text[], $3::bigint[]) AS e (id, state, event_id)
  ORDER BY id, event_id DESC
  ON CONFLICT (id) DO UPDATE SET state = excluded.state, event_id = excluded.event_id WHERE b.event_id < excluded.event_id`;

type Told = { id: number; transactionId: string; state: string };

/** Each transaction tells its three states over three deliveries, as at a real Jetpay. */
function deliveries(firstId: number): Told[][] {
  let id = firstId;
  return Array.from({ length: Math.ceil(DELIVERIES / STATES.length) }).flatMap(() => {
    const ids = Array.from({ length: EVENTS_EACH }, () => randomUUID());
    return STATES.map((state) => ids.map((transactionId) => ({ id: (id += 1), transactionId, state })));
  });
}

/** Events a second, `AT_ONCE` deliveries at a time. */
async function rate(batches: Told[][], take: (events: Told[]) => Promise<unknown>): Promise<number> {
  const waiting = [...batches];
  const since = performance.now();
  const lane = async (): Promise<void> => {
    for (let events = waiting.shift(); events; events = waiting.shift()) await take(events);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return (batches.length * EVENTS_EACH * 1_000) / (performance.now() - since);
}

const rig = await startRig("bench");
const pool = new pg.Pool({ connectionString: rig.desk.settings.database.url, max: AT_ONCE });
await pool.query("CREATE TABLE bare (id text PRIMARY KEY, state text NOT NULL, event_id bigint NOT NULL)");

const bare = (events: Told[]) =>
  pool.query({
    name: "bare",
    text: BARE,
    values: [
      events.map((event) => event.transactionId),
      events.map((event) => event.state),
      events.map((event) => event.id),
    ],
  });
const ours = (events: Told[]) => {
  const body = {
    webhookId: 1,
    events: events.map(({ id, transactionId, state }) => ({
      id,
      createdAt: new Date().toISOString(),
      type: "transactions.credits.updated",
      data: { state, transactionId },
    })),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return receiveDelivery(rig.jetpaySends, { body: bytes, tokenId: "bench", keyId: "bench" });
};

await rate(deliveries(1_000_000_000), bare);
const bareRate = await rate(deliveries(1), bare);
const oursRate = await rate(deliveries(1), ours);
const share = Math.round((100 * oursRate) / bareRate);
process.stdout.write(
  `Ingest, ${EVENTS_EACH} events a delivery, ${AT_ONCE} at a time, one run on this machine\n` +
    `  bare upsert of the newest state      ${Math.round(bareRate).toLocaleString("en")} events/s\n` +
    `  kept, projected and told to screens  ${Math.round(oursRate).toLocaleString("en")} events/s   ${share} % of bare\n`,
);
await pool.end();
await rig.stop();
