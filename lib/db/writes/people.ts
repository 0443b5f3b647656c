import type { Limits, Power } from "../../domain/power";
import type { Prisma } from "../generated/client";
import { approvalRoomOf, standingOf } from "../reads/power";

type Bytes = Uint8Array<ArrayBuffer>;
type NewChange = {
  readonly id: string;
  readonly staffId: string;
  readonly staffVersion: number;
  readonly before: Power;
  readonly after: Power;
  readonly enables: boolean;
  readonly proposedBy: string;
};
type NewInvitation = Power & {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly tokenHash: Bytes;
  readonly invitedBy: string | null;
  readonly expiresAt: Date;
  readonly needsConsent: boolean;
};
type NewPerson = Power & {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
};

const limitsOf = ({ mostCents, dayCents }: Limits) => ({
  approveMostCents: mostCents,
  approveDayCents: dayCents,
});
const OPEN = { usedAt: null, withdrawnAt: null } as const;

export const people = (db: Prisma.TransactionClient, at: Date) => ({
  /**
   * Who is who, read after the lock under which power changes one at a time. It is the first lock of such a transaction,
   * so that all wait at the same place.
   */
  lockedStanding: async (actorId: string, personId: string | null) => {
    await db.$executeRaw`SELECT lock_staff_power()`;
    return standingOf(db, actorId, personId, at);
  },

  /** False when the person has changed since `version` was read. */
  setPower: async (staffId: string, version: number, power: Power, enables = false): Promise<boolean> => {
    const { count } = await db.staff.updateMany({
      where: { id: staffId, version },
      data: {
        role: power.role,
        ...limitsOf(power),
        ...(enables ? { disabledAt: null } : {}),
        version: { increment: 1 },
      },
    });
    return count === 1;
  },
  /** Keeps somebody out from now on. False when the person has changed since `version` was read. */
  disableStaff: async (staffId: string, version: number): Promise<boolean> => {
    const { count } = await db.staff.updateMany({
      where: { id: staffId, version, disabledAt: null },
      data: { disabledAt: at, version: { increment: 1 } },
    });
    return count === 1;
  },
  /** Ends every sign-in of a person, and answers how many there were. */
  endSessionsOf: async (staffId: string): Promise<number> =>
    (await db.staffSession.updateMany({ where: { staffId, endedAt: null }, data: { endedAt: at } })).count,

  /** False when a change of this person waits already, or this form was sent before. */
  addStaffChange: async ({ before, after, ...change }: NewChange): Promise<boolean> => {
    const { count } = await db.staffChange.createMany({
      data: {
        ...change,
        roleBefore: before.role,
        mostCentsBefore: before.mostCents,
        dayCentsBefore: before.dayCents,
        role: after.role,
        mostCents: after.mostCents,
        dayCents: after.dayCents,
        proposedAt: at,
        state: "waiting",
      },
      skipDuplicates: true,
    });
    return count === 1;
  },
  /** The database refuses a consent by the proposer, or by whom it concerns. False when it does not wait any more. */
  decideStaffChange: async (
    id: string,
    state: "consented" | "declined" | "withdrawn",
    decidedBy: string,
  ): Promise<boolean> => {
    const { count } = await db.staffChange.updateMany({
      where: { id, state: "waiting" },
      data: { state, decidedBy, decidedAt: at },
    });
    return count === 1;
  },
  /** Whoever is no administrator any more leaves nothing behind that could still give power; nor does what waits about them. */
  withdrawAllOf: async (staffId: string, withdrawnBy: string): Promise<void> => {
    await db.staffChange.updateMany({
      where: { state: "waiting", OR: [{ proposedBy: staffId }, { staffId }] },
      data: { state: "withdrawn", decidedBy: withdrawnBy, decidedAt: at },
    });
    await db.staffInvitation.updateMany({
      where: { ...OPEN, invitedBy: staffId },
      data: { withdrawnAt: at, withdrawnBy, version: { increment: 1 } },
    });
  },

  staffHas: async (email: string): Promise<boolean> =>
    (await db.staff.findUnique({ where: { email }, select: { id: true } })) !== null,
  /** False when an invitation to this address is open, or this form was sent before. */
  addInvitation: async (invitation: NewInvitation): Promise<boolean> =>
    (
      await db.staffInvitation.createMany({
        data: { ...invitation, invitedAt: at },
        skipDuplicates: true,
      })
    ).count === 1,
  /** A new link in place of the one before, which stops working. */
  renewInvitation: async (id: string, version: number, tokenHash: Bytes, expiresAt: Date): Promise<boolean> =>
    (
      await db.staffInvitation.updateMany({
        where: { id, version, ...OPEN },
        data: { tokenHash, expiresAt, version: { increment: 1 } },
      })
    ).count === 1,
  /** The database refuses the consent of whoever invited. */
  consentToInvitation: async (id: string, version: number, consentedBy: string): Promise<boolean> =>
    (
      await db.staffInvitation.updateMany({
        where: { id, version, ...OPEN, needsConsent: true, consentedBy: null },
        data: { consentedBy, consentedAt: at, version: { increment: 1 } },
      })
    ).count === 1,
  withdrawInvitation: async (id: string, withdrawnBy: string): Promise<boolean> =>
    (
      await db.staffInvitation.updateMany({
        where: { id, ...OPEN },
        data: { withdrawnAt: at, withdrawnBy, version: { increment: 1 } },
      })
    ).count === 1,

  /** From the server itself: a new link replaces whatever was open for this address. */
  dropInvitationsTo: (email: string) =>
    db.staffInvitation.updateMany({
      where: { email, ...OPEN },
      data: { withdrawnAt: at, version: { increment: 1 } },
    }),

  /** A colleague who came by invitation. False when the address has an account already. */
  addJoined: async ({ role, mostCents, dayCents, ...person }: NewPerson): Promise<boolean> =>
    (
      await db.staff.createMany({
        data: { ...person, role, ...limitsOf({ mostCents, dayCents }), createdAt: at },
        skipDuplicates: true,
      })
    ).count === 1,
  /** Uses up an invitation that works. False when it was used, withdrawn, renewed or has expired: somebody was first. */
  useInvitation: async (id: string, tokenHash: Bytes, staffId: string): Promise<boolean> =>
    (await db.$executeRaw`
      UPDATE staff_invitation SET used_at = ${at}, staff_id = ${staffId}::uuid, version = version + 1
      WHERE id = ${id}::uuid AND token_hash = ${tokenHash} AND used_at IS NULL AND withdrawn_at IS NULL
        AND expires_at > ${at} AND (NOT needs_consent OR consented_by IS NOT NULL)`) === 1,

  /** What somebody may still approve, their row locked so that two approvals at once cannot both count on the same rest. */
  lockedApprovalRoom: async (staffId: string, dayStart: Date) => {
    await db.$queryRaw`SELECT 1 FROM staff WHERE id = ${staffId}::uuid FOR NO KEY UPDATE`;
    return approvalRoomOf(db, staffId, dayStart);
  },
});
