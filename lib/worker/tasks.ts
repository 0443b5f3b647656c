import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { anchorAudit } from "../commands/audit";
import { withdrawDebit } from "../commands/collections";
import type { Ctx } from "../commands/context";
import { readFailure } from "../commands/failures";
import { sendIntent, sweep } from "../commands/sweep";
import type { AuditProof } from "../domain/audit";

const SendIntent = z.object({ kind: z.enum(["payout", "collection", "contact"]), id: z.guid() });
const WithdrawDebit = z.object({ collectionId: z.guid() });
const ReadFailure = z.object({ transactionId: z.string().min(1) });

/** Each task is one line that calls a command. A job is only a hint: every command looks at the row itself. */
export const tasks = (ctx: Ctx, audit: AuditProof): TaskList => ({
  send_intent: async (payload) => {
    const { kind, id } = SendIntent.parse(payload);
    ctx.log.info({ kind, id, outcome: await sendIntent(ctx, kind, id) }, "sent an intent");
  },
  withdraw_debit: async (payload) => withdrawDebit(ctx, WithdrawDebit.parse(payload).collectionId),
  read_failure: async (payload) => readFailure(ctx, ReadFailure.parse(payload).transactionId),
  anchor_audit: async () => anchorAudit(ctx, audit),
  sweep: async () => {
    const found = await sweep(ctx);
    if (found.lost + found.paid + found.due + found.unexplained > 0) ctx.log.info(found, "swept");
  },
});
