import { desk } from "@/lib/runtime/desk";
import { staffRoute } from "@/lib/server/route";

export const GET = staffRoute("desk.read", () => desk().read.truth(new Date()));
