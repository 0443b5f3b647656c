import type { Anchor } from "../../domain/audit";
import type { Sql } from "../client";

type Known = { number: bigint; digest: Uint8Array; entryId: bigint };

/** An anchor and whether the chain still holds it. `entryId` is of what stands at its number now. */
export type Compared = { readonly anchor: Anchor; readonly holds: boolean; readonly entryId: bigint | null };

/** Compares these anchors with the chain, in their order. */
export async function compareAnchors(db: Sql, anchors: readonly Anchor[]): Promise<Compared[]> {
  const known = await db.$queryRaw<Known[]>`
    SELECT number, digest, entry_id AS "entryId" FROM audit_link
    WHERE number = ANY (${anchors.map(({ number }) => number)}::bigint[])`;
  const links = new Map(known.map((link) => [link.number, link]));
  return anchors.map((anchor) => {
    const link = links.get(anchor.number);
    const holds = link !== undefined && Buffer.from(link.digest).toString("hex") === anchor.digest;
    return { anchor, holds, entryId: link?.entryId ?? null };
  });
}
