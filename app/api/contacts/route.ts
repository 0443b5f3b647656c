import { desk } from "@/lib/runtime/desk";
import { staffRoute } from "@/lib/server/route";
import { loadContactSearch } from "@/lib/url/contacts";
import { tidy } from "@/lib/url/list";

export const GET = staffRoute("desk.read", ({ search }) =>
  desk().read.contacts(tidy(loadContactSearch(search))),
);
