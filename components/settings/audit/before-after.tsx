import type { AuditRow } from "@/lib/db/audit/rows";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as text: a plain one as it is, anything else as JSON. */
function textOf(value: unknown): string {
  if (value === undefined) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const HEAD = "border-b border-line px-3.5 py-2 font-medium";
const CELL = "px-3.5 py-2 align-top font-mono text-xs break-all";

/** What an entry noted of its subject, name by name. Always text, never drawn as a page. */
export function BeforeAfter({ entry: { before, after, isErased } }: { entry: AuditRow }) {
  if (isErased)
    return (
      <p className="text-sm text-dim">
        What was personal in this entry was erased, on the record. The rest stands as it was written.
      </p>
    );
  const [old, now] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  if (names.length === 0) return <p className="text-sm text-dim">No values were noted with it.</p>;
  const hasBefore = Object.keys(old).length > 0;
  return (
    <div className="overflow-x-auto rounded-lg border border-line">
      <table aria-label="Before and after" className="w-full text-left text-sm">
        <thead className="text-xs text-dim">
          <tr>
            {["Value", ...(hasBefore ? ["Before"] : []), hasBefore ? "After" : "Noted"].map((title) => (
              <th key={title} scope="col" className={HEAD}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {names.map((name) => (
            <tr key={name}>
              <th scope="row" className="px-3.5 py-2 align-top text-xs font-medium break-all">
                {name}
              </th>
              {hasBefore && <td className={CELL}>{textOf(old[name])}</td>}
              <td className={CELL}>{textOf(now[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
