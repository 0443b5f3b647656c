import { createLoader, createSerializer } from "nuqs/server";
import {
  CONTACT_SORTS,
  CONTACT_VIEWS,
  type ContactSort,
  type ContactView,
  type ListQuery,
} from "../domain/lists";
import { listSearch } from "./list";

export const contactSearch = listSearch(CONTACT_VIEWS, CONTACT_SORTS, "all", "-created");
export type ContactSearch = ListQuery<ContactView, ContactSort>;
export const loadContactSearch = createLoader(contactSearch);
export const withContactSearch = createSerializer(contactSearch);
