import type { Role } from "../domain/deeds";

/** Limits on the wire: decimal texts of cents, null for none. */
type WireLimits = { mostCents: string | null; dayCents: string | null };

export type PersonRow = WireLimits & {
  id: string;
  name: string;
  email: string;
  role: Role;
  version: number;
  disabledAt: string | null;
  createdAt: string;
  /** Null when they have never signed in. */
  lastSeenAt: string | null;
  /** Sign-ins that hold at this moment. */
  sessions: number;
};

export type StaffChangeRow = WireLimits & {
  id: string;
  staffId: string;
  name: string;
  proposedBy: string;
  proposerName: string;
  proposedAt: string;
  /** Lets a disabled person in again. */
  enables: boolean;
  role: Role;
  roleBefore: Role;
  mostCentsBefore: string | null;
  dayCentsBefore: string | null;
  /** The person has changed since it was proposed. */
  isOutdated: boolean;
};

export type InvitationRow = WireLimits & {
  id: string;
  email: string;
  name: string;
  role: Role;
  version: number;
  /** Null when it was made on the server itself. */
  invitedBy: string | null;
  inviterName: string | null;
  invitedAt: string;
  expiresAt: string;
  waitsForConsent: boolean;
  consenterName: string | null;
};
