import type { StreamState } from "@/components/live/event-stream";
import { duration } from "@/components/ui/time-words";
import type { Truth } from "@/lib/db/rows";

type TruthWords = { readonly meaning: "good" | "waiting" | "attention" | "bad"; readonly text: string };

/** An event this late is worth saying so in colour. */
const LATE_MS = 60_000;

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** How far the screen can be trusted, the worst news first. */
export function truthWords(truth: Truth, connection: StreamState): TruthWords {
  if (connection === "reconnecting")
    return { meaning: "bad", text: "Reconnecting… this screen may be behind" };
  if (truth.alerts.length > 0) return { meaning: "bad", text: some(truth.alerts.length, "alert", "alerts") };
  if (truth.quarantined > 0)
    return { meaning: "attention", text: some(truth.quarantined, "event unreadable", "events unreadable") };
  if (truth.lastDeliveryAt === null) return { meaning: "waiting", text: "No event yet" };
  if (truth.lagMs === null) return { meaning: "waiting", text: "Lateness not known" };
  const late = duration(truth.lagMs / 1000);
  if (truth.lagMs > LATE_MS) return { meaning: "attention", text: `Events ${late} late` };
  return { meaning: "good", text: `Current to ${late}` };
}
