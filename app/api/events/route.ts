import { desk } from "@/lib/runtime/desk";
import { staffRoute } from "@/lib/server/route";
import { loadEventSearch } from "@/lib/url/events";
import { tidy } from "@/lib/url/list";

/** The rows of whichever view is asked for; each view has a kind of row of its own. */
export const GET = staffRoute("event.read", ({ search }): Promise<unknown> => {
  const query = tidy(loadEventSearch(search));
  return desk().read[query.view](query);
});
