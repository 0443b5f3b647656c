import { desk } from "@/lib/runtime/desk";
import { staffRoute } from "@/lib/server/route";

/** In characters, as for the lists. */
const LONGEST_QUESTION = 200;

/** Contacts that a form may offer: `role=customer` for a collection; anything else reads as vendor, for a payout. */
export const GET = staffRoute("desk.read", ({ search }) =>
  desk().read.contactChoices(
    (search.get("q") ?? "").trim().slice(0, LONGEST_QUESTION),
    search.get("role") === "customer" ? "customer" : "vendor",
  ),
);
