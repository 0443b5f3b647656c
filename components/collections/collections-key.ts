import type { CollectionSearch } from "@/lib/url/collections";

/** Where the browser keeps one question's rows. Begins with the topic that makes it ask again. */
export const collectionsKey = (search: CollectionSearch) => ["collections", search] as const;
