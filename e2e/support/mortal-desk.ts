import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, type Page } from "@playwright/test";
import { addMerchantAccount } from "../../lib/commands/merchant-accounts";
import { registerWebhook } from "../../lib/commands/webhooks";
import type { Desk as LocalDesk } from "../../lib/local/desk";
import { end, type Known } from "../../lib/local/processes";
import { openDesk, type Desk } from "../../lib/runtime/desk";
import { loadSettings } from "../../lib/runtime/settings";
import { jetpayAt, type Jetpay } from "./jetpay";
import { addColleague, signIn, type Person } from "./people";
import { startTemporaryDesk } from "./temporary-desk";

/** The sandbox's own account of the marketplace. */
const OPERATING = "ffe2c516-2ef4-4ce8-a1e1-1960c5b321ad";
/** What leads to the desk of the other tests. */
const OF_THE_OTHERS = /^(DATABASE_|JETPAY_|APP_|NEXTAUTH_|FINGERPRINT_KEY$)/;

export type MortalDesk = {
  readonly url: string;
  /** Its runtime, in this process. */
  readonly desk: Desk;
  readonly jetpay: Jetpay;
  readonly person: Person;
  /** Kills web and worker at once, without a chance to say a word. Who started the desk starts them again. */
  readonly kill: () => Promise<void>;
};

/** Tests on a desk of their own, empty but for one operator, whose processes may be killed. */
export const test = base.extend<{ operator: Page }, { mortal: MortalDesk }>({
  mortal: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const others = Object.keys(process.env).filter((name) => OF_THE_OTHERS.test(name));
      const env = Object.fromEntries(others.map((name) => [name, undefined]));
      const own = await startTemporaryDesk({ seed: false, quiet: true, env });
      try {
        const mortal = await furnished(own);
        await use(mortal);
        await mortal.desk.close();
      } finally {
        await own.stop();
      }
    },
    { scope: "worker", timeout: 120_000 },
  ],
  operator: async ({ browser, mortal: { url, person } }, use) => {
    const { context, page } = await signIn(browser, person, { baseURL: url });
    await use(page);
    await context.close();
  },
});

/** What the demo's seed would have done, but for the demo. */
async function furnished({ url, dataDir, env }: LocalDesk): Promise<MortalDesk> {
  const desk = openDesk(loadSettings({ ...env, LOG_LEVEL: "silent" }));
  const setup = desk.contextFor({ kind: "setup" }, null);
  await addMerchantAccount(setup, { merchantAccountId: OPERATING, name: "Operating" });
  await registerWebhook(setup, { callbackUrl: `${url}/api/webhooks/jetpay`, callbackApiKey: null });
  return {
    url,
    desk,
    jetpay: jetpayAt(desk.settings.jetpay.apiUrl),
    person: await addColleague(desk, "operator"),
    kill: async () => {
      await Promise.all(mortals(dataDir).map((one) => end(one, "SIGKILL", 0)));
    },
  };
}

type Running = Known & { readonly name: string };

/** All that runs but the database and Jetpay. */
function mortals(dataDir: string): Running[] {
  const running = JSON.parse(readFileSync(join(dataDir, "processes.json"), "utf8")) as Running[];
  return running.filter(({ name }) => name === "desk" || name === "worker");
}

export { expect } from "@playwright/test";
