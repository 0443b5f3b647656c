import { DAY_MS } from "./clock";
import { fateOf } from "./outcomes";
import { record } from "./transactions";
import type { Change, Step, TransactionRow } from "./transactions";
import type { Queryable } from "./store";
import type { World } from "./world";

/** Waits in business days; the predecessor's help pages speak of two to three for EFT. */
export const WAIT_DAYS = { initiate: 0.5, pull: 0.5, settle: 1.5, settleCard: 1, return: 3 } as const;

const BATCH = 500;

/** What the step does to a transaction at `at`, with the step after it. */
export function takeStep(world: World, transaction: TransactionRow, step: Step, at: Date): Change {
  switch (step) {
    case "initiate":
      return initiate(world, transaction, at);
    case "pull":
      return pull(world, transaction, at);
    case "settle":
      return settle(world, transaction, at);
    case "return":
      return giveBack(transaction, at);
  }
}

function initiate({ clock }: World, transaction: TransactionRow, at: Date): Change {
  const due_at = clock.after(at, WAIT_DAYS.pull);
  const after: TransactionRow = {
    ...transaction,
    state: "initiated",
    updated_at: at,
    next_step: "pull",
    due_at,
  };
  return { at, event: "changed", ledger: [], after };
}

/** The money leaves its account, which nobody is told of; from here on nothing can be cancelled. */
function pull({ clock }: World, transaction: TransactionRow, at: Date): Change {
  const fate = fateOf(transaction);
  const neverPulled = fate.kind === "fails" && fate.leg === "pull";
  const settles = fate.kind !== "hangs";
  return {
    at,
    event: null,
    ledger: neverPulled ? [] : ["pulled"],
    after: {
      ...transaction,
      next_step: settles ? "settle" : null,
      due_at: settles ? clock.after(at, WAIT_DAYS.settle) : null,
    },
  };
}

function settle({ clock }: World, transaction: TransactionRow, at: Date): Change {
  const fate = fateOf(transaction);
  const done = { ...transaction, updated_at: at, next_step: null, due_at: null };
  if (fate.kind === "fails") {
    const after = { ...done, state: "failed", fail_reason: fate.reason, fail_direction: fate.leg };
    return { at, event: "changed", ledger: ["failed"], after };
  }
  const after: TransactionRow = { ...done, state: "completed" };
  if (fate.kind === "returns") {
    after.next_step = "return";
    after.due_at = clock.after(at, WAIT_DAYS.return);
  }
  return { at, event: "changed", ledger: ["pushed", "completed"], after };
}

function giveBack(transaction: TransactionRow, at: Date): Change {
  const fate = fateOf(transaction);
  const named = "reason" in fate ? { fail_reason: fate.reason, fail_direction: fate.leg } : {};
  const after = {
    ...transaction,
    ...named,
    state: "failed",
    updated_at: at,
    next_step: null,
    due_at: null,
  };
  return { at, event: "changed", ledger: ["returned"], after };
}

/**
 * Takes every step due up to `until` (null: every step there is), oldest first, and answers how many.
 * On a virtual clock a step happens at the moment it was due; on the real one, now.
 */
export async function runDue(
  world: World,
  until: Date | null,
): Promise<{ steps: number; last: Date | null }> {
  let steps = 0;
  let last: Date | null = null;
  for (;;) {
    const taken = await world.store.commit((db) => runBatch(world, db, until));
    steps += taken.length;
    last = taken.at(-1)?.at ?? last;
    if (taken.length === 0) return { steps, last };
  }
}

/** What the ticker does: a virtual clock stands still between calls, so there only the calls move it. */
export function tickClock(world: World): Promise<void> {
  return world.timeline(async () => {
    if (world.clock.virtual) return;
    const now = new Date();
    const due = await world.store.rows("select 1 from sandbox.transactions where due_at <= $1 limit 1", [
      now,
    ]);
    if (due.length > 0) await runDue(world, now);
  });
}

async function runBatch(world: World, db: Queryable, until: Date | null): Promise<Change[]> {
  const queue = await db.rows<TransactionRow>(
    `select * from sandbox.transactions where due_at is not null and ($1::timestamptz is null or due_at <= $1)
     order by due_at, id limit ${BATCH} for update`,
    [until],
  );
  const horizon = queue.length < BATCH ? until : (queue.at(-1)?.due_at ?? until);
  const changes: Change[] = [];
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (!next.next_step || !next.due_at) continue;
    const change = takeStep(world, next, next.next_step, world.clock.virtual ? next.due_at : new Date());
    changes.push(change);
    const { due_at: due } = change.after;
    if (due && (horizon === null || due <= horizon)) insertInOrder(queue, change.after, due);
  }
  if (changes.length > 0) await record(db, world.variants.current, changes);
  return changes;
}

function insertInOrder(queue: TransactionRow[], row: TransactionRow, due: Date) {
  const place = queue.findIndex((other) => other.due_at !== null && other.due_at > due);
  queue.splice(place < 0 ? queue.length : place, 0, row);
}

/** Runs every step to its end now; a virtual clock moves on to the last of them. */
export function drainSteps(world: World): Promise<number> {
  return world.timeline(async () => {
    const { steps, last } = await runDue(world, null);
    if (last && world.clock.virtual && last > world.clock.virtual) await world.clock.set(last);
    return steps;
  });
}

/**
 * Moves to a virtual time, taking what falls due on the way, or back to the real clock with null.
 * What is still waiting keeps its remaining days, true on a virtual clock and scaled on the real one.
 */
export function setClock(world: World, target: Date | null): Promise<void> {
  const { clock, store } = world;
  return world.timeline(async () => {
    const now = clock.now();
    const factor = DAY_MS / clock.dayMs;
    if (!clock.virtual && target) {
      await stretchWaits(store, now, now, factor);
      await clock.set(target < now ? target : now);
    }
    if (target) await runDue(world, target);
    if (!target && clock.virtual) await stretchWaits(store, now, new Date(), 1 / factor);
    await clock.set(target);
  });
}

async function stretchWaits(db: Queryable, from: Date, to: Date, factor: number) {
  await db.rows(
    `update sandbox.transactions set due_at = $2::timestamptz + (due_at - $1::timestamptz) * $3::float8
     where due_at is not null`,
    [from, to, factor],
  );
}
