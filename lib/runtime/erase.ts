import type { z } from "zod";
import { EraseAuditDetail, eraseAuditDetail } from "../commands/audit-erase";
import { Refusal } from "../domain/refusal";
import type { Desk } from "./desk";

/** Erases from the server's own shell. Throws Refusal, also for what was typed wrongly. */
export async function eraseAsSetup(desk: Desk, given: z.input<typeof EraseAuditDetail>): Promise<void> {
  const { data, error } = EraseAuditDetail.safeParse(given);
  if (!data) throw new Refusal("bad_input", error.issues.map(({ message }) => message).join(" "));
  await eraseAuditDetail(desk.contextFor({ kind: "setup" }, null), data);
}
