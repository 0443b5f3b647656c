import { createLoader, createSerializer } from "nuqs/server";
import { FAILURE_SORTS, FAILURE_VIEWS, type FailureQuery } from "../domain/lists";
import { listSearch, parseAsReason, periodSearch } from "./list";

export const failureSearch = {
  ...listSearch(FAILURE_VIEWS, FAILURE_SORTS, "all", "-at"),
  ...periodSearch,
  reason: parseAsReason,
};
export type FailureSearch = FailureQuery;
export const loadFailureSearch = createLoader(failureSearch);
export const withFailureSearch = createSerializer(failureSearch);
