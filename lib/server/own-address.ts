import { headers } from "next/headers";
import { desk } from "../runtime/desk";
import { obstacleToHost } from "./origin";

/**
 * Where this page should be opened instead, when a local desk is reached as 127.0.0.1 but calls itself localhost: cookies
 * and origin checks know one name only. Null when the address is the right one, and in production, where a proxy decides.
 */
export async function betterAddress(path: string): Promise<string | null> {
  const { mode, appUrl } = desk().settings;
  if (mode !== "local" || obstacleToHost(await headers(), appUrl) === null) return null;
  return new URL(path, appUrl).href;
}
