import { desk } from "@/lib/runtime/desk";
import { staffRoute } from "@/lib/server/route";
import { loadCollectionSearch } from "@/lib/url/collections";
import { tidy } from "@/lib/url/list";

export const GET = staffRoute("desk.read", ({ search }) =>
  desk().read.collections(tidy(loadCollectionSearch(search))),
);
