import type { Role } from "../../domain/deeds";
import type { ApprovalRoom, Power } from "../../domain/power";
import type { Sql } from "../client";
import { isUuid } from "./shape";

export type PersonPower = Power & {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly version: number;
  readonly disabledAt: Date | null;
};

/** What decides on a change of somebody's power. */
export type Standing = {
  /** Who asks; null once they are no active administrator any more. */
  readonly actor: PersonPower | null;
  /** Whom it is about; null where there is nobody of this id, or nobody yet. */
  readonly person: PersonPower | null;
  readonly administrators: number;
  /** Active administrators who are neither. */
  readonly others: number;
  /** The name of an administrator who was disabled so lately that they count as there still. */
  readonly justDisabled: string | null;
};

/** So long an administrator who was disabled counts as there: nobody gets to decide alone by disabling the others first. */
const STILL_COUNTS_MS = 24 * 3_600_000;

type Row = PersonPower;

export async function standingOf(
  db: Sql,
  actorId: string,
  personId: string | null,
  now: Date,
): Promise<Standing> {
  const ids = [actorId, personId].filter((id): id is string => id !== null && isUuid(id));
  const rows = await db.$queryRaw<Row[]>`
    SELECT id::text, name, email, role, version, disabled_at AS "disabledAt",
      approve_most_cents AS "mostCents", approve_day_cents AS "dayCents"
    FROM staff WHERE role = 'administrator' OR id = ANY (${ids}::uuid[]) ORDER BY disabled_at DESC NULLS FIRST, id`;
  const isThere = ({ disabledAt }: Row) => disabledAt === null;
  const active = rows.filter((row) => row.role === ADMINISTRATOR && isThere(row));
  const since = now.getTime() - STILL_COUNTS_MS;
  const justDisabled = rows.find(
    ({ role, disabledAt }) => role === ADMINISTRATOR && disabledAt !== null && disabledAt.getTime() > since,
  );
  const personKey = personId?.toLowerCase();
  return {
    actor: active.find(({ id }) => id === actorId) ?? null,
    person: rows.find(({ id }) => id === personKey) ?? null,
    administrators: active.length,
    others: active.filter(({ id }) => id !== actorId && id !== personKey).length,
    justDisabled: justDisabled?.name ?? null,
  };
}
const ADMINISTRATOR: Role = "administrator";

/** What this colleague may still approve today, `dayStart` being its first moment. Null when they may not sign in. */
export async function approvalRoomOf(db: Sql, staffId: string, dayStart: Date): Promise<ApprovalRoom | null> {
  const [row] = await db.$queryRaw<ApprovalRoom[]>`
    SELECT s.approve_most_cents AS "mostCents", s.approve_day_cents AS "dayCents",
      (SELECT coalesce(sum(p.amount_cents), 0)::bigint FROM payout p
        WHERE p.checker_id = s.id AND p.decided_at >= ${dayStart}
          AND p.state NOT IN ('awaiting_approval', 'rejected', 'cancelled')) AS "approvedCents"
    FROM staff s WHERE s.id = ${staffId}::uuid AND s.disabled_at IS NULL`;
  return row ?? null;
}
