import { desk } from "@/lib/runtime/desk";
import { staffRoute } from "@/lib/server/route";
import { loadFailureSearch } from "@/lib/url/failures";
import { tidy } from "@/lib/url/list";

export const GET = staffRoute("desk.read", ({ search }) =>
  desk().read.failures(tidy(loadFailureSearch(search))),
);
