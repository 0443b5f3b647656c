import type { AuditRow } from "../db/audit/rows";
import { actorWords, auditWords } from "../domain/audit-words";
import { CSV_START, csvLine } from "../domain/csv";
import type { AuditQuery } from "../domain/lists";
import type { StaffCtx } from "./context";

const HEAD = [
  "Number",
  "Entry",
  "Time (UTC)",
  "Who",
  "Kind of actor",
  "Actor id",
  "Deed",
  "Outcome",
  "What",
  "Subject kind",
  "Subject id",
  "Subject",
  "Contact",
  "Reason",
  "Before",
  "After",
  "Address",
  "Device",
  "Request",
  "Erased",
];

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const lineOf = (row: AuditRow): string =>
  csvLine([
    row.number,
    row.id,
    row.at,
    actorWords(row),
    row.actorKind,
    row.actorId,
    row.deed,
    row.outcome,
    auditWords(row),
    row.subjectKind,
    row.subjectId,
    row.subjectName,
    row.contactName,
    row.reason,
    json(row.before),
    json(row.after),
    row.address,
    row.device,
    row.requestId,
    row.isErased ? "yes" : "",
  ]);

/** What `query` finds as CSV, part by part. That it was exported, and what was asked, is written down first. */
export async function exportAudit(ctx: StaffCtx, query: AuditQuery): Promise<AsyncGenerator<string>> {
  const { view, sort, from = null, to = null, by = null, deed = null, about = null } = query;
  const asked = { view, sort, from, to, by, deed, about };
  const entry = { deed: "audit.export", subject: { kind: "audit", id: "all" }, after: asked };
  await ctx.audited(entry, () => Promise.resolve());
  return partsOf(ctx, query);
}

async function* partsOf(ctx: StaffCtx, query: AuditQuery): AsyncGenerator<string> {
  yield CSV_START + csvLine(HEAD);
  for await (const rows of ctx.read.allAuditEntries(query)) yield rows.map(lineOf).join("");
}
