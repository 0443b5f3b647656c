import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { desk } from "../runtime/desk";

const DemoSignIns = z.array(
  z.object({ role: z.string(), name: z.string(), email: z.string(), password: z.string() }),
);
export type DemoSignIn = z.infer<typeof DemoSignIns>[number];

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** The demo people of a desk that runs on this machine only, as its seed wrote them down. None anywhere else. */
export async function demoSignIns(): Promise<DemoSignIn[]> {
  const { mode, appUrl, dataDir } = desk().settings;
  if (mode !== "local" || !LOOPBACK.includes(new URL(appUrl).hostname)) return [];
  try {
    return DemoSignIns.parse(JSON.parse(await readFile(join(dataDir, "sign-ins.json"), "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
