import { exportAudit } from "@/lib/commands/audit-export";
import { dayOf } from "@/lib/domain/day";
import { staffDownload } from "@/lib/server/download";
import { loadAuditSearch } from "@/lib/url/audit";
import { tidy } from "@/lib/url/list";

/** What the list shows with the same question, as CSV: all of it, whatever its size. */
export const GET = staffDownload("audit.export", async (ctx, search) => ({
  name: `audit-${dayOf(ctx.now())}.csv`,
  type: "text/csv; charset=utf-8",
  parts: await exportAudit(ctx, tidy(loadAuditSearch(search))),
}));
