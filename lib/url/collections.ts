import { createLoader, createSerializer } from "nuqs/server";
import {
  COLLECTION_SORTS,
  COLLECTION_VIEWS,
  type CollectionSort,
  type CollectionView,
  type ListQuery,
} from "../domain/lists";
import { listSearch, periodSearch } from "./list";

export const collectionSearch = {
  ...listSearch(COLLECTION_VIEWS, COLLECTION_SORTS, "all", "-asked"),
  ...periodSearch,
};
export type CollectionSearch = ListQuery<CollectionView, CollectionSort>;
export const loadCollectionSearch = createLoader(collectionSearch);
export const withCollectionSearch = createSerializer(collectionSearch);
