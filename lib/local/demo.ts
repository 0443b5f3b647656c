import type { Connections } from "../db";
import type { Settings } from "../runtime/settings";

const isLoopback = (url: string): boolean =>
  ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);

/**
 * Why demo people, data and printed passwords must not be made here, in a sentence; null when they may. Only a start that
 * made both the database and the sandbox itself may fill them.
 */
export async function obstacleToDemo(
  env: Readonly<Record<string, string | undefined>>,
  settings: Pick<Settings, "mode" | "database" | "jetpay">,
  prisma: Pick<Connections["prisma"], "staff" | "contact">,
): Promise<string | null> {
  if (settings.mode !== "local") return "The demo is not made in production mode.";
  if (env.JETDESK_OWN_DEMO !== "1")
    return "The demo is made only where this start made both the database and the sandbox itself. Nothing was written.";
  if (!isLoopback(settings.database.url))
    return "The demo is made only in a database on this machine. Nothing was written.";
  if (!isLoopback(settings.jetpay.apiUrl))
    return "The demo is made only at a sandbox on this machine. Nothing was written.";
  const door = await fetch(`${settings.jetpay.apiUrl}/_sandbox/clock`).catch(() => null);
  if (door?.ok !== true)
    return "The Jetpay at JETPAY_API_URL is not the sandbox, so it is not filled. Nothing was written.";
  const [people, contacts] = await Promise.all([prisma.staff.count(), prisma.contact.count()]);
  if (people + contacts > 0) return "The database has people or contacts in it already. Nothing was written.";
  return null;
}
