/** The end of the chain at some moment, kept where nobody who can change the database can change it too. */
export type Anchor = { readonly number: bigint; readonly digest: string; readonly at: string };

/** How an audit trail can fail to be the one that was written. */
export const AUDIT_FAULTS = [
  "altered",
  "moved",
  "missing",
  "inserted",
  "link_altered",
  "rewritten",
  "cut",
  "anchor",
  "anchor_unread",
] as const;
export type AuditFault = (typeof AUDIT_FAULTS)[number];

/** `number` is a place in the chain, `entryId` the id of an entry. Either may be unknown. */
export type BadPlace = {
  readonly fault: AuditFault;
  readonly number: bigint | null;
  readonly entryId: bigint | null;
  /** Of an anchor, when it was kept; of one that cannot be read, its line. */
  readonly since: string | null;
  /** Of an anchor, the last number before it whose anchor still agrees; 0 for none. */
  readonly agreedTo: bigint | null;
};

export type AuditVerdict = {
  /** How many entries were read and found as written, up to the first bad one. */
  readonly checked: bigint;
  /** Of those, how many had their personal part erased by a recorded deed. */
  readonly erased: bigint;
  /** How many anchors agreed; null where no anchors are kept. */
  readonly anchors: number | null;
  readonly bad: BadPlace | null;
};

/** What a process can do about it. */
export type AuditProof = {
  /** Reads the whole chain and all anchors. Those who ask while it runs are given the same answer. */
  readonly verify: () => Promise<AuditVerdict>;
  /**
   * Keeps where the chain ends now. `differs` when the chain no longer holds the newest anchor: nothing is written then,
   * or what was done to it would be anchored too.
   */
  readonly anchor: () => Promise<"off" | "kept" | "unchanged" | "differs">;
};

const NUMBERS = new Intl.NumberFormat("en-CA");
const counted = (n: bigint | number, one: string, many: string) =>
  `${NUMBERS.format(n)} ${n === 1 || n === 1n ? one : many}`;

function badWords({ fault, number, entryId, since, agreedTo }: BadPlace): string {
  const place = number === null ? "" : `Number ${number} of the chain`;
  const entry = entryId === null ? "" : ` (entry ${entryId})`;
  switch (fault) {
    case "altered":
      return `${place}${entry} is not what was written: the entry was changed afterwards.`;
    case "moved":
      return `${place}${entry} is not in its place: its entry was written at another one, so entries were put in another order.`;
    case "missing":
      return `${place}${entry} is missing: it was removed.`;
    case "inserted":
      return `Entry ${entryId} is in the audit trail but not in its chain: it was put in past the desk.`;
    case "link_altered":
      return `${place}${entry} has a link that was changed afterwards.`;
    case "rewritten":
      return `${place}${entry} is not what the next link was made after: it, or what comes before it, was written anew.`;
    case "cut":
      return `The chain does not end where it should: from number ${number} on, entries were removed or put in.`;
    case "anchor":
      return `${place}${entry} is not what was anchored at ${since}: the chain was cut, or written anew from a place between ${(agreedTo ?? 0n) + 1n} and ${number}.`;
    case "anchor_unread":
      return `Line ${since} of the anchor file cannot be read, so what it said cannot be compared.`;
  }
}

/** What a verification found, in words. */
export function auditSentence({ checked, erased, anchors, bad }: AuditVerdict): string {
  if (bad !== null) return `The audit trail is not whole. ${badWords(bad)}`;
  const whole = `The audit trail is whole: ${counted(checked, "entry", "entries")} in one unbroken chain`;
  const without = erased === 0n ? "" : `, ${NUMBERS.format(erased)} of them erased on the record`;
  if (anchors === null)
    return `${whole}${without}. No anchors are kept, so a chain written anew from its beginning would not be noticed: set AUDIT_ANCHOR_FILE.`;
  if (anchors === 0) return `${whole}${without}. There is no anchor yet to compare it with.`;
  return `${whole}${without}. It agrees with ${counted(anchors, "anchor", "anchors")}.`;
}
