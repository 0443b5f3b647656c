import Link from "next/link";
import type { EventRow } from "@/lib/db/rows";
import { paymentOf } from "./words";

/** The payment of an event, or why there is none. */
export function TransactionLink({ row }: { row: EventRow }) {
  const payment = paymentOf(row);
  if (row.transactionId === null) return <span className="text-faint">not about a transaction</span>;
  if (payment === null) return <span className="text-faint">unclaimed</span>;
  return (
    <Link href={payment.href} prefetch={false} className="text-accent hover:underline">
      {payment.label}
    </Link>
  );
}
