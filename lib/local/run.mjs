// npm run serve, worker, migrate, sandbox, staff, admin:invite, audit:verify, audit:erase, bench: one part of the desk, in the foreground.
import { prepare } from "./prepare.mjs";
import { giveUp } from "./steps.mjs";

try {
  await prepare();
  const { register } = await import("tsx/esm/api");
  register();
  const { run } = await import("./run.ts");
  const [verb = "", ...args] = process.argv.slice(2);
  process.exitCode = await run(verb, args);
} catch (error) {
  giveUp(error);
}
