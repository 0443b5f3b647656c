import type { Role } from "../../domain/deeds";
import type { ApprovalRoom } from "../../domain/power";
import { Prisma, type PrismaClient } from "../generated/client";
import type { InvitationRow, PersonRow, StaffChangeRow } from "../people-rows";
import { approvalRoomOf, standingOf, type Standing } from "./power";
import { isUuid, rowsOf } from "./shape";

/** What somebody with a link is invited to; it never leaves the server as it is. */
export type OpenInvitation = {
  id: string;
  email: string;
  name: string;
  role: Role;
  mostCents: bigint | null;
  dayCents: bigint | null;
  /** Null when it was made on the server itself. */
  inviterName: string | null;
  expiresAt: Date;
  waitsForConsent: boolean;
};

const OPEN_INVITATION = Prisma.sql`i.used_at IS NULL AND i.withdrawn_at IS NULL`;

export const people = (prisma: PrismaClient) => ({
  /** Everybody, with the sign-ins that hold: those not ended, not run out, and seen after `seenSince`. */
  people: (now: Date, seenSince: Date): Promise<PersonRow[]> =>
    rowsOf(
      prisma,
      Prisma.sql`
        SELECT s.id, s.name, s.email, s.role, s.version, s.disabled_at AS "disabledAt", s.created_at AS "createdAt",
          s.approve_most_cents AS "mostCents", s.approve_day_cents AS "dayCents",
          max(t.seen_at) AS "lastSeenAt",
          (count(t.id) FILTER (WHERE s.disabled_at IS NULL AND t.ended_at IS NULL AND t.expires_at > ${now}
            AND t.seen_at > ${seenSince}))::int AS sessions
        FROM staff s LEFT JOIN staff_session t ON t.staff_id = s.id
        GROUP BY s.id ORDER BY (s.disabled_at IS NOT NULL), lower(s.name), s.id`,
    ),

  /** Changes that wait for a second administrator, the oldest first. */
  staffChanges: (): Promise<StaffChangeRow[]> =>
    rowsOf(
      prisma,
      Prisma.sql`
        SELECT c.id, c.staff_id AS "staffId", s.name, c.proposed_by AS "proposedBy", p.name AS "proposerName",
          c.proposed_at AS "proposedAt", c.enables, c.role, c.most_cents AS "mostCents", c.day_cents AS "dayCents",
          c.role_before AS "roleBefore", c.most_cents_before AS "mostCentsBefore",
          c.day_cents_before AS "dayCentsBefore", (s.version <> c.staff_version) AS "isOutdated"
        FROM staff_change c JOIN staff s ON s.id = c.staff_id JOIN staff p ON p.id = c.proposed_by
        WHERE c.state = 'waiting' ORDER BY c.proposed_at, c.id`,
    ),

  /** Invitations that were neither used nor withdrawn, expired ones too. */
  invitations: (): Promise<InvitationRow[]> =>
    rowsOf(
      prisma,
      Prisma.sql`
        SELECT i.id, i.email, i.name, i.role, i.most_cents AS "mostCents", i.day_cents AS "dayCents", i.version,
          i.invited_by AS "invitedBy", p.name AS "inviterName", i.invited_at AS "invitedAt",
          i.expires_at AS "expiresAt", (i.needs_consent AND i.consented_by IS NULL) AS "waitsForConsent",
          k.name AS "consenterName"
        FROM staff_invitation i
        LEFT JOIN staff p ON p.id = i.invited_by LEFT JOIN staff k ON k.id = i.consented_by
        WHERE ${OPEN_INVITATION} ORDER BY i.invited_at DESC, i.id`,
    ),

  /** The invitation of a link that still works, or would once consented to. */
  invitationOf: async (tokenHash: Uint8Array<ArrayBuffer>, now: Date): Promise<OpenInvitation | null> => {
    const [row] = await prisma.$queryRaw<OpenInvitation[]>`
      SELECT i.id::text, i.email, i.name, i.role, i.most_cents AS "mostCents", i.day_cents AS "dayCents",
        p.name AS "inviterName", i.expires_at AS "expiresAt",
        (i.needs_consent AND i.consented_by IS NULL) AS "waitsForConsent"
      FROM staff_invitation i LEFT JOIN staff p ON p.id = i.invited_by
      WHERE i.token_hash = ${tokenHash} AND ${OPEN_INVITATION} AND i.expires_at > ${now}`;
    return row ?? null;
  },

  standing: (actorId: string, personId: string | null, now: Date): Promise<Standing> =>
    standingOf(prisma, actorId, personId, now),

  /** What this colleague may still approve on the day that begins then; null for nobody who may sign in. */
  approvalRoom: async (staffId: string, dayStart: Date): Promise<ApprovalRoom | null> =>
    isUuid(staffId) ? approvalRoomOf(prisma, staffId, dayStart) : null,
});
