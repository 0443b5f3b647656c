import type { WebhooksAnswer } from "@/components/settings/webhook/webhooks-answer";
import { listWebhooks } from "@/lib/commands/webhooks";
import { Refusal } from "@/lib/domain/refusal";
import { desk } from "@/lib/runtime/desk";
import { staffRoute } from "@/lib/server/route";

const NEWEST = { q: "", view: "events", sort: "-id", after: null, before: null } as const;

/** What Jetpay has registered, asked of it now. That it does not answer is an answer too. */
export const GET = staffRoute("settings.read", async ({ staff }): Promise<WebhooksAnswer> => {
  const { read, contextFor } = desk();
  const { id, name, role } = staff;
  const ctx = contextFor({ kind: "staff", id, name, role }, null);
  const [listed, events] = await Promise.all([
    listWebhooks(ctx).then(
      (webhooks) => ({ webhooks, problem: null }),
      (error: unknown) => {
        if (error instanceof Refusal) return { webhooks: null, problem: error.message };
        throw error;
      },
    ),
    read.events(NEWEST),
  ]);
  return { ...listed, newestEventId: events.rows[0]?.id ?? null, at: new Date().toISOString() };
});
