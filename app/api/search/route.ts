import { desk } from "@/lib/runtime/desk";
import { staffRoute } from "@/lib/server/route";

/** In characters, as for the lists. */
const LONGEST_QUESTION = 200;

/** A few of each kind for what is typed into the desk's own search. */
export const GET = staffRoute("desk.read", ({ search }) =>
  desk().read.hits((search.get("q") ?? "").trim().slice(0, LONGEST_QUESTION)),
);
