import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDesk, type Desk, type DeskOptions } from "../../lib/local/desk";
import { removeCluster } from "../../lib/local/postgres";

/** A whole desk of its own on free ports, which leaves nothing behind once it is stopped. */
export async function startTemporaryDesk(options: Omit<DeskOptions, "dataDir" | "port">): Promise<Desk> {
  const dataDir = mkdtempSync(join(tmpdir(), "jetdesk-e2e-"));
  const remove = async () => {
    await removeCluster(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const desk = await startDesk({ ...options, dataDir, port: 0 });
    const stop = async () => {
      await desk.stop();
      await remove();
    };
    return { ...desk, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}
