import { createHash } from "node:crypto";

/** A column as it is hashed: PostgreSQL's own text of it, or bytes. */
type Part = string | Uint8Array | null;

/** What an entry says, column by column, as PostgreSQL writes it. `at` is in microseconds since 1970. */
export type HashedEntry = {
  readonly id: string;
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly deed: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly outcome: string;
  readonly requestId: string | null;
};
/** What of it may be erased. */
export type HashedDetail = {
  readonly salt: Uint8Array | null;
  readonly reason: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly address: string | null;
  readonly device: string | null;
};

/** Before the first link. */
export const GENESIS = Buffer.alloc(32);

/** The same as audit_part of the migration audit_chain, so that the database need not be believed about its own digests. */
function hashed(parts: readonly Part[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) {
    if (part === null) {
      hash.update("\0");
      continue;
    }
    const bytes = Buffer.from(part);
    const head = Buffer.alloc(9, 1);
    head.writeBigInt64BE(BigInt(bytes.length), 1);
    hash.update(head).update(bytes);
  }
  return hash.digest();
}

export const detailDigest = ({ salt, reason, before, after, address, device }: HashedDetail): Buffer =>
  hashed(["jetdesk audit detail 1", salt, reason, before, after, address, device]);

export const entryDigest = (e: HashedEntry, detail: Uint8Array): Buffer =>
  hashed([
    "jetdesk audit entry 1",
    e.id,
    e.at,
    e.actorKind,
    e.actorId,
    e.deed,
    e.subjectKind,
    e.subjectId,
    e.outcome,
    e.requestId,
    detail,
  ]);

export const linkDigest = (number: bigint, entry: Uint8Array, previous: Uint8Array): Buffer =>
  hashed(["jetdesk audit link 1", String(number), entry, previous]);
