import { chainHead, compareAnchors, walkChain, type Compared, type Connections } from "../db";
import type { Anchor, AuditProof, AuditVerdict, BadPlace } from "../domain/audit";
import { anchorsIn, appendAnchor, lastAnchor } from "./anchor-file";

type Anchored = { readonly anchors: number | null; readonly bad: BadPlace | null };

/** Anchors are compared so many at a time. */
const BATCH = 500;

/** How this process proves that the audit trail is the one that was written. `file` is null where no anchors are kept. */
export function auditProof(prisma: Connections["prisma"], file: string | null, now: () => Date): AuditProof {
  let running: Promise<AuditVerdict> | null = null;
  return {
    verify: () => (running ??= verified(prisma, file).finally(() => (running = null))),
    anchor: async () => {
      if (file === null) return "off";
      const head = await chainHead(prisma);
      const last = await lastAnchor(file);
      if (last !== null && !(await holds(prisma, last))) return "differs";
      if (head.number === (last?.number ?? 0n)) return "unchanged";
      const digest = Buffer.from(head.digest).toString("hex");
      await appendAnchor(file, { number: head.number, digest, at: now().toISOString() });
      return "kept";
    },
  };
}

async function verified(prisma: Connections["prisma"], file: string | null): Promise<AuditVerdict> {
  // The anchors first: one that is added meanwhile is of a chain that is longer than what is walked.
  const { anchors, bad } = await compared(prisma, file);
  const walk = await walkChain(prisma);
  return { checked: walk.checked, erased: walk.erased, anchors, bad: firstOf(walk.bad, bad) };
}

/** Of two bad places the one that comes first in the chain; at the same one what the chain itself says. */
function firstOf(walked: BadPlace | null, anchored: BadPlace | null): BadPlace | null {
  if (walked === null || anchored === null) return walked ?? anchored;
  if (anchored.number === null) return walked;
  return walked.number === null || anchored.number < walked.number ? anchored : walked;
}

const holds = async (prisma: Connections["prisma"], anchor: Anchor) =>
  (await compareAnchors(prisma, [anchor])).every((one) => one.holds);

async function compared(prisma: Connections["prisma"], file: string | null): Promise<Anchored> {
  if (file === null) return { anchors: null, bad: null };
  let batch: Anchor[] = [];
  let found: Found = { anchors: 0, agreedTo: 0n, bad: null };
  let unread: number | null = null;
  const compare = async () => {
    for (const one of await compareAnchors(prisma, batch)) found = foldedIn(found, one);
    batch = [];
  };
  for await (const { line, anchor } of anchorsIn(file)) {
    if (anchor === null) unread ??= line;
    else batch.push(anchor);
    if (batch.length === BATCH) await compare();
  }
  await compare();
  const { anchors, bad } = found;
  if (bad !== null || unread === null) return { anchors, bad };
  return {
    anchors,
    bad: { fault: "anchor_unread", number: null, entryId: null, since: String(unread), agreedTo: null },
  };
}

type Found = { readonly anchors: number; readonly agreedTo: bigint; readonly bad: BadPlace | null };

/** Anchors were kept in the order of the chain, so the first that does not hold is the earliest. */
function foldedIn(found: Found, { anchor, holds: agrees, entryId }: Compared): Found {
  if (agrees) {
    const agreedTo = found.bad === null ? anchor.number : found.agreedTo;
    return { ...found, anchors: found.anchors + 1, agreedTo };
  }
  const { number, at } = anchor;
  const bad: BadPlace = { fault: "anchor", number, entryId, since: at, agreedTo: found.agreedTo };
  return { ...found, bad: found.bad ?? bad };
}
