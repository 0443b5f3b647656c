import { Badge } from "@/components/payments/state-badge";
import type { StaffRow } from "@/lib/db/rows";
import { ROLE_WORDS } from "@/lib/domain/deeds";

/** Who may sign in, and as what. */
export const StaffList = ({ staff, ownId }: { staff: readonly StaffRow[]; ownId: string }) => (
  <div className="overflow-x-auto rounded-lg border border-line">
    <table aria-label="Staff" className="w-full text-left text-sm">
      <thead className="text-xs text-dim">
        <tr>
          {["Name", "E-mail", "Role", "Sign-in"].map((title) => (
            <th key={title} scope="col" className="border-b border-line px-3.5 py-2 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {staff.map((person) => (
          <tr key={person.id}>
            <th scope="row" className="px-3.5 py-2 font-medium whitespace-nowrap">
              {person.name}
              {person.id === ownId && <span className="font-normal text-faint"> (you)</span>}
            </th>
            <td className="px-3.5 py-2 text-dim">{person.email}</td>
            <td className="px-3.5 py-2 whitespace-nowrap">{ROLE_WORDS[person.role]}</td>
            <td className="px-3.5 py-2">
              {person.disabled ? (
                <Badge meaning="waiting" icon="ban">
                  Disabled
                </Badge>
              ) : (
                <Badge meaning="good" icon="check">
                  Allowed
                </Badge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
