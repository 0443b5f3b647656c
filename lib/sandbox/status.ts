import { HttpError } from "./http";
import { findTransaction, lockTransaction, record } from "./transactions";
import { unknownId } from "./validation";
import type { Call, Reply, Route } from "./http";
import type { World } from "./world";

async function getStatus(world: World, call: Call): Promise<Reply> {
  const found = await findTransaction(world.store, call.params.id ?? "");
  if (!found) throw unknownId(world, "identifier", "Transaction");
  const { state, fail_reason, fail_direction } = found;
  const tellsFailure = state === "failed" || world.variants.current.failureFields === "null";
  return { status: 200, body: tellsFailure ? { state, fail_reason, fail_direction } : { state } };
}

/** Only while the money has not been pulled: in `requested`, or in `initiated` where that is allowed. */
async function cancel(world: World, call: Call): Promise<Reply> {
  const { lateCancel, cancelRaisesEvent, cancelInitiated } = world.variants.current;
  const cancelled = await world.store.commit(async (db) => {
    const found = await lockTransaction(db, call.params.id ?? "");
    if (!found) throw unknownId(world, "identifier", "Transaction");
    const isEarly =
      found.state === "requested" || (cancelInitiated === "allowed" && found.next_step === "pull");
    if (!isEarly) return false;
    const at = world.clock.now();
    const after = { ...found, state: "cancelled", next_step: null, due_at: null, updated_at: at };
    const event = cancelRaisesEvent ? "changed" : null;
    await record(db, world.variants.current, [{ after, ledger: ["cancelled"], event, at }]);
    return true;
  });
  if (cancelled) return { status: 200, body: { ok: true } };
  if (lateCancel === "ok_false") return { status: 200, body: { ok: false } };
  throw new HttpError(Number(lateCancel), "Transaction can no longer be canceled");
}

export const statusRoutes: readonly Route[] = [
  { method: "GET", path: "/transaction/:id/status", handle: getStatus },
  { method: "DELETE", path: "/transaction/:id", handle: cancel },
];
