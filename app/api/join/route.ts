import { randomUUID } from "node:crypto";
import { Join, join } from "@/lib/commands/staff";
import { desk } from "@/lib/runtime/desk";
import { guestAction } from "@/lib/server/guest-action";
import { hashPassword } from "@/lib/server/passwords";

/** Somebody who was invited chooses a password. The link's token is what they bring instead of a session. */
export const POST = guestAction("staff.join", Join, (facts, input) => {
  const newcomer = { kind: "staff", id: randomUUID(), name: "somebody invited", role: "viewer" } as const;
  return join(desk().contextFor(newcomer, facts.id), input, hashPassword);
});
