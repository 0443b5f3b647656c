import type { Count } from "@/lib/db/rows";

const NUMBERS = new Intl.NumberFormat("en-CA");

/** "418", "1,000+". */
export const countText = ({ value, capped }: Count): string => `${NUMBERS.format(value)}${capped ? "+" : ""}`;

/** "1 payout", "1,000+ payouts". */
export const countOf = (count: Count, [one, many]: readonly [string, string]): string =>
  `${countText(count)} ${count.value === 1 && !count.capped ? one : many}`;
