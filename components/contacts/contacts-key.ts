import type { ContactSearch } from "@/lib/url/contacts";

/** Under which page and table keep the same rows. */
export const contactsKey = (search: ContactSearch) => ["contacts", search] as const;
