import type { AuditQuery, AuditView } from "../../domain/lists";
import type { AuditDetail, AuditRow } from "../audit/rows";
import type { Sql } from "../client";
import { Prisma, type PrismaClient } from "../generated/client";
import { keysetPage, NUMBER_ID } from "../keyset";
import type { Page } from "../rows";
import { asked, byRealMoment, isBounded, isNumberId, isUuid, rowOf, rowsOf, toWire, within } from "./shape";

const TABLE = Prisma.sql`audit_entry a`;
const ALIAS = Prisma.sql`a`;
/** The subject's id as one of our own, where it can be one. */
const ID_OF = (kind: string) =>
  Prisma.sql`CASE WHEN a.subject_kind = ${kind} AND a.subject_id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    THEN a.subject_id::uuid END`;
const JOINS = Prisma.sql`
  LEFT JOIN staff s ON s.id = a.actor_id
  LEFT JOIN audit_link l ON l.entry_id = a.id
  LEFT JOIN payout p ON p.id = ${ID_OF("payout")}
  LEFT JOIN collection o ON o.id = ${ID_OF("collection")}
  LEFT JOIN bank_account b ON b.id = ${ID_OF("bank_account")}
  LEFT JOIN card d ON d.id = ${ID_OF("card")}
  LEFT JOIN staff t ON t.id = ${ID_OF("staff")}
  LEFT JOIN contact c ON c.id = coalesce(${ID_OF("contact")}, p.contact_id, o.contact_id, b.contact_id, d.contact_id)`;
const COLUMNS = Prisma.sql`a.id, a.at, a.actor_kind AS "actorKind", a.actor_id AS "actorId", s.name AS "actorName",
  a.deed, a.outcome, a.subject_kind AS "subjectKind", a.subject_id AS "subjectId",
  CASE a.subject_kind WHEN 'payout' THEN p.reference WHEN 'collection' THEN o.reference WHEN 'contact' THEN c.name
    WHEN 'bank_account' THEN '•••' || b.last_three WHEN 'card' THEN coalesce(d.brand || ' ', '') || '•••' || d.last_four
    WHEN 'staff' THEN t.name END AS "subjectName",
  c.id AS "contactId", c.name AS "contactName", a.reason, a.before, a.after, a.request_id AS "requestId",
  a.address, a.device, l.number, a.salt IS NULL AS "isErased"`;

const VIEW_WHERE: Record<AuditView, Prisma.Sql> = {
  all: Prisma.sql`TRUE`,
  done: Prisma.sql`a.outcome = 'done'`,
  refused: Prisma.sql`a.outcome = 'refused'`,
};

function byWhom(by: string): Prisma.Sql {
  return isUuid(by) ? Prisma.sql`a.actor_id = ${by}::uuid` : Prisma.sql`a.actor_kind = ${by}`;
}

/** `kind:id`; without a colon all of a kind. */
function aboutWhat(about: string): Prisma.Sql {
  const [kind = "", ...id] = about.split(":");
  const whole = Prisma.sql`a.subject_kind = ${kind}`;
  return id.length === 0 ? whole : Prisma.sql`(${whole} AND a.subject_id = ${id.join(":")})`;
}

function auditWhere(query: AuditQuery): Prisma.Sql[] {
  const [by, deed, about] = [query.by, query.deed, query.about].map((text) => asked(text ?? ""));
  return [
    VIEW_WHERE[query.view],
    ...within(Prisma.sql`a.at`, query),
    ...(by ? [byWhom(by)] : []),
    ...(deed ? [Prisma.sql`a.deed = ${deed}`] : []),
    ...(about ? [aboutWhat(about)] : []),
  ];
}

const listing = (query: AuditQuery) => ({
  columns: COLUMNS,
  table: TABLE,
  alias: ALIAS,
  joins: JOINS,
  where: auditWhere(query),
  isBounded: isBounded(query),
  sort: byRealMoment(Prisma.sql`a.at`),
  descending: query.sort === "-at",
  id: Prisma.sql`a.id`,
  idType: NUMBER_ID,
  after: query.after,
  before: query.before,
});

/** So many lines are held at once while all are read. */
const READ_AT_ONCE = 500;

/** All lines a question finds, in its order, some at a time. What is written meanwhile is left out. */
async function* allEntries(db: Sql, query: AuditQuery): AsyncGenerator<AuditRow[]> {
  const isFalling = query.sort === "-at";
  const order = isFalling ? Prisma.sql`ORDER BY a.at DESC, a.id DESC` : Prisma.sql`ORDER BY a.at, a.id`;
  const [newest] = await db.$queryRaw<{ id: bigint | null }[]>`SELECT max(id) AS id FROM audit_entry`;
  const where = [...auditWhere(query), Prisma.sql`a.id <= ${newest?.id ?? 0n}`];
  let last: AuditRow | null = null;
  for (;;) {
    const beyond: Prisma.Sql[] =
      last === null
        ? []
        : [
            Prisma.sql`(a.at, a.id) ${isFalling ? Prisma.sql`<` : Prisma.sql`>`} (${last.at}::timestamptz, ${last.id}::bigint)`,
          ];
    const rows: AuditRow[] = await rowsOf<AuditRow>(
      db,
      Prisma.sql`
        SELECT ${COLUMNS} FROM (SELECT * FROM ${TABLE} WHERE ${Prisma.join([...where, ...beyond], " AND ")} ${order}
          LIMIT ${READ_AT_ONCE}) a ${JOINS} ${order}`,
    );
    if (rows.length > 0) yield rows;
    last = rows.at(-1) ?? null;
    if (last === null || rows.length < READ_AT_ONCE) return;
  }
}

export const audit = (prisma: PrismaClient) => ({
  auditEntries: (query: AuditQuery): Promise<Page<AuditRow>> =>
    keysetPage<object, AuditRow>(prisma, listing(query), toWire),

  allAuditEntries: (query: AuditQuery): AsyncGenerator<AuditRow[]> => allEntries(prisma, query),

  auditEntry: async (id: string): Promise<AuditDetail | null> =>
    isNumberId(id)
      ? rowOf<AuditDetail>(
          prisma,
          Prisma.sql`
            SELECT ${COLUMNS}, encode(l.digest, 'hex') AS digest, encode(l.previous, 'hex') AS previous
            FROM ${TABLE} ${JOINS} WHERE a.id = ${id}::bigint`,
        )
      : null,

  /** Every deed there is an entry of. Steps through the index, whatever its size. */
  auditDeeds: async (): Promise<string[]> => {
    const rows = await prisma.$queryRaw<{ deed: string }[]>`
      WITH RECURSIVE known AS (
        (SELECT deed FROM audit_entry ORDER BY deed LIMIT 1)
        UNION ALL
        SELECT (SELECT a.deed FROM audit_entry a WHERE a.deed > known.deed ORDER BY a.deed LIMIT 1) FROM known
        WHERE known.deed IS NOT NULL
      ) SELECT deed FROM known WHERE deed IS NOT NULL`;
    return rows.map(({ deed }) => deed);
  },
});
