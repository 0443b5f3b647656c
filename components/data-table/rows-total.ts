import { formatCents, sum } from "@/lib/domain/money";
import type { Page } from "@/lib/db/rows";

/** What all rows add up to, e.g. "$18,432.10 CAD"; null while only a part of them is on the page, or nothing was told. */
export function rowsTotal(
  page: Page<{ readonly amountCents: string | null }> | null | undefined,
): string | null {
  if (!page || page.next !== null || page.previous !== null || page.rows.length === 0) return null;
  const known = page.rows.flatMap(({ amountCents }) => (amountCents === null ? [] : [BigInt(amountCents)]));
  return known.length === page.rows.length ? `${formatCents(sum(known))} CAD` : null;
}
