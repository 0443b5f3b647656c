import type { AuditFault, BadPlace } from "../../domain/audit";
import type { Sql } from "../client";
import {
  detailDigest,
  entryDigest,
  GENESIS,
  linkDigest,
  type HashedDetail,
  type HashedEntry,
} from "./digest";

/** Links are read so many at a time; nothing else of the chain is held. */
const BATCH = 500;

type Link = {
  number: bigint;
  entryId: bigint;
  detailDigest: Uint8Array;
  entryDigest: Uint8Array;
  previous: Uint8Array;
  digest: Uint8Array;
};
type Read = Link & HashedEntry & HashedDetail & { isThere: boolean; isErased: boolean };
export type Head = { number: bigint; digest: Uint8Array };

/** What a walk over the whole chain found. */
export type Walk = { readonly checked: bigint; readonly erased: bigint; readonly bad: BadPlace | null };

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

export async function chainHead(db: Sql): Promise<Head> {
  const [head] = await db.$queryRaw<Head[]>`SELECT number, digest FROM audit_head`;
  return head ?? { number: 0n, digest: GENESIS };
}

const linksAfter = (db: Sql, number: bigint, last: bigint) => db.$queryRaw<Read[]>`
  SELECT l.number, l.entry_id AS "entryId", l.detail_digest AS "detailDigest", l.entry_digest AS "entryDigest",
    l.previous, l.digest, e.id IS NOT NULL AS "isThere",
    e.id::text AS id, (extract(epoch FROM e.at) * 1000000)::bigint::text AS at, e.actor_kind AS "actorKind",
    e.actor_id::text AS "actorId", e.deed, e.subject_kind AS "subjectKind", e.subject_id AS "subjectId", e.outcome,
    e.request_id AS "requestId",
    e.salt, e.reason, e.before::text AS before, e.after::text AS after, e.address, e.device,
    CASE WHEN e.salt IS NULL AND num_nonnulls(e.reason, e.before, e.after, e.address, e.device) = 0 THEN EXISTS (
      SELECT FROM audit_entry x WHERE x.subject_kind = 'audit_entry' AND x.subject_id = e.id::text
        AND x.deed = 'audit.erase' AND x.outcome = 'done') ELSE false END AS "isErased"
  FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id
  WHERE l.number > ${number} AND l.number <= ${last} ORDER BY l.number LIMIT ${BATCH}`;

/**
 * Reads the chain from its beginning to the end it has now, and recomputes every digest here. Names the first link that
 * does not hold, then an end that is not the chain's, then an entry that has no link.
 */
export async function walkChain(db: Sql): Promise<Walk> {
  const head = await chainHead(db);
  let last: Head = { number: 0n, digest: GENESIS };
  let erased = 0n;
  const found = (bad: BadPlace | null): Walk => ({ checked: last.number, erased, bad });
  for (;;) {
    const links = await linksAfter(db, last.number, head.number);
    for (const link of links) {
      const fault = faultOf(link, last);
      if (fault !== null) return found(await placeOf(db, fault, link, last));
      if (link.isErased) erased += 1n;
      last = link;
    }
    if (links.length < BATCH) break;
  }
  if (last.number !== head.number) return found(bad("missing", last.number + 1n, null));
  if (!same(last.digest, head.digest)) return found(bad("cut", last.number, null));
  return found((await strayLink(db)) ?? (await strayEntry(db)));
}

const bad = (fault: AuditFault, number: bigint | null, entryId: bigint | null): BadPlace => ({
  fault,
  number,
  entryId,
  since: null,
  agreedTo: null,
});

/** Why this link does not hold after `last`, or null. */
function faultOf(link: Read, last: Head): AuditFault | null {
  if (link.number !== last.number + 1n) return "missing";
  if (!same(linkDigest(link.number, link.entryDigest, link.previous), link.digest)) return "link_altered";
  if (!same(link.previous, last.digest)) return "rewritten";
  if (!link.isThere) return "missing";
  if (!link.isErased && !same(detailDigest(link), link.detailDigest)) return "altered";
  return same(entryDigest(link, link.detailDigest), link.entryDigest) ? null : "altered";
}

async function placeOf(db: Sql, fault: AuditFault, link: Read, last: Head): Promise<BadPlace> {
  if (fault === "missing" && link.number !== last.number + 1n) return bad(fault, last.number + 1n, null);
  if (fault === "rewritten" && last.number > 0n) return bad(fault, last.number, null);
  if (fault === "altered" && (await isFromElsewhere(db, link)))
    return bad("moved", link.number, link.entryId);
  return bad(fault, link.number, link.entryId);
}

/** Whether another link was made for just this entry. */
async function isFromElsewhere(db: Sql, link: Read): Promise<boolean> {
  const others = await db.$queryRaw<Link[]>`
    SELECT number, entry_id AS "entryId", detail_digest AS "detailDigest", entry_digest AS "entryDigest", previous, digest
    FROM audit_link WHERE number <> ${link.number} AND detail_digest = ${detailDigest(link)} LIMIT 1`;
  return others.some((other) => same(entryDigest(link, other.detailDigest), other.entryDigest));
}

/** A link past the end. The end is read with it, since the chain may have grown meanwhile. */
async function strayLink(db: Sql): Promise<BadPlace | null> {
  const [stray] = await db.$queryRaw<{ number: bigint }[]>`
    SELECT number FROM audit_link WHERE number > (SELECT number FROM audit_head) ORDER BY number LIMIT 1`;
  return stray ? bad("cut", stray.number, null) : null;
}

async function strayEntry(db: Sql): Promise<BadPlace | null> {
  const [stray] = await db.$queryRaw<{ id: bigint }[]>`
    SELECT e.id FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry_id = e.id)
    ORDER BY e.id LIMIT 1`;
  return stray ? bad("inserted", null, stray.id) : null;
}
