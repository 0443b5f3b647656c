import { startTemporaryDesk } from "./temporary-desk";

/** Starts a desk that is filled small, and leaves its addresses in the environment for the tests. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  process.env["SANDBOX_SCALE"] = "1"; // a business day lasts a second
  const desk = await startTemporaryDesk({
    seed: true,
    quiet: false,
    reporter: { step: announced, say: (line) => process.stdout.write(`${line}\n`) },
    env: { JETDESK_DEMO_SIZE: "small" },
  });
  Object.assign(process.env, desk.env, { DESK_URL: desk.url });
  return () => desk.stop();
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
