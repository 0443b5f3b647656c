import { createLoader, createSerializer } from "nuqs/server";
import {
  FAILURE_SORTS,
  FAILURE_VIEWS,
  type FailureSort,
  type FailureView,
  type ListQuery,
} from "../domain/lists";
import { listSearch } from "./list";

export const failureSearch = listSearch(FAILURE_VIEWS, FAILURE_SORTS, "all", "-at");
export type FailureSearch = ListQuery<FailureView, FailureSort>;
export const loadFailureSearch = createLoader(failureSearch);
export const withFailureSearch = createSerializer(failureSearch);
