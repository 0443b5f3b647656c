import { Badge } from "@/components/payments/state-badge";
import { Reference } from "@/components/payments/reference";
import type { MerchantAccountRow } from "@/lib/db/rows";

/** The marketplace's own accounts at Jetpay. */
export const MerchantAccounts = ({ accounts }: { accounts: readonly MerchantAccountRow[] }) =>
  accounts.length === 0 ? (
    <p className="text-sm text-dim">
      None yet. Without one nothing can be collected or paid out; the first one added becomes the default.
    </p>
  ) : (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line text-sm">
      {accounts.map((account) => (
        <li key={account.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3.5 py-2.5">
          <span className="font-medium">{account.name}</span>
          {account.isDefault && (
            <Badge meaning="good" icon="check">
              Default
            </Badge>
          )}
          <span className="min-w-0 sm:ml-auto">
            <Reference text={account.id} label="identifier" />
          </span>
        </li>
      ))}
    </ul>
  );
