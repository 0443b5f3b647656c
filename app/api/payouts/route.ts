import { desk } from "@/lib/runtime/desk";
import { staffRoute } from "@/lib/server/route";
import { tidy } from "@/lib/url/list";
import { loadPayoutSearch } from "@/lib/url/payouts";

export const GET = staffRoute("desk.read", ({ staff, search }) =>
  desk().read.payouts(tidy(loadPayoutSearch(search)), staff.id),
);
