import { Amount } from "@/components/payments/amount";
import type { FailureRow } from "@/lib/db/rows";

/** The amount of a failed payment; a dash where no money was to move. */
export const FailureAmount = ({ row, className }: { row: FailureRow; className?: string }) =>
  row.subject === "payment" ? (
    <Amount cents={row.amountCents} className={className} />
  ) : (
    <span className={className}>
      <span aria-hidden className="text-faint">
        –
      </span>
      <span className="sr-only">no money involved</span>
    </span>
  );
