import { desk } from "@/lib/runtime/desk";
import { staffRoute } from "@/lib/server/route";

export const GET = staffRoute("desk.read", ({ staff }) => desk().read.railCounts(staff.id));
