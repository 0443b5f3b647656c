import { run } from "graphile-worker";
import { desk } from "../runtime/desk";
import { tasks } from "./tasks";

const CONCURRENCY = 4;
const POLL_MS = 1_000;

const { settings, contextFor, audit, close } = desk();
const ctx = contextFor({ kind: "clock" }, null);

const runner = await run({
  connectionString: settings.database.listenUrl,
  concurrency: CONCURRENCY,
  pollInterval: POLL_MS,
  noHandleSignals: true,
  taskList: tasks(ctx, audit),
  crontab: "* * * * * sweep\n*/5 * * * * anchor_audit",
});
await runner.addJob("sweep", {}, { jobKey: "sweep:start" });
await runner.addJob("anchor_audit", {}, { jobKey: "anchor_audit:start" });

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await runner.stop();
  await close();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
await runner.promise;
