import { chromium, type Page } from "@playwright/test";
import { quantile } from "./figures";
import type { Jetpay } from "./jetpay";
import { bodyOf, tellLives, type Told } from "./lives";
import type { Place } from "./place";
import { doorOf } from "./post";
import { signIn } from "./web";

/** In view at once on the tall screen below. */
const ROWS = 40;
const SCREEN = { width: 1_280, height: 3_200 };
const PATIENCE_MS = 10_000;
const PAUSE_MS = { least: 200, spread: 600 };

type Watched = { readonly events: readonly Told[]; readonly references: ReadonlyMap<string, string> };

/** Payouts that were sent just now, so that they stand first in their list, and the events of their completion. */
async function sentPayouts(place: Place): Promise<Watched> {
  const { deliveries, claims } = tellLives(3, ROWS * 4);
  await place.claim(claims);
  const credits = new Set(
    claims.filter(({ isCredit }) => isCredit).map(({ transactionId }) => transactionId),
  );
  const { rows } = await place.pool.query<{ transaction: string; reference: string }>(
    "SELECT transaction_id AS transaction, reference FROM payout WHERE transaction_id = ANY ($1)",
    [[...credits]],
  );
  return {
    events: (deliveries.at(-1) ?? []).filter(({ transactionId }) => credits.has(transactionId)),
    references: new Map(rows.map(({ transaction, reference }) => [transaction, reference])),
  };
}

/**
 * Run in the page, where nothing of ours is at hand: notes the moment at which the row of a reference first says another
 * state. By the clock of this machine, which both sides read.
 */
const WATCH = `{
  const said = new Map();
  window.benchChangedAt = {};
  const look = () => {
    const at = Date.now();
    for (const row of document.querySelectorAll("tr, [role=row]")) {
      const [reference] = /JB-[0-9A-F]{12}/.exec(row.textContent) ?? [];
      const [state] = /Sent|Completed|Failed/.exec(row.textContent) ?? [];
      if (!reference || !state) continue;
      if (said.has(reference) && said.get(reference) !== state) window.benchChangedAt[reference] ??= at;
      said.set(reference, state);
    }
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  [...said.keys()];
}`;

async function changeOf(page: Page, reference: string): Promise<number> {
  const asked = `window.benchChangedAt["${reference}"]`;
  const found = await page.waitForFunction(asked, null, { timeout: PATIENCE_MS, polling: 20 });
  return Number(await found.jsonValue());
}

export type Seen = { readonly seen: number; readonly p50: number; readonly p95: number };

/** P13: from the 2xx to the row that has changed on an open list of payouts, in milliseconds, in a real browser. */
export async function timesToSee(place: Place, jetpay: Jetpay, browserPath: string): Promise<Seen> {
  const { events, references } = await sentPayouts(place);
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  const door = doorOf(place.url, 1);
  try {
    const context = await browser.newContext({ viewport: SCREEN });
    const cookies = (await signIn(place)).split("; ").map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: place.url };
    });
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto(`${place.url}/payouts?view=all`);
    await page
      .getByText(/JB-[0-9A-F]{12}/)
      .first()
      .waitFor();
    const shown = await page.evaluate<string[]>(WATCH);
    const took: number[] = [];
    for (const event of events.filter(({ transactionId }) =>
      shown.includes(references.get(transactionId) ?? ""),
    )) {
      const signed = await jetpay.sign(bodyOf([event]));
      await door.deliver(signed);
      const acknowledged = Date.now();
      took.push((await changeOf(page, references.get(event.transactionId) ?? "")) - acknowledged);
      await new Promise((wake) => setTimeout(wake, PAUSE_MS.least + Math.random() * PAUSE_MS.spread));
    }
    return { seen: took.length, p50: quantile(took, 0.5), p95: quantile(took, 0.95) };
  } finally {
    await browser.close();
    await door.close();
  }
}
