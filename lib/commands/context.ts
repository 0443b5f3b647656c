import type { Entry, Reads, WorkLists, Writes } from "../db";
import type { Ingested, Incoming } from "../db";
import type { Role } from "../domain/deeds";
import type { Jetpay } from "../jetpay/client";
import type { Unknowns } from "../jetpay/unknowns";
import type { Vault } from "./vault";

export type Actor =
  | {
      readonly kind: "staff";
      readonly id: string;
      readonly name: string;
      readonly role: Role;
      /** The sign-in it is done from. Absent where nobody signs in: in seeds and tests. */
      readonly sessionId?: string;
    }
  | { readonly kind: "jetpay" | "clock" | "setup" };

/** All that a command may use. Real in every process; a test hands in what it likes. */
export type Ctx = {
  readonly actor: Actor;
  readonly requestId: string | null;
  readonly now: () => Date;
  readonly read: Reads;
  readonly work: WorkLists;
  /** One transaction that holds the change and its audit entry. */
  readonly audited: <Answer>(entry: Entry, work: (writes: Writes) => Promise<Answer>) => Promise<Answer>;
  readonly ingest: (incoming: Incoming) => Promise<Ingested>;
  /** Adds what was counted since to the totals by day. */
  readonly foldRollups: () => Promise<void>;
  readonly jetpay: Jetpay;
  /** What is unknown about Jetpay, as this desk is set. */
  readonly unknowns: Unknowns;
  /** Keyed hash, to recognise a text without keeping it. Versioned: `v1:` and 64 hexadecimal digits. */
  readonly fingerprint: (text: string) => string;
  /** Keeps what the database must not tell. */
  readonly vault: Vault;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
};

export type StaffCtx = Ctx & { readonly actor: Extract<Actor, { kind: "staff" }> };
