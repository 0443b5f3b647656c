import { CardLines } from "@/components/data-table/cards";
import type { Column } from "@/components/data-table/column";
import { Amount } from "@/components/payments/amount";
import { MethodLabel } from "@/components/payments/method-label";
import { ContactStateBadge } from "@/components/payments/state-badge";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ContactRow } from "@/lib/db/rows";
import { rolesInWords } from "./words";

const NONE = <span className="text-faint">–</span>;

function Account({ row: { accounts, isVendor } }: { row: ContactRow }) {
  const [newest, ...others] = accounts;
  if (newest === undefined) return isVendor ? <span className="text-attention">No bank account</span> : NONE;
  return (
    <>
      <MethodLabel account={newest} />
      {others.length > 0 && <span className="text-faint"> and {others.length} more</span>}
    </>
  );
}

export const CONTACT_COLUMNS: readonly Column<ContactRow>[] = [
  {
    id: "name",
    header: "Name",
    sort: "name",
    firstSort: "rising",
    className: "max-w-[260px] truncate font-medium",
    cell: (row) => row.name,
  },
  { id: "email", header: "E-mail", className: "max-w-[240px] truncate text-dim", cell: (row) => row.email },
  { id: "roles", header: "Role", cell: rolesInWords },
  { id: "state", header: "State", cell: (row) => <ContactStateBadge state={row.state} /> },
  { id: "account", header: "Bank account", cell: (row) => <Account row={row} /> },
  {
    id: "collected",
    header: "Collected",
    align: "right",
    cell: (row) => <Amount cents={row.collectedCents} />,
  },
  { id: "paid", header: "Paid out", align: "right", cell: (row) => <Amount cents={row.paidOutCents} /> },
  {
    id: "tags",
    header: "Tags",
    isExtra: true,
    className: "max-w-[200px] truncate text-dim",
    cell: (row) => (row.tags.length === 0 ? NONE : row.tags.join(", ")),
  },
  {
    id: "created",
    header: "Added",
    sort: "created",
    isTime: true,
    className: "text-dim",
    cell: (row) => <RelativeTime at={row.createdAt} />,
  },
];

export const ContactCard = ({ row }: { row: ContactRow }) => (
  <CardLines
    title={row.name}
    value={<Amount cents={row.isVendor ? row.paidOutCents : row.collectedCents} />}
    badge={<ContactStateBadge state={row.state} />}
    note={`${rolesInWords(row)} · ${row.email}`}
  />
);

/** The contact beside the list. */
export const ContactPeek = ({ row }: { row: ContactRow }) => (
  <div className="flex flex-col gap-4">
    <div>
      <h2 className="text-lg font-semibold break-words">{row.name}</h2>
      <p className="break-all text-dim">{row.email}</p>
    </div>
    <p className="flex flex-wrap gap-1.5">
      <ContactStateBadge state={row.state} />
      <Chip>{rolesInWords(row)}</Chip>
      {row.tags.map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
    </p>
    <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5">
      <dt className="text-dim">Collected</dt>
      <dd>
        <Amount cents={row.collectedCents} />
      </dd>
      <dt className="text-dim">Paid out</dt>
      <dd>
        <Amount cents={row.paidOutCents} />
      </dd>
    </dl>
    <section>
      <h3 className="mb-1 text-xs font-medium text-dim">Bank accounts</h3>
      {row.accounts.length === 0 && <p className="text-dim">None yet.</p>}
      <ul>
        {row.accounts.map((account) => (
          <li key={`${account.institutionNumber} ${account.lastThree}`}>
            <MethodLabel account={account} />
          </li>
        ))}
      </ul>
    </section>
  </div>
);
