import { createLoader, createSerializer } from "nuqs/server";
import {
  PAYOUT_SORTS,
  PAYOUT_VIEWS,
  type PayoutSort,
  type PayoutView,
  type ListQuery,
} from "../domain/lists";
import { listSearch, periodSearch } from "./list";

export const payoutSearch = {
  ...listSearch(PAYOUT_VIEWS, PAYOUT_SORTS, "all", "-made"),
  ...periodSearch,
};
export type PayoutSearch = ListQuery<PayoutView, PayoutSort>;
export const loadPayoutSearch = createLoader(payoutSearch);
export const withPayoutSearch = createSerializer(payoutSearch);
