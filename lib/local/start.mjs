// `npm start` and `npm run dev`. No dependency at the top: this runs before node_modules exists.
import { prepare } from "./prepare.mjs";
import { giveUp } from "./steps.mjs";

try {
  await prepare();
  const { register } = await import("tsx/esm/api");
  register();
  const { main } = await import("./main.ts");
  await main({ isDev: process.argv.includes("--dev") });
} catch (error) {
  giveUp(error);
}
