import { one } from "./store";
import type { Store } from "./store";

export const DAY_MS = 86_400_000;

export type Clock = {
  /** Set while somebody tells the time; null on the real clock. */
  readonly virtual: Date | null;
  now(): Date;
  /** When `days` business days will have passed: scaled on the real clock, true days on a virtual one. */
  after(from: Date, days: number): Date;
  /** How long one simulated day lasts on the real clock. */
  readonly dayMs: number;
  set(virtual: Date | null): Promise<void>;
  forget(): void;
};

export async function openClock(store: Store, scale: number): Promise<Clock> {
  const meta = await one<{ virtual_now: Date | null }>(store, "select virtual_now from sandbox.meta");
  let virtual = meta?.virtual_now ?? null;
  const dayMs = scale * 1000;
  return {
    dayMs,
    get virtual() {
      return virtual;
    },
    now: () => virtual ?? new Date(),
    after: (from, days) => new Date(from.getTime() + days * (virtual ? DAY_MS : dayMs)),
    async set(next) {
      await store.rows("update sandbox.meta set virtual_now = $1", [next]);
      virtual = next;
    },
    forget() {
      virtual = null;
    },
  };
}

let tick = 0;

/** ISO 8601 with microseconds; the last three digits count up, as a Date knows only milliseconds. */
export function withMicroseconds(at: Date): string {
  tick = (tick + 1) % 1000;
  return at.toISOString().replace("Z", `${String(tick).padStart(3, "0")}Z`);
}
