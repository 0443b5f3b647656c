import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./ports";
import { removeCluster, startPostgres, type Postgres, type PostgresOptions } from "./postgres";
import { watchOver } from "./roster";

type Kind = Pick<PostgresOptions, "fleeting" | "settings" | "binaries">;

/** Does `work` on an empty PostgreSQL of its own, whose user may make databases. It is gone when `work` ends, however it ends. */
export async function onThrowawayPostgres<Result>(
  purpose: string,
  kind: Kind,
  work: (postgres: Postgres) => Promise<Result>,
): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), `jetdesk-${purpose}-`));
  const watch = watchOver(dataDir);
  try {
    const postgres = await startPostgres({
      ...kind,
      dataDir,
      port: await freePort(null),
      password: randomBytes(12).toString("hex"),
      logFile: join(dataDir, "postgres.log"),
    });
    watch.add("postgres", postgres.pid, "SIGINT");
    try {
      return await work(postgres);
    } finally {
      await postgres.stop();
      watch.remove(postgres.pid);
    }
  } finally {
    watch.close();
    await removeCluster(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  }
}
