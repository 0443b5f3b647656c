"use server";
import * as audit from "@/lib/commands/audit";
import { desk } from "@/lib/runtime/desk";
import { staffAction } from "@/lib/server/action";

export const verifyAudit = staffAction("audit.read", audit.VerifyAudit, (ctx) =>
  audit.verifyAudit(ctx, desk().audit),
);
