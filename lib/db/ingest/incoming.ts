import type { Direction, Progress } from "../../domain/transaction";

/** A delivery that was proven to be Jetpay's, taken apart by `readDelivery`. */
export type Incoming = {
  readonly receivedAt: Date;
  readonly tokenId: string;
  readonly keyId: string;
  readonly body: Uint8Array;
  readonly sha256: Uint8Array;
  readonly webhookId: bigint | null;
  /** Set when the signed body could not be read at all. */
  readonly problem: string | null;
  readonly events: readonly IncomingEvent[];
  readonly malformed: readonly MalformedEvent[];
};
export type IncomingEvent = {
  readonly id: bigint;
  readonly type: string;
  /** ISO 8601 in UTC with six decimals. */
  readonly createdAt: string;
  readonly transaction: IncomingTransaction | null;
  readonly card: IncomingCard | null;
  /** Where in the delivery's body it lies, in bytes. */
  readonly rawAt: number;
  readonly rawBytes: number;
};
export type IncomingTransaction = {
  readonly id: string;
  readonly state: string;
  readonly progress: Progress;
  readonly direction: Direction;
};
export type IncomingCard = {
  readonly id: string;
  readonly outcome: "captured" | "failed";
  readonly brand: string | null;
  readonly lastFour: string | null;
  readonly reason: string | null;
};
export type MalformedEvent = {
  readonly position: number;
  readonly id: bigint | null;
  readonly problem: string;
  readonly raw: string;
  readonly fingerprint: Uint8Array;
};
/** A delivery, and those of its events that are to be kept: each once. */
export type Fresh = { readonly incoming: Incoming; readonly events: readonly IncomingEvent[] };
export type Ingested = { readonly deliveryId: bigint; readonly fresh: number; readonly quarantined: number };
