/** A line of the audit trail, ready for the wire. */
export type AuditRow = {
  id: string;
  at: string;
  actorKind: string;
  actorId: string | null;
  actorName: string | null;
  deed: string;
  outcome: "done" | "refused";
  subjectKind: string;
  subjectId: string;
  /** A reference or a name, where the subject has one. */
  subjectName: string | null;
  /** Of whom a payment or payment method is. */
  contactId: string | null;
  contactName: string | null;
  reason: string | null;
  before: unknown;
  after: unknown;
  requestId: string | null;
  address: string | null;
  device: string | null;
  /** Its place in the chain; null for one that was put in past the desk. */
  number: string | null;
  isErased: boolean;
};

/** One entry with what proves it, in hexadecimal digits. */
export type AuditDetail = AuditRow & { digest: string | null; previous: string | null };
