import type { Clock } from "./clock";
import type { Courier } from "./courier";
import type { Faults } from "./faults";
import type { Keys } from "./keys";
import type { Mutex } from "./mutex";
import type { Store } from "./store";
import type { VariantSettings } from "./variants";

/** What every part of the sandbox works with. */
export type World = {
  readonly url: string;
  readonly token: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: Keys;
  readonly faults: Faults;
  readonly variants: VariantSettings;
  readonly courier: Courier;
  /** Held while time moves, so that steps happen in the order they are due. */
  readonly timeline: Mutex;
  /** Aborted once the sandbox is to end. */
  readonly stopping: AbortSignal;
};
