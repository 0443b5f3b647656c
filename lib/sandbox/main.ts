import { z } from "zod";
import { log } from "./log";
import { startSandbox } from "./server";

const Environment = z.object({
  SANDBOX_DATABASE_URL: z.string().min(1),
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  SANDBOX_TOKEN: z.string().min(1),
  /** Seconds of real time per simulated business day. */
  SANDBOX_SCALE: z.coerce.number().positive().default(4),
  SANDBOX_DELIVERY_SCALE: z.coerce.number().positive().optional(),
  SANDBOX_RETRY_SCALE: z.coerce.number().positive().optional(),
});

async function main() {
  const env = Environment.parse(process.env);
  const sandbox = await startSandbox({
    databaseUrl: env.SANDBOX_DATABASE_URL,
    port: env.SANDBOX_PORT,
    token: env.SANDBOX_TOKEN,
    scale: env.SANDBOX_SCALE,
    ...(env.SANDBOX_DELIVERY_SCALE ? { deliveryScale: env.SANDBOX_DELIVERY_SCALE } : {}),
    ...(env.SANDBOX_RETRY_SCALE ? { retryScale: env.SANDBOX_RETRY_SCALE } : {}),
  });
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    sandbox.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log("stop", error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

main().catch((error: unknown) => {
  log("start", error);
  process.exit(1);
});
