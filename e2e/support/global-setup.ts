import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDesk } from "../../lib/local/desk";
import { removeCluster } from "../../lib/local/postgres";

/** Starts a whole desk of its own on free ports, filled small, and leaves its addresses in the environment for the tests. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "jetdesk-e2e-"));
  const remove = async () => {
    await removeCluster(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.env["SANDBOX_SCALE"] = "1"; // a business day lasts a second
  try {
    const desk = await startDesk({
      dataDir,
      port: 0,
      seed: true,
      quiet: false,
      reporter: { step: announced, say: (line) => process.stdout.write(`${line}\n`) },
      env: { JETDESK_DEMO_SIZE: "small" },
    });
    Object.assign(process.env, desk.env, { DESK_URL: desk.url });
    return async () => {
      await desk.stop();
      await remove();
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function announced<Result>(
  title: string,
  work: (tell: () => void) => Promise<Result>,
): Promise<Result> {
  const since = Date.now();
  const result = await work(() => undefined);
  process.stdout.write(`  ${title}: ${((Date.now() - since) / 1000).toFixed(1)} s\n`);
  return result;
}
