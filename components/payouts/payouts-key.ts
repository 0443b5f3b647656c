import type { PayoutSearch } from "@/lib/url/payouts";

/** Where the browser keeps one question's rows. Begins with the topic that makes it ask again. */
export const payoutsKey = (search: PayoutSearch) => ["payouts", search] as const;
