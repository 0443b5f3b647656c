// `npm start` and `npm run dev`. No dependency at the top: this runs before node_modules exists.
import { prepare } from "./prepare.mjs";
import { giveUp } from "./steps.mjs";

const leave = () => process.exit(130);
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

try {
  for (const name of SIGNALS) process.on(name, leave);
  await prepare();
  const { register } = await import("tsx/esm/api");
  register();
  const { main } = await import("./main.ts");
  for (const name of SIGNALS) process.off(name, leave);
  await main({ isDev: process.argv.includes("--dev") });
} catch (error) {
  giveUp(error);
}
